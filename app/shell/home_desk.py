"""Home, library and help: what is here, what needs you, how to begin."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app import paths
from app.flows import importing, sampling, syncing, templates
from app.flows.library import Shelved, library
from app.flows.sample_steps import SampleStands, sample_stands
from app.flows.typed_outline import read_typed
from app.session import Session, words_of
from app.shell.course_page import OVERLAPS, REVIEW
from app.shell.template_cards import course_cards
from editor.panels.home.library_panel import LibraryPanel
from editor.panels.home.library_side import LibrarySide
from editor.panels.home.panel import HomePanel
from editor.panels.home.values import (
    NEW_COURSE,
    OPEN_FOLDER,
    SAMPLE_STEPS,
    CourseRow,
    FirstStart,
    HomeRow,
    HomeView,
    SampleCourse,
    SampleStep,
)
from editor.panels.kit.glyphs import LessonState
from sync.model.ids import CourseId
from sync.workspace.identity import rename_person
from sync.workspace.opening import Workspace

STORY = ("samples", "first-course.toml")
HELP_FOLDER = "help"
HELP_COURSE = "help.course"

_STATES = {
    "draft": LessonState.DRAFT,
    "in review": LessonState.IN_REVIEW,
    "changes asked": LessonState.IN_REVIEW,
    "approved": LessonState.IN_REVIEW,
    "released": LessonState.RELEASED,
}


@dataclass(frozen=True)
class Asked:
    """A version that this person was asked to review, and has not yet."""

    course: CourseId
    title: str
    number: int
    by: str


@dataclass(frozen=True)
class HomeRead:
    """What home shows, read on the store's thread."""

    courses: tuple[Shelved, ...]
    sample: SampleStands | None
    removed: bool
    name: str
    status: syncing.Status
    asked: tuple[Asked, ...]


def read_home(ws: Workspace) -> HomeRead:
    """Read the library and how far the sample came."""
    known = ws.store.settings.get(HELP_COURSE) or ""
    courses = tuple(c for c in library(ws) if c.id != known)
    return HomeRead(
        courses,
        sample_stands(ws),
        sampling.is_removed(ws),
        ws.store.settings.get("person.name") or "",
        syncing.status(ws),
        tuple(one for c in courses if (one := _asked(ws, c)) is not None),
    )


def _asked(ws: Workspace, shelved: Shelved) -> Asked | None:
    """Find what a course's latest version asks of this person."""
    course, me = ws.courses.at(shelved.id), ws.identity.person
    versions = course.facts.ordered_versions()
    if not versions or me not in versions[-1].named.ask:
        return None
    latest = versions[-1]
    if any(verdict.person == me for verdict in latest.verdicts):
        return None
    by = ws.courses.names(course).get(latest.person, "")
    return Asked(course.id, course.title, latest.number, by)


def open_help(ws: Workspace) -> CourseId:
    """Bring the help course in, anew when its texts changed with the program."""
    known = ws.store.settings.get(HELP_COURSE)
    for entry in ws.courses.entries():
        if entry.row.course == known:
            return entry.row.course
    brought = importing.bring_in(ws, paths.resource(HELP_FOLDER), None, lambda d, o: None)
    ws.store.settings.set(HELP_COURSE, brought.course.id)
    return brought.course.id


