"""Home, library and help: what is here, what needs you, how to begin."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app import paths
from app.flows.beginning import sampling, templates
from app.flows.beginning.helping import open_help
from app.flows.courses.typed_outline import read_typed
from app.flows.overview.broken_known import BrokenFound, BrokenKnown
from app.flows.overview.library import Shelved
from app.flows.sharing import syncing
from app.session import Session, words_of
from app.shell.home.home_reading import HomeRead, read_home
from app.shell.home.home_words import home_of, sample_of, size_of
from app.shell.home.template_cards import course_cards
from app.shell.page_names import PLAY
from editor.panels.home.library_panel import LibraryPanel
from editor.panels.home.library_side import LibrarySide
from editor.panels.home.panel import HomePanel
from editor.panels.home.values import (
    NEW_COURSE,
    OPEN_FOLDER,
    REVIEW_FILE,
    CourseRow,
    FirstStart,
)
from editor.panels.kit.glyphs import LessonState
from sync.model.ids import NodeId
from sync.model.language import say
from sync.workspace.identity import rename_person

STORY = ("samples", "first-course.toml")

_STATES = {
    "draft": LessonState.DRAFT,
    "in review": LessonState.IN_REVIEW,
    "changes asked": LessonState.IN_REVIEW,
    "approved": LessonState.IN_REVIEW,
    "released": LessonState.RELEASED,
}


class HomeDesk(QObject):
    """Joins home, the library and their side bar with the store; `course_wanted(id)` opens one.

    `part_wanted(id, page)` opens one at its review or its overlaps; `folder_chosen(path)` brings
    a folder in; `start_wanted(command)` is one of the other ways to begin.
    """

    course_wanted = Signal(str)
    part_wanted = Signal(str, str)
    page_wanted = Signal(str)
    help_wanted = Signal(object, object)
    place_wanted = Signal(str, object, str)
    receipts_wanted = Signal()
    since_wanted = Signal(str)
    was_read = Signal()
    folder_chosen = Signal(object)
    start_wanted = Signal(str)

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
        self._read: HomeRead | None = None
        self._known, self._broken = BrokenKnown(), BrokenFound((), whole=False)
        panel.open_sample.connect(self._open_sample)
        panel.remove_sample.connect(self._remove_sample)
        panel.open_folder.connect(self.choose_folder)
        panel.start_chosen.connect(self.start_wanted)
        panel.name_given.connect(self._name)
        panel.new_course_card.read_by(read_typed)
        panel.new_course_opened.connect(self._offer_templates)
        panel.course_wanted.connect(self._begin)
        panel.template_wanted.connect(self._begin_from)
        panel.connect_wanted.connect(self._connect)
        panel.thing_chosen.connect(self._choose)
        panel.play_chosen.connect(self._play)
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

    def new_course(self, template: str = "") -> None:
        """Ask for a title and an outline, or for the title alone of one made from a template."""
        self.page_wanted.emit("home")
        self.panel.show_new_course(template=template)

    def choose_folder(self) -> None:
        """Ask for a folder of Markdown, and bring it in."""
        chosen = QFileDialog.getExistingDirectory(self._window, say("Open a folder of Markdown"))
        if chosen:
            self.bring_in(Path(chosen))

    def bring_in(self, folder: Path) -> None:
        """Bring a folder in as a course and open it."""
        self.folder_chosen.emit(folder)

    def _choose(self, thing: str) -> None:
        """Open what a row is about: a course, a page of it, or a lesson at its place."""
        match thing.split(":"):
            case ["since", course]:
                self.since_wanted.emit(course)
            case [page, course, lesson]:
                self.place_wanted.emit(course, NodeId(lesson), page)
            case [page, course]:
                self.part_wanted.emit(course, page)
            case ["receipts"]:
                self.receipts_wanted.emit()
            case _:
                self.course_wanted.emit(thing)

    def _play(self, thing: str) -> None:
        _, course, lesson = thing.split(":")
        self.place_wanted.emit(course, NodeId(lesson), PLAY)

    def _start(self, name: str) -> None:
        ways = {"new-course": self.new_course, "open-folder": self.choose_folder}
        ways.get(name, lambda: self.start_wanted.emit(name))()

    def _go(self, place: str) -> None:
        if place == "help":
            self.session.store.do(open_help, lambda course: self.help_wanted.emit(course, None))
        else:
            self.page_wanted.emit(place)
            self.side.show_current(place)
            self.refresh()

    def show_made(self, course: str) -> None:
        """Open a course that has just come about."""
        self.refresh()
        self.course_wanted.emit(course)

    def _open_sample(self) -> None:
        story = paths.resource(*STORY)
        self.session.store.do(lambda ws: sampling.plant_sample(ws, story).id, self.show_made)

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
        self.show_made(course)

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
        self.was_read.emit()
        rows = [_row(course) for course in read.courses]
        self.side.show_courses(rows)
        self.shelf.show_courses(rows, (NEW_COURSE, OPEN_FOLDER, REVIEW_FILE))
        self._read = read
        if read.own or read.status.server:
            self._show_home()
            self._look_for_broken()
        else:
            self.panel.show_first_start(
                FirstStart(
                    None if read.removed else sample_of(read.sample),
                    name=read.name,
                    may_connect=read.status.server is None,
                )
            )

    def _show_home(self) -> None:
        if self._read is not None:
            read = replace(self._read, broken=self._broken.courses)
            self.panel.show_home(home_of(read))

    def _look_for_broken(self) -> None:
        """Look at whole courses when the rest is on show, and only for who looks at it."""
        if self.panel.isVisible():
            self.session.store.do(self._known.look, self._show_broken, kind="home-broken")

    def _show_broken(self, found: BrokenFound) -> None:
        self._broken = found
        self._show_home()
        if not found.whole:
            self._look_for_broken()


def _row(course: Shelved) -> CourseRow:
    return CourseRow(
        course.id,
        course.title,
        _STATES.get(course.state, LessonState.DRAFT),
        size_of(course),
        course.overlaps,
    )
