"""Since you were last here: the page of what is new, and what counts as seen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from app.flows.overview import seen
from app.flows.overview.reading import LessonRead
from app.session import Session
from app.shell.course.course_desk import CourseDesk
from app.shell.home.since_reading import read_since
from editor.panels.since.panel import SincePanel
from editor.panels.since.values import SinceCourse
from sync.model.ids import CourseId, NodeId
from sync.workspace.opening import Workspace

SINCE = "since"


class SinceDesk(QObject):
    """Joins the page with the store.

    `page_wanted` asks the window to show the page, `left` (Esc) to show what was there before;
    `lesson_wanted(course, lesson)` leads to what a line is about; `changed` tells that something
    counts as seen now.
    """

    page_wanted = Signal()
    left = Signal()
    changed = Signal()
    lesson_wanted = Signal(object, object)

    def __init__(
        self,
        session: Session,
        panel: SincePanel,
        course: CourseDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.panel, self.course = session, panel, course
        self._wanted = ""
        self._opening = False
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), panel)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.left)
        panel.seen.connect(self._mark)
        panel.set_back.connect(self._set_back)
        panel.lesson_chosen.connect(
            lambda course, lesson: self.lesson_wanted.emit(CourseId(course), NodeId(lesson))
        )
        session.arrived.connect(self._again)
        course.lesson_shown.connect(self._note)

    def open(self, course: str = "") -> None:
        """Show what is new in a course; in all of them without one."""
        self._wanted = course
        self._opening = True
        self.page_wanted.emit()
        self._read()

    def _read(self) -> None:
        wanted = self._wanted
        self.session.store.do(lambda ws: read_since(ws, wanted), self._show, kind="since")

    def _again(self) -> None:
        if self.panel.isVisible():
            self._read()

    def _show(self, courses: tuple[SinceCourse, ...]) -> None:
        self.panel.show_news(courses)
        if self._opening:
            self._opening = False
            self.panel.focus_first()

    def _mark(self, course: str) -> None:
        self.session.store.do(
            lambda ws: seen.note_course(ws, ws.courses.at(course)), lambda _: self._moved()
        )

    def _set_back(self, course: str) -> None:
        self.session.store.do(
            lambda ws: seen.set_back(ws, ws.courses.at(course)), lambda _: self._moved()
        )

    def _moved(self) -> None:
        self._read()
        self.changed.emit()

    def _note(self, read: LessonRead) -> None:
        """Count a lesson as seen that is on show in a window that somebody looks at."""
        log, page = self.course.log, self.course.page
        if log is None or not page.isVisible() or not page.window().isActiveWindow():
            return

        def note(ws: Workspace) -> None:
            # what came while it was read will be shown, and noted, then
            if ws.lessons.today(log, read.node.id).state == read.today.state:
                seen.note_lesson(ws, ws.courses.open(log), read.node.id)

        self.session.store.do(note)
