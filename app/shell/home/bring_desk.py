"""A folder comes in as a course, beside everything else; stopped halfway, nothing of it is kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.flows.files import importing
from app.flows.files.importing import BroughtIn
from app.session import Session
from app.workers.serial import Serial
from editor.panels.home.bringing_line import BringingLine
from editor.panels.home.brought_line import BroughtLine, CameIn
from editor.panels.kit.collecting import uncollected
from sync.model.language import say
from sync.workspace.opening import Workspace

_TOLD_S = 0.05
"""Numbers that change faster than this cannot be read."""


class _Stopped(Exception):
    """Ends an import; what it has kept goes away with it."""


class BringDesk(QObject):
    """Reads one folder at a time, on a thread of its own: the other courses stay usable.

    `brought(course)` asks to show the new course, unless the person writes in another by then:
    a line offers it. `busy` tells whether somebody writes; `news(words, way, act)` says why a
    second folder does not come in.
    """

    brought = Signal(str)
    stopped = Signal()
    news = Signal(str, str, object)
    _came_to = Signal(int, int)

    def __init__(
        self,
        session: Session,
        line: BringingLine,
        told: BroughtLine,
        busy: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._line, self.told, self._busy = session, line, told, busy
        self.queue: Serial[Workspace] | None = None
        self._stop = False
        self._told_at = 0.0
        self._coming = self._course = ""
        line.stopped.connect(self._ask_to_stop)
        told.open_wanted.connect(self._open)
        self._came_to.connect(line.show_progress)

    def bring_in(self, folder: Path) -> None:
        """Bring a folder in; one at a time."""
        if self._coming:
            words = say(
                "“{folder}” is still coming in. Open the next folder when it is here.",
                folder=self._coming,
            )
            self.news.emit(words, "", None)
            return
        self._coming, self._stop = folder.name or str(folder), False
        self.told.hide()
        self._line.begin(self._coming)
        self.own_queue().do(lambda ws: self._read(ws, folder), self._landed, self._failed)

    def own_queue(self) -> Serial[Workspace]:
        """The thread that reads folders, with a workspace of its own; made for the first."""
        if self.queue is None:
            place = self._session.folder
            self.queue = Serial("bringing", lambda: Workspace.open(place), Workspace.close, self)
        return self.queue

    def close(self) -> None:
        """Stop what still comes in: the window goes."""
        self._ask_to_stop()
        if self.queue is not None:
            self.queue.close()

    def _read(self, ws: Workspace, folder: Path) -> BroughtIn:
        """Bring it in, on the thread of its own."""
        ws.courses.forget()  # others have written since the last folder
        with uncollected():
            return importing.bring_in(ws, folder, None, self._tell)

    def _tell(self, done: int, of: int) -> None:
        if self._stop:
            raise _Stopped
        now = time.monotonic()
        if now - self._told_at > _TOLD_S or done == of:
            self._told_at = now
            self._came_to.emit(done, of)

    def _ask_to_stop(self) -> None:
        self._stop = True

    def _landed(self, brought: BroughtIn) -> None:
        """Let the store's own thread know the course before it is shown."""
        self._session.store.do(lambda ws: ws.courses.forget(), lambda _: self._come(brought))

    def _come(self, brought: BroughtIn) -> None:
        too_late = self._stop  # it was kept in the very moment of stopping
        waits = too_late or (self._line.isVisible() and self._busy())
        self._end()
        self._course = str(brought.course.id)
        remarks = tuple((one.file, one.what) for one in brought.warnings)
        self.told.show_course(
            CameIn(brought.course.title, brought.lessons, brought.media, remarks, waits)
        )
        if waits:
            self._session.arrived.emit()
        else:
            self.brought.emit(self._course)

    def _open(self) -> None:
        self.told.open.hide()
        self.brought.emit(self._course)

    def _failed(self, error: BaseException) -> None:
        self._end()
        if isinstance(error, _Stopped):
            self.stopped.emit()
        else:
            self._session.failed.emit(error)

    def _end(self) -> None:
        self._coming = ""
        self._line.end()
