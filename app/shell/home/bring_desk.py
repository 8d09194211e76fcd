"""A folder comes in as a course, beside everything else; stopped halfway, nothing of it is kept."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.flows.files import importing
from app.session import Session
from editor.panels.home.bringing_line import BringingLine
from sync.workspace.opening import Workspace

_TOLD_S = 0.05
"""Numbers that change faster than this cannot be read."""


class _Stopped(Exception):
    """Ends an import; what it has kept goes away with it."""


class BringDesk(QObject):
    """Reads one folder at a time into the store; `brought(course)` tells that it is there."""

    brought = Signal(str)
    stopped = Signal()
    _came_to = Signal(int, int)

    def __init__(self, session: Session, line: BringingLine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._line = session, line
        self._stop = False
        self._told_at = 0.0
        self._coming = False
        line.stopped.connect(self._ask_to_stop)
        self._came_to.connect(line.show_progress)

    def bring_in(self, folder: Path) -> None:
        """Bring a folder in; one at a time."""
        if self._coming:
            return
        self._coming, self._stop = True, False
        self._line.begin(folder.name)
        self._session.store.do(lambda ws: self._read(ws, folder), self._come, self._failed)

    def close(self) -> None:
        """Stop what still comes in: the window goes."""
        self._ask_to_stop()

    def _read(self, ws: Workspace, folder: Path) -> str:
        """Bring it in, on the store's thread."""
        return str(importing.bring_in(ws, folder, None, self._tell).course.id)

    def _tell(self, done: int, of: int) -> None:
        if self._stop:
            raise _Stopped
        now = time.monotonic()
        if now - self._told_at > _TOLD_S:
            self._told_at = now
            self._came_to.emit(done, of)

    def _ask_to_stop(self) -> None:
        self._stop = True

    def _come(self, course: str) -> None:
        self._end()
        self.brought.emit(course)

    def _failed(self, error: BaseException) -> None:
        self._end()
        if isinstance(error, _Stopped):
            self.stopped.emit()
        else:
            self._session.failed.emit(error)

    def _end(self) -> None:
        self._coming = False
        self._line.end()
