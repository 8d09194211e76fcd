"""Everything a window stands on, built once and passed on by constructor."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.flows.changes import Changes
from app.flows.safety.window_lock import call_of
from app.workers.serial import Serial
from app.workers.spelling import Speller
from editor.panels.kit.look import Look
from sync.model.errors import CoursefolkError
from sync.workspace.opening import Workspace

if TYPE_CHECKING:
    from app.workers.rendering import Rendering

LOOK_MS = 700
"""How often the window asks whether a command beside it has written."""
TURN_S = 0.0005
"""How long a thread may keep the others from running Python: the window waits so long at every
step of a paint while something is rendered (5 ms, Python's own choice, add up to 150)."""


class Session(QObject):
    """The threads of one window and the two ways in which it learns that something changed.

    `acted(Changes)` follows what the person did here; `arrived` what came from elsewhere: a sync,
    a command, a mirrored folder. `failed(error)` is what no one took: it goes to the notices.
    `called(file)` says that a second window asks for this one, perhaps to take a file in.
    """

    acted = Signal(object)
    arrived = Signal()
    failed = Signal(object)
    called = Signal(str)

    def __init__(self, folder: Path, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(TURN_S)
        self.folder = folder
        self.look = look
        self.store: Serial[Workspace] = Serial(
            "store", lambda: Workspace.open(folder), Workspace.close, self
        )
        self.network: Serial[Workspace] = Serial(
            "network", lambda: Workspace.open(folder), Workspace.close, self
        )
        self.rendering: Serial[Rendering] = Serial("rendering", _rendering, parent=self)
        self.reading: Serial[None] = Serial("reading", lambda: None, parent=self)
        self.spelling: Serial[Speller] = Serial("spelling", Speller, parent=self)
        for queue in (self.store, self.network, self.rendering, self.reading, self.spelling):
            queue.failed.connect(self.failed)
        self._version = -1
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)

    def start_watching(self) -> None:
        """Begin to notice what others write into the same workspace."""
        self._look()
        self._timer.start()

    def act(
        self,
        act: Callable[[Workspace], Changes],
        then: Callable[[Changes], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Let the person's act happen in the store; views hear of what it changed."""

        def landed(changes: Changes) -> None:
            self.acted.emit(changes)
            if then is not None:
                then(changes)

        self.store.do(act, landed, failed)

    def close(self) -> bool:
        """Finish what waits; False if something did not end in time.

        A copy that was only looked at is taken away.
        """
        self._timer.stop()
        queues = (self.spelling, self.reading, self.rendering, self.network, self.store)
        ended = [queue.close() for queue in queues]
        from app.flows.safety.looking import forget  # late: no start waits for it

        forget(self.folder)
        return all(ended)

    def _look(self) -> None:
        call = call_of(self.folder)
        if call is not None:
            self.called.emit(call)
        self.store.do(lambda ws: ws.store.data_version(), self._seen, kind="look")

    def _seen(self, version: int) -> None:
        if version != self._version:
            first = self._version == -1
            self._version = version
            if not first:
                self.store.do(lambda ws: ws.look_again(), lambda _: self.arrived.emit())


def _rendering() -> Rendering:
    """Load the grammar of Markdown on the rendering thread, for the first lesson."""
    from app.workers.rendering import Rendering

    return Rendering()


def words_of(error: BaseException) -> tuple[str, str, str]:
    """Say an error to a person: what happened, what is safe, what to do."""
    if isinstance(error, CoursefolkError):
        return error.what, error.safe, error.mend
    from app.crash import report

    told = report(error)
    return told.what, told.safe, told.mend
