"""Since you were last here: the page of what is new, and what counts as seen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

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
LOOKED_MS = 1_500
"""A lesson that is on show for so long is seen; who only passes by has not read what came."""


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
        self._read_now: LessonRead | None = None
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(LOOKED_MS)
        self._looking.timeout.connect(self._note)
        course.lesson_shown.connect(self._look)
        course.page_changed.connect(self._look_again)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self._look_again)

    @property
    def is_looking(self) -> bool:
        """Tell whether what is on show has not been there for long enough to count as seen."""
        return self._looking.isActive()

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

    def _look(self, read: LessonRead) -> None:
        """Begin to look at what is on show from now on."""
        self._read_now = read
        self._looking.start()

    def _look_again(self) -> None:
        """Begin to look once the lesson, or the window, has come into sight."""
        if self._read_now is not None:
            self._looking.start()

    def _note(self) -> None:
        """Count a lesson as seen that stood on show for a while, in a window somebody looks at."""
        log, read = self.course.log, self._read_now
        if log is None or read is None or read.node.id != self.course.lesson:
            return
        if not self._is_in_sight():
            return

        def note(ws: Workspace) -> None:
            # what came while it was read will be shown, and noted, then
            if ws.lessons.today(log, read.node.id).state == read.today.state:
                seen.note_lesson(ws, ws.courses.open(log), read.node.id)

        self.session.store.do(note)

    def _is_in_sight(self) -> bool:
        """Tell whether the lesson's text or its learner's view is on show, to somebody."""
        page = self.course.page
        parts = (page.pane.editor, page.learner.preview)
        return page.window().isActiveWindow() and any(part.isVisible() for part in parts)
