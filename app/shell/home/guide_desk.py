"""The line above a course: the next step in the sample, where it is done; the way out of help."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from app import paths
from app.flows.beginning import sample_steps
from app.flows.beginning.helping import help_course
from app.flows.beginning.sample_steps import SampleStands, Spot
from app.flows.beginning.sampling import HIDDEN, note_played
from app.flows.overview.reading import LessonRead
from app.session import Session
from app.shell.course.course_desk import CourseDesk, CourseRead
from app.shell.course.course_page import PLAY, WRITE, CoursePage
from app.shell.home.home_desk import STORY
from editor.panels.cards.runs import shortened
from editor.panels.home.guide_line import Guidance, GuideLine
from sync.model.ids import CourseId, NodeId
from sync.model.language import mark, say
from sync.workspace.opening import Workspace

QUIET = "sample.quiet"
SHOW, NEW, SEARCH, BACK, HOME = "show", "new", "search", "back", "home"
HOW = (
    (
        mark("Change a sentence"),
        mark("Click into any sentence of the text and write. It saves itself."),
    ),
    (
        mark("Accept a suggestion"),
        mark("A colleague proposes a shorter sentence. Press Accept beside it."),
    ),
    (mark("Answer a comment"), mark("A colleague asks something. Reply beside it, or resolve it.")),
    (
        mark("Check an overlap"),
        mark(
            "You and a colleague changed one sentence. Keep what stands there, or choose another."
        ),
    ),
    (mark("Play a question"), mark("Choose an answer in the learner’s view, and press Check.")),
    (
        mark("Write a lesson of your own"),
        mark("Add one with New lesson, give it a name, write a sentence."),
    ),
)
_LOOK_MS = 350


@dataclass(frozen=True)
class GuideRead:
    """What the line needs to know, read on the store's thread."""

    stands: SampleStands | None
    help: str
    quiet: bool


def read_guide(ws: Workspace) -> GuideRead:
    """Read how far the sample came, and which course is the help."""
    get = ws.store.settings.get
    here = get(HIDDEN) is None
    stands = sample_steps.keep_ticks(ws) if here else None
    return GuideRead(stands, help_course(ws), get(QUIET) is not None)