class HomeDesk(QObject):
    """Joins home, the library and their side bar with the store; `course_wanted(id)` opens one.

    `part_wanted(id, page)` opens one at its review or its overlaps.
    """

    course_wanted = Signal(str)
    part_wanted = Signal(str, str)
    page_wanted = Signal(str)
    help_wanted = Signal(object, object)

    def __init__(
        self,
        session: Session,
        panel: HomePanel,
        shelf: LibraryPanel,
        side: LibrarySide,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.session, self.panel, self.shelf, self.side = session, panel, shelf, side
        self._window = parent
        panel.open_sample.connect(self._open_sample)
        panel.remove_sample.connect(self._remove_sample)
        panel.open_folder.connect(self.choose_folder)
        panel.name_given.connect(self._name)
        panel.new_course_card.read_by(read_typed)
        panel.new_course_opened.connect(self._offer_templates)
        panel.course_wanted.connect(self._begin)
        panel.template_wanted.connect(self._begin_from)
        panel.connect_wanted.connect(self._connect)
        panel.thing_chosen.connect(self._choose)
        shelf.course_chosen.connect(self.course_wanted)
        shelf.start_chosen.connect(self._start)
        side.course_chosen.connect(self.course_wanted)
        side.place_chosen.connect(self._go)
        side.new_course.connect(self.new_course)
        session.arrived.connect(self.refresh)
        session.acted.connect(lambda changes: self.refresh())

    def refresh(self) -> None:
        """Read again what is here."""
        self.session.store.do(read_home, self._show, kind="home")

    def new_course(self) -> None:
        """Ask for a title and an outline."""
        self.page_wanted.emit("home")
        self.panel.show_new_course()

    def choose_folder(self) -> None:
        """Ask for a folder of Markdown, and bring it in."""
        chosen = QFileDialog.getExistingDirectory(self._window, "Open a folder of Markdown")
        if chosen:
            self.bring_in(Path(chosen))

    def bring_in(self, folder: Path) -> None:
        """Bring a folder in as a course and open it."""
        self.session.store.do(
            lambda ws: importing.bring_in(ws, folder, None, lambda d, o: None).course.id,
            self._made,
        )

    def _choose(self, thing: str) -> None:
        """Open the course of a row; one that needs something opens where it is done."""
        page, _, course = thing.rpartition(":")
        if page:
            self.part_wanted.emit(course, page)
        else:
            self.course_wanted.emit(course)

    def _start(self, name: str) -> None:
        {"new-course": self.new_course, "open-folder": self.choose_folder}[name]()

    def _go(self, place: str) -> None:
        if place == "help":
            self.session.store.do(open_help, lambda course: self.help_wanted.emit(course, None))
        else:
            self.page_wanted.emit(place)
            self.side.show_current(place)
            self.refresh()

    def _made(self, course: str) -> None:
        self.refresh()
        self.course_wanted.emit(course)

    def _open_sample(self) -> None:
        story = paths.resource(*STORY)
        self.session.store.do(lambda ws: sampling.plant_sample(ws, story).id, self._made)

    def _remove_sample(self) -> None:
        self.session.store.do(sampling.remove_sample, lambda _: self.refresh())

    def _name(self, name: str) -> None:
        self.session.store.do(lambda ws: rename_person(ws.store.settings, name))

    def _offer_templates(self) -> None:
        show = self.panel.new_course_card.show_templates
        self.session.store.do(course_cards, show, kind="templates")

    def _begin(self, title: str, outline: str) -> None:
        self.session.store.do(
            lambda ws: templates.course_from_outline(ws, title, outline).id, self._begun
        )

    def _begin_from(self, title: str, ident: str) -> None:
        self.session.store.do(
            lambda ws: templates.course_from_template(ws, ident, title).id, self._begun
        )

    def _begun(self, course: str) -> None:
        self.panel.new_course_card.clear()
        self.panel.show_start()
        self._made(course)

    def _connect(self, url: str, invite: str, name: str) -> None:
        self.panel.connect_card.show_busy(True)
        self.session.network.do(
            lambda ws: syncing.connect(ws, url, invite, name), self._connected, self._refused
        )

    def _connected(self, spaces: list[str]) -> None:
        self.panel.connect_card.show_busy(False)
        self.panel.show_start()
        self.session.arrived.emit()

    def _refused(self, error: BaseException) -> None:
        self.panel.connect_card.show_busy(False)
        self.panel.connect_card.show_error(*words_of(error))

    def _show(self, read: HomeRead) -> None:
        rows = [_row(course) for course in read.courses]
        self.side.show_courses(rows)
        self.shelf.show_courses(rows, (NEW_COURSE, OPEN_FOLDER))
        own = [c for c in read.courses if read.sample is None or c.id != read.sample.course]
        if own or read.status.server:
            self.panel.show_home(_home(read, own))
        else:
            self.panel.show_first_start(
                FirstStart(
                    None if read.removed else _sample(read.sample),
                    name=read.name,
                    may_connect=read.status.server is None,
                )
            )


def _row(course: Shelved) -> CourseRow:
    lessons = "1 lesson" if course.lessons == 1 else f"{course.lessons} lessons"
    detail = f"{lessons}, {course.words:,} words".replace(",", "\u202f")
    return CourseRow(
        course.id,
        course.title,
        _STATES.get(course.state, LessonState.DRAFT),
        detail,
        course.overlaps,
    )


def _sample(stands: SampleStands | None) -> SampleCourse:
    done = stands.done if stands else (False,) * len(SAMPLE_STEPS)
    steps = tuple(SampleStep(text, ok) for text, ok in zip(SAMPLE_STEPS, done, strict=True))
    return SampleCourse("Make your first micro-course", steps)


def _home(read: HomeRead, own: Sequence[Shelved]) -> HomeView:
    needs = tuple(
        HomeRow(
            f"{REVIEW}:{one.course}",
            "badge-check",
            f"Review version {one.number} of “{one.title}”",
            f"{one.by or 'A colleague'} asks you to.",
            "Review",
        )
        for one in read.asked
    )
    needs += tuple(
        HomeRow(
            f"{OVERLAPS}:{c.id}",
            "stitches",
            f"{c.overlaps} to check in “{c.title}”",
            "Two people changed one place; both texts are kept.",
            "Check",
            tone="theirs",
        )
        for c in own
        if c.overlaps
    )
    changed = tuple(
        HomeRow(c.id, "book-open", c.title, f"{c.lessons} lessons, {c.state}", "Open")
        for c in own[:8]
    )
    waiting: tuple[HomeRow, ...] = ()
    if read.status.waiting:
        waiting = (
            HomeRow(
                own[0].id if own else "",
                "send",
                f"{read.status.waiting} waiting to send",
                "They go out by themselves when there is a network.",
                "Open",
            ),
        )
    day = time.strftime("%A, %d %B").replace(" 0", " ")
    return HomeView(
        day=day,
        needs=needs,
        changed=changed,
        waiting=waiting,
        sample=_sample(read.sample) if read.sample and not all(read.sample.done) else None,
        connected=read.status.server is not None,
    )
