"""One open course: which lesson is on show, on which page, with what stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.flows.changes import Changes
from app.flows.lesson.following import course_now
from app.flows.overview.library import Overview, overview
from app.flows.overview.places import lesson_opened_in
from app.flows.overview.reading import LessonRead
from app.flows.permission import is_of_newer, is_only_looked_at
from app.session import Session
from app.shell.course.course_page import OVERLAPS, PLAY, REVIEW, VERSIONS, WRITE, CoursePage
from app.shell.course.in_version import InVersion, line_in
from app.shell.course.outline_rows import rows_of, state_of
from app.shell.course.overlap_desk import OverlapDesk
from app.shell.course.place_name import PlaceName
from app.shell.course.preview_desk import PreviewDesk
from app.shell.faces import marks_of, marks_of_begun, notes_of, part_in, preview_marks
from app.shell.focusing import into
from app.shell.writing.checks_desk import ChecksDesk
from app.shell.writing.writing_desk import WritingDesk
from editor.panels.comments.values import CommentThread, Note
from editor.panels.overlaps.values import OverlapItem
from editor.panels.preview.values import PreviewMark
from editor.panels.source.marks import Mark
from editor.panels.source.reading_bar import Part
from sync.model.ids import LogId, NodeId
from sync.model.language import say
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


@dataclass(frozen=True)
class CourseRead:
    """A course at a glance, with its log."""

    course: Course
    shown: Overview
    open_comments: dict[NodeId, int]
    opened_last: NodeId | None


def read_course(ws: Workspace, reference: str) -> CourseRead:
    """Read a course for its side bar, on the store's thread."""
    course = ws.courses.at(reference)
    counts: dict[NodeId, int] = {}
    spots = ws.spots.of(course)  # words that were taken to another lesson count there
    for thread in course.facts.threads.values():
        if thread.resolution is None:
            lesson = spots[thread.id].lesson
            counts[lesson] = counts.get(lesson, 0) + 1
    return CourseRead(course, overview(ws, course), counts, lesson_opened_in(ws, course.id))