class GuideDesk(QObject):
    """Shows the line where it helps, and leads from it.

    `course_wanted(course, lesson)` leads to a lesson; `command_wanted(name)` to a command.
    `ticked` says that a step of the sample was done just now.
    """

    course_wanted = Signal(object, object)
    command_wanted = Signal(str)
    ticked = Signal()

    def __init__(
        self,
        session: Session,
        page: CoursePage,
        course: CourseDesk,
        line: GuideLine,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.page, self.course, self.line = session, page, course, line
        self._read = GuideRead(None, "", False)
        self._shown = ""
        self._known = False
        self._at: tuple[str, NodeId | None, str] | None = None
        self._came_from: tuple[str, NodeId | None, str] | None = None
        line.way_chosen.connect(self._go)
        line.closed.connect(self._hush)
        course.outline_shown.connect(self._outline_shown)
        course.lesson_shown.connect(self._here)
        session.acted.connect(lambda changes: self.refresh())
        course.writing.saved.connect(lambda saved: self.refresh() if saved else None)

    @property
    def help_course(self) -> str:
        """The help, if it was ever opened."""
        return self._read.help

    def refresh(self) -> None:
        """Look again how far the sample came, if it is the course on show."""
        stands = self._read.stands
        if stands is not None and self._shown == stands.course:
            self.session.store.do(read_guide, self._told, kind="guide")

    def played(self) -> None:
        """Remember that a question was played."""
        self.session.store.do(note_played, lambda _: self.refresh())

    def speak_again(self) -> None:
        """Show the steps again to a person who comes back to the sample from home."""
        self.session.store.do(lambda ws: ws.store.settings.set(QUIET, None), self._again)

    def _again(self, done: None) -> None:
        self.session.store.do(read_guide, self._told, kind="guide")

    # -- what is said

    def _outline_shown(self, read: CourseRead) -> None:
        if self._shown != read.course.id:
            self._shown, self._known = read.course.id, False
            self.line.show_guidance(None)
            self.session.store.do(read_guide, self._told, kind="guide")

    def came_from_front(self) -> None:
        """Forget the lesson of before: the help was asked for at home or beside it."""
        self._at = self._came_from = None

    def _here(self, read: LessonRead) -> None:
        self._at = (read.course.id, read.node.id, read.node.title)
        self._remember()
        self.refresh()

    def _remember(self) -> None:
        """Remember where the person was before the help."""
        if self._known and self._at is not None and self._at[0] not in ("", self._read.help):
            self._came_from = self._at

    def _told(self, read: GuideRead) -> None:
        before, self._read = self._read, read
        fresh, self._known = not self._known, True
        self._remember()
        if fresh and self._shown == read.help and self.page.page == WRITE:
            self.course.show_page(PLAY)  # the help is read; who wants may see how it is written
        self.page.header.show_ways(self._shown != read.help)
        self.line.show_guidance(self._guidance(read))
        if before.stands and read.stands and sum(read.stands.done) > sum(before.stands.done):
            self.ticked.emit()

    def _guidance(self, read: GuideRead) -> Guidance | None:
        if self._shown and self._shown == read.help:
            return self._way_back()
        if read.stands is None or self._shown != read.stands.course or read.quiet:
            return None
        done = read.stands.done
        if read.stands.next is None:
            return Guidance(
                say("All six done"),
                say("That is all you need. Now make a course of your own."),
                ((NEW, say("New course")), (HOME, say("Home"))),
                done,
                say("Close this line"),
            )
        title, how = HOW[read.stands.next]
        ways = ((SHOW, say("Show me")),)
        stays = say("Close this line; the steps stay on Home")
        return Guidance(say(title), say(how), ways, done, stays)

    def _way_back(self) -> Guidance:
        ways: tuple[tuple[str, str], ...] = ((SEARCH, say("Search the help")),)
        if self._came_from is not None and self._came_from[2]:
            ways = (
                (BACK, say("Back to “{lesson}”", lesson=shortened(self._came_from[2], 32))),
                *ways,
            )
        else:
            ways = ((HOME, say("Home")), *ways)
        return Guidance(
            say("You are reading the help"),
            self._told_of_help(),
            ways,
            icon="life-buoy",
        )

    def _told_of_help(self) -> str:
        keys = self.session.look.keys("help")
        if not keys:
            return say("It is a course like yours.")
        return say(
            "It is a course like yours. {keys} leads from anywhere to the page that fits.",
            keys=keys,
        )

    def _hush(self) -> None:
        self.line.show_guidance(None)
        self._read = GuideRead(self._read.stands, self._read.help, True)
        self.session.store.do(lambda ws: ws.store.settings.set(QUIET, "1"))
        self.page.go_to_text()

    # -- ways on

    def _go(self, way: str) -> None:
        if way == SHOW and self._read.stands is not None and self._read.stands.next is not None:
            step, story = self._read.stands.next, paths.resource(*STORY)
            self.session.store.do(lambda ws: sample_steps.spot_of(ws, step, story), self._lead)
        elif way == BACK and self._came_from is not None:
            course, lesson, _ = self._came_from
            self.course_wanted.emit(CourseId(course), lesson)
        else:
            names = {NEW: "new-course", HOME: "home", SEARCH: "jump"}
            self.command_wanted.emit(names[way])

    def _lead(self, spot: Spot | None) -> None:
        """Go where the step is done; what is there only when the lesson is, a moment later."""
        if spot is None:
            return
        if spot.step == sample_steps.CHECK:
            self.course.show_overlap("")
            return
        if spot.step == sample_steps.WRITE:
            self.course.show_page(WRITE)
            self.page.outline.add_lesson.emit(None)
            return
        self.course.show_page(PLAY if spot.step == sample_steps.PLAY else WRITE)
        if spot.lesson is not None and spot.lesson != self.course.lesson:
            self.course.open_lesson(spot.lesson)
        self._arrive(spot, 20)

    def _arrive(self, spot: Spot, tries: int) -> None:
        if spot.lesson == self.course.lesson and self._point_at(spot):
            return
        if tries:
            QTimer.singleShot(_LOOK_MS, self, lambda: self._arrive(spot, tries - 1))

    def _point_at(self, spot: Spot) -> bool:
        if spot.card:
            if spot.card not in self.page.learner.comments.cards:
                return False
            self.page.pane.editor.go_to_mark(spot.card)
            self.page.open_card(spot.card)
            preview = self.page.learner.preview
            QTimer.singleShot(2 * _LOOK_MS, preview, lambda: preview.go_to_mark(spot.card))
        elif spot.step == sample_steps.PLAY:
            preview = self.page.learner.preview
            preview.setFocus()
            before, _, _ = self.page.pane.editor.text().partition(spot.words)
            line = max(0, before.count("\n") - 1)
            QTimer.singleShot(2 * _LOOK_MS, preview, lambda: preview.scroll_to_line(line))
        elif spot.words:
            at = self.page.pane.editor.text().find(spot.words)
            self.page.go_to_text()
            if at >= 0:
                self.page.pane.editor.select(at, at + len(spot.words))
        else:
            self.page.learner.preview.setFocus()
        return True
