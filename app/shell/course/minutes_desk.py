"""Reading time in the outline: asked for when the window rests, in turns, beside the typing."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from app.flows.courses.timing import Times, times_in
from app.session import Session
from app.shell.course.course_desk import CourseDesk, CourseRead
from editor.panels.outline.panel import OutlinePanel
from sync.model.ids import LogId

_REST_MS, _TURN_MS = 700, 40


class MinutesDesk(QObject):
    """Keeps the minutes in the outline true; a course of many lessons fills in from the top."""

    def __init__(
        self,
        session: Session,
        outline: OutlinePanel,
        course: CourseDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._outline = session, outline
        self._log: LogId | None = None
        self._later = QTimer(outline)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._ask)
        course.outline_shown.connect(self._shown)
        course.lesson_shown.connect(lambda _: self._later.start(_REST_MS))

    def _shown(self, read: CourseRead) -> None:
        if read.course.log != self._log:
            self._log = read.course.log
            self._outline.show_minutes({}, {})
        self._later.start(_REST_MS)

    def _ask(self) -> None:
        log = self._log
        if log is not None:
            self._session.store.do(
                lambda ws: times_in(ws, log), lambda times: self._show(log, times), kind="minutes"
            )

    def _show(self, log: LogId, times: Times) -> None:
        if log != self._log:
            return
        self._outline.show_minutes(times.minutes, times.declared)
        if not times.whole:
            self._later.start(_TURN_MS)
