"""End the window when the terminal or the system asks for it: as closing it would, nothing lost.

Python's own handler would run only with the next line of Python, and raise in the middle of it.
"""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier

_ASKED = (signal.SIGINT, signal.SIGTERM)
_BY_SIGNAL = 128
"""A program that a signal ended gives this and the signal's number as its exit code."""


class Ending(QObject):
    """Listens for Ctrl+C in the terminal, and for the system's wish that the program ends.

    `may_close` may refuse once, since words are nowhere else; who asks again means it. `leave`
    gets the exit code. Signals reach the main thread alone.
    """

    def __init__(self, may_close: Callable[[], bool], leave: Callable[[int], object]) -> None:
        super().__init__()
        self._may_close, self._leave = may_close, leave
        self.was_refused = self._asking = False
        self._came = 0
        self._rings, self._heard = socket.socketpair()
        for end in (self._rings, self._heard):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)
        self._before = {one: signal.signal(one, self._note) for one in _ASKED}
        self._bell = signal.set_wakeup_fd(self._rings.fileno(), warn_on_full_buffer=False)

    def end(self) -> None:
        """Listen no longer."""
        signal.set_wakeup_fd(self._bell)
        for one, before in self._before.items():
            signal.signal(one, before)
        self._notifier.setEnabled(False)
        self._rings.close()
        self._heard.close()

    def _note(self, number: int, frame: FrameType | None) -> None:
        self._came = number

    def _hear(self) -> None:
        """Take the bell, which the signal rang before Python's handler noted which it was."""
        try:
            numbers = self._heard.recv(64)
        except BlockingIOError:
            return
        number = self._came or max(numbers)
        if self._asking:  # it is being saved just now
            self.was_refused = True
            return
        self._asking = True
        may = self.was_refused or self._may_close()
        self._asking = False
        if may or self.was_refused:
            self._leave(_BY_SIGNAL + number)
        self.was_refused = True
