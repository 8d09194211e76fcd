"""Listen for the server's pokes on a thread of its own; each says that a sync is worth while."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sync.model.errors import PersonCanMend

if TYPE_CHECKING:  # a window without a server never loads what speaks to one
    from sync.client.transport import Transport

log = logging.getLogger(__name__)


class Pokes(QObject):
    """Tells `poked`, in the thread that made it, until it is closed."""

    poked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._line: Transport | None = None
        self._thread: threading.Thread | None = None

    def start(self, line: Transport) -> None:
        """Listen on this line, which from now on belongs to the listening thread."""
        self.close()
        self._stop, self._line = threading.Event(), line
        self._thread = threading.Thread(
            target=self._run, args=(line, self._stop), name="pokes", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Hang up."""
        self._stop.set()
        if self._line is not None:
            self._line.hang_up()
        if self._thread is not None:
            self._thread.join(2)
        self._line = self._thread = None

    def _run(self, line: Transport, stop: threading.Event) -> None:
        from sync.client.notices import listen

        try:
            listen(line, self.poked.emit, stop)
        except PersonCanMend:
            # The next sync meets the same refusal, and says it to the person.
            log.info("no longer listening: access was withdrawn")
        except RuntimeError:
            # The window was closed in this very moment; there is nobody to tell.
            log.info("no longer listening: the window is gone")
