"""Where the person is: remembered, and found again with caret and scroll as they were."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, QTimer

from app.flows.beginning.helping import help_course
from app.flows.overview.places import Spot, note_on_show, note_place, note_spot, on_show
from app.flows.overview.reading import LessonRead
from app.flows.overview.seen import begin
from app.flows.safety.backups import course_of_today
from app.session import Session
from app.shell.course.course_desk import CourseDesk, CourseRead
from editor.panels.source.lesson_view import ViewState
from sync.model.ids import CourseId, NodeId, sha_of
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

_LATER_MS = 300


class PlaceDesk(QObject):
    """Notes lesson, caret and scroll whenever a lesson was shown, saved or left; goes back there.

    It alone writes where one was; courses and lessons are read with it.
    """

    def __init__(self, session: Session, course: CourseDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self.course = session, course
        self._editor = course.page.pane.editor
        self._here: tuple[CourseId, NodeId, Spot] | None = None
        self._later = QTimer(self._editor)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self._look)
        self._editor.cursorPositionChanged.connect(self._look_later)
        self._editor.verticalScrollBar().valueChanged.connect(self._look_later)
        course.leaving.connect(self.note)
        course.writing.shown.connect(self._return)
        course.lesson_shown.connect(lambda _: self.note())
        course.outline_shown.connect(self._looked)

    def note(self) -> None:
        """Remember where the person is now."""
        looked = self._look()
        self._keep(self._editor.text() if looked and self.course.writing.base() is None else "")

    def keep_on_show(self, *, on_course: bool) -> None:
        """Remember what is on show: the window is closing."""
        self.note()
        course = self.course.course if on_course else ""
        self.session.store.do(lambda ws: note_on_show(ws, course))

    def go_on(self, show: Callable[[CourseId], None]) -> None:
        """Show the course that was on show last; if it is gone by now, home stays."""

        def find(ws: Workspace) -> Course | None:
            course = on_show(ws)
            return course_of_today(ws, course) if course else None

        def found(course: Course | None) -> None:
            if course is not None:
                show(course.id)

        self.session.store.do(find, found)

    # -- inside

    def _look_later(self) -> None:
        if not self._later.isActive():
            self._later.start()

    def _look(self) -> bool:
        """Look where one is in the lesson that the editor shows, if it is the one on the page."""
        lesson, course = self.course.lesson, self.course.course
        if lesson is None or not course or lesson != self.course.writing.lesson:
            return False
        view, base = self._editor.view_state(), self.course.writing.base()
        seen = self._editor.viewport().rect().contains(self._editor.cursorRect().center())
        spot = Spot(view.anchor, view.caret, view.top, in_sight=seen)
        if base is not None:
            spot = msgspec.structs.replace(spot, sha=base.sha, heads=base.heads)
        self._here = (CourseId(course), lesson, spot)
        return True

    def _keep(self, typed: str) -> None:
        """Note where one is; `typed` is the text of it while that is no state of the lesson."""
        if self._here is None:
            return
        course, lesson, spot = self._here

        def note(ws: Workspace) -> None:
            keep = note_spot if course == help_course(ws) else note_place  # help is no work
            named = msgspec.structs.replace(spot, sha=sha_of(typed)) if typed else spot
            keep(ws, course, lesson, named)

        self.session.store.do(note)

    def _return(self, read: LessonRead) -> None:
        """Go where one was in this lesson: at the same words, as far as they still are there."""
        spot, self._here = read.spot, None
        fresh = self._editor.selection() == (0, 0) and self._editor.top_line() == 0
        if spot is not None and fresh:
            self._editor.restore_view(ViewState(spot.anchor, spot.caret, spot.top))
            if spot.in_sight:
                self._editor.ensureCursorVisible()
        self.course.page.pane.details.begin()

    def _looked(self, read: CourseRead) -> None:
        log = read.course.log
        self.session.store.do(lambda ws: begin(ws, ws.courses.open(log)), kind="looked")