class CourseDesk(QObject):
    """Joins the page of a course with the store: outline, lesson, comments, overlaps.

    `shared(title)` says that the course on show goes on as a shared one, whoever shared it.
    `outline_shown(CourseRead)` and `lesson_shown(LessonRead)` tell what the side bar and the page
    show from now on. `leaving` comes before another lesson, or none, takes the place of the one
    on show. `draft_wanted` asks for today's draft where a version is shown that lacks the lesson.
    `text_changed` tells that the learner's view shows a version, or the draft again.
    """

    page_changed = Signal(str)
    shared = Signal(str)
    outline_shown = Signal(object)
    lesson_shown = Signal(object)
    leaving = Signal()
    draft_wanted = Signal()
    text_changed = Signal()

    def __init__(
        self,
        session: Session,
        page: CoursePage,
        writing: WritingDesk,
        preview: PreviewDesk,
        overlaps: OverlapDesk,
        checks: ChecksDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.page = session, page
        self.writing, self.preview, self.overlaps = writing, preview, overlaps
        self.checks = checks
        self._name = PlaceName(page, self)
        self._marks: list[Mark] = []
        self._tracked: Sequence[PreviewMark] = ()
        self._places: list[PreviewMark] = []
        self._tracks: frozenset[str] = frozenset()
        self.log: LogId | None = None
        self.course = ""
        self._read: CourseRead | None = None
        self._lesson: LessonRead | None = None
        self.instead: InVersion | None = None
        """What the learner's view shows in place of today's draft."""
        self._wanted: NodeId | None = None
        self._page_wanted = WRITE
        self._line_wanted: tuple[NodeId, int] | None = None
        page.outline.lesson_chosen.connect(self.open_lesson)
        self._connect_lesson()
        page.header.tab_chosen.connect(self.show_page)
        overlaps.left.connect(lambda: self.show_page(WRITE))
        page.overlaps.overlap_shown.connect(lambda _: self._name_overlap())
        overlaps.counted.connect(lambda _: self._name_overlap())
        overlaps.text_wanted.connect(self.open_lesson)
        session.arrived.connect(self.refresh)
        session.acted.connect(lambda changes: self.refresh())

    def _connect_lesson(self) -> None:
        self.writing.shown.connect(self.preview.show_lesson)
        self.writing.stepped.connect(self.preview.follow)
        self.preview.behind.connect(self.page.learner.show_behind)
        self.preview.preview.source_wanted.connect(self._to_source)
        self.writing.read.connect(self._show_beside)
        self.page.learner.comments.begun_changed.connect(self._show_preview_marks)
        self.page.learner.comments.overlap_chosen.connect(self.show_overlap)
        self.page.learner.comments.overlap_taken.connect(self._take_overlap)
        self.page.learner.left.connect(self.page.go_to_text)
        self.page.pane.editor.mark_chosen.connect(self.page.open_card)

    # -- the course

    def open(self, course: str, lesson: NodeId | None = None, page: str = WRITE) -> None:
        """Show a course; the lesson wanted, else that of last time; then a page of it."""
        self.leaving.emit()
        self.writing.leave()
        self._page_wanted = page
        self.course, self.log, self._wanted, self._lesson = course, None, lesson, None
        self.show_page(WRITE)
        self.refresh()

    def leave(self) -> None:
        """Seal what was typed and show nothing."""
        self.leaving.emit()
        self.writing.leave()
        self.course, self.log = "", None

    def refresh(self) -> None:
        """Read the course again."""
        if self.course:
            course = self.course
            self.session.store.do(lambda ws: read_course(ws, course), self._show, kind="course")

    def _show(self, read: CourseRead) -> None:
        if read.course.id != self.course and self.course not in (read.course.title,):
            return
        self.course, self._read = read.course.id, read
        self._name.know(read.shown, read.course.facts)
        moved = self.log is not None and self.log != read.course.log
        self.log = read.course.log
        number = read.course.facts.next_number()
        detail = say("Draft of version {number}", number=number)
        if read.course.row.standing == "readonly":
            withdrawn = not is_only_looked_at(read.course)
            detail = say("Read only: access was withdrawn") if withdrawn else say("Read only")
        elif is_of_newer(read.course):
            detail = say("Read only: made with a newer Coursefolk")
        self.page.outline.show_course(read.shown.title, detail)
        self.page.outline.show_rows(rows_of(read.shown, read.open_comments, read.course.facts))
        lessons = [row.id for row in read.shown.rows if row.kind == "lesson"]
        self.outline_shown.emit(read)
        current = self._lesson.node.id if self._lesson else None
        asked = (self._wanted, current, read.opened_last, *lessons[:1])
        wanted = next((one for one in asked if one in lessons), None)
        place, self._wanted = self._wanted or "", None
        page, self._page_wanted = self._page_wanted, WRITE
        if page == OVERLAPS:
            self.show_overlap_of(place)
        elif page != WRITE:
            self.show_page(page)
            self._go_on_in(page)
        if moved:
            self.shared.emit(read.shown.title)
        if wanted is not None and wanted not in (current, self.writing.opening):
            self.writing.open(self.log, wanted)
        elif wanted is not None and self.writing.log != self.log:
            self.writing.catch_up()
        elif wanted is None:
            self._name.name_course()
        if wanted is not None and wanted == current:
            self._name_place()  # what it is approved as may be another by now

    def open_lesson(self, lesson: NodeId, line: int | None = None) -> None:
        """Show a lesson for writing; the caret goes to a line of it (from 0) if one is named."""
        self._line_wanted = (lesson, line) if line is not None else None
        if self.log is None:
            self._wanted = lesson
            return
        if self.page.page not in (WRITE, REVIEW, PLAY):
            self.show_page(WRITE)
        self.leaving.emit()
        self.writing.open(self.log, lesson)

    def read_at(self, lesson: NodeId, line: int) -> None:
        """Show a place as learners see it, on the page that stands; lines count from 0."""
        elsewhere = lesson != self.lesson
        self.preview.look_at(line, of_next=elsewhere)
        if elsewhere:
            self.open_lesson(lesson, line)
        self.page.learner.preview.setFocus()

    def show_page(self, name: str) -> None:
        """Show what a tab stands for; what is typed is sealed when writing is left."""
        if name != WRITE:
            self.writing.seal()
        was, focused = self.page.page, self.page.window().focusWidget()
        self.page.show_page(name)
        if was in (OVERLAPS, VERSIONS) or name == VERSIONS:
            self._name_place()
        if focused is not None and self.page.isVisible() and not focused.isVisible():
            into(self._pane_of(name))
        if PLAY in (was, name):
            self._show_preview_marks()
        self.page_changed.emit(name)

    def _go_on_in(self, name: str) -> None:
        """Bring the focus along to a page that somebody came for; it may be empty still."""
        for pane in (self._pane_of(name), self.page.learner.preview):
            if not self.page.isAncestorOf(self.page.window().focusWidget() or self.page):
                into(pane)

    def _pane_of(self, name: str) -> QWidget:
        """The part of a page that gets the focus with it."""
        page = self.page
        panes = {REVIEW: page.review, VERSIONS: page.versions, PLAY: page.learner.preview}
        return panes.get(name, page.pane.editor)

    def show_overlap(self, ident: str) -> None:
        """Show an overlap with all its wordings."""
        self._show_overlap(ident, "")

    def _take_overlap(self, ident: str, take: str, seen: OverlapItem | None) -> None:
        """Settle an overlap beside its text; what was typed there is sealed first."""
        if self.log is not None:
            log = self.log
            self.writing.seal(lambda: self.overlaps.take(log, ident, take, seen))

    def show_overlap_of(self, place: str) -> None:
        """Show an overlap by its id, or the first one of a lesson or module."""
        self._show_overlap(place, place)

    def _show_overlap(self, ident: str, lesson: str) -> None:
        if self.log is not None:
            self.writing.seal()
            self.page.show_page(OVERLAPS)
            self.overlaps.open(self.log, ident, lesson)
            self.page_changed.emit(OVERLAPS)

    # -- the lesson

    def _show_beside(self, read: LessonRead) -> None:
        self._lesson = read
        if self._line_wanted is not None and self._line_wanted[0] == read.node.id:
            (_, line), self._line_wanted = self._line_wanted, None
            self.page.pane.editor.go_to_line(line)
        part = part_in(read.course)
        self.page.pane.show_part(part)
        self.page.header.show_writing(part is Part.WRITES)
        notes = self._show_notes(read)
        if read.today.text == self.page.pane.editor.text():
            self._marks = marks_of(read)
            self.page.pane.editor.show_marks(self._marks)
            self._show_preview_marks()
        self.checks.check(read)
        self.page.header.tabs.show_count(REVIEW, len(notes))
        self._name_place()
        if self._stands_otherwise(read):
            self.refresh()
        self.lesson_shown.emit(read)

    def _show_notes(self, read: LessonRead) -> list[Note]:
        """Show what stands beside a lesson, each at its place in the text that is on show."""
        comments, instead = self.page.learner.comments, self._instead_of(read.node.id)
        notes, closed = instead.notes(read) if instead is not None else notes_of(read)
        comments.show_lesson(read.node.id, instead.version if instead is not None else "")
        placed = [n for n in notes if n.start is not None]
        comments.show_notes(placed, closed)
        self.page.loose.show_loose(
            [n for n in notes if isinstance(n, CommentThread) and n.start is None]
        )
        self.page.show_comments(bool(placed or closed or comments.composing))
        return notes

    def _instead_of(self, lesson: NodeId) -> InVersion | None:
        shown = self.instead
        return shown if shown is not None and shown.lesson == lesson else None

    def show_instead(self, shown: InVersion | None) -> None:
        """Show a lesson as it is in a version, to be read; None shows today's draft again."""
        before, self.instead = self.instead, shown
        if shown is not None:
            stays = (before.lesson if before is not None else self.lesson) == shown.lesson
            path = shown.read.path if shown.read is not None else ""
            if before is None or (before.version, before.lesson, before.text, before.files) != (
                shown.version, shown.lesson, shown.text, shown.files
            ):  # fmt: skip
                self.preview.show_instead(shown.text, path, shown.files, stays=stays)
        else:
            self.preview.go_back(stays=before is None or before.lesson == self.lesson)
        if (before, shown) != (None, None) and self._lesson is not None:
            self._show_notes(self._lesson)
            self._show_preview_marks()
            self.text_changed.emit()

    def _stands_otherwise(self, read: LessonRead) -> bool:
        """Tell whether typing made a lesson another than that of its version, or the same again."""
        rows = self._read.shown.rows if self._read is not None else ()
        lesson, facts = read.node.id, read.course.facts
        shas = [row.sha for row in rows if row.id == lesson]
        now = state_of(lesson, read.today.state.sha, facts)
        return any(state_of(lesson, sha, facts) is not now for sha in shas)

    def _name_overlap(self) -> None:
        """Follow the overlap on show; elsewhere one may be walking in the outline just now."""
        if self.page.page == OVERLAPS:
            self._name_place()

    def _name_place(self) -> None:
        """Name what is on show, above it and in the outline."""
        self._name.name(self._lesson, self.overlaps.item)

    def show_tracked(self, marks: Sequence[PreviewMark], instead_of: Iterable[str] = ()) -> None:
        """Mark in the learner's view what one is changing, in place of some marks of the lesson."""
        self._tracked, self._tracks = marks, frozenset(instead_of)
        self._show_preview_marks()

    def show_places(self, marks: Sequence[PreviewMark]) -> None:
        """Let the learner's view tell where these stand, for what stands beside it."""
        if list(marks) != self._places:
            self._places = list(marks)
            self._show_preview_marks()

    def _show_preview_marks(self) -> None:
        """Mark the learner's view, but not where one plays: learners see no marks."""
        text = self._lesson.today.text if self._lesson else ""
        begun = self.page.learner.comments.begun_on_show
        if self.page.page == PLAY:
            self.preview.show_marks(())
            return
        if self.instead is not None:
            there = self._lesson is not None and self.instead.lesson == self._lesson.node.id
            marks_then = [*self.instead.marks(), *marks_of_begun(begun)] if there else []
            places = self._places if there else []
            self.preview.show_marks([*preview_marks(self.instead.text, marks_then), *places])
            return
        kept = [one for one in self._marks if one.id not in self._tracks]
        marks = preview_marks(text, [*kept, *marks_of_begun(begun)])
        self.preview.show_marks([*marks, *self._tracked, *self._places])

    @property
    def has_overlaps(self) -> bool:
        """Whether two people changed one place somewhere in the course, and nobody looked yet."""
        return self._read is not None and any(row.overlaps for row in self._read.shown.rows)

    def _to_source(self, line: int) -> None:
        """Go from the learner's view to the text of it."""
        if self.instead is not None:
            line = int(line_in(self.instead.text, line, self.page.pane.editor.text()))
        if self.page.page != WRITE:
            self.show_page(WRITE)
        self.page.go_to_text()
        self.writing.pane.editor.go_to_line(line)

    @property
    def lesson(self) -> NodeId | None:
        """The lesson on show."""
        return self._lesson.node.id if self._lesson else None

    def act(
        self,
        act: Callable[[Workspace, Course], Changes],
        then: Callable[[Changes], None] | None = None,
    ) -> None:
        """Do something in the course on show, where it goes on by then."""
        if self.log is not None:
            log = self.log
            self.session.act(lambda ws: act(ws, course_now(ws, log)), then)
