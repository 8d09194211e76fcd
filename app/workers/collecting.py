"""Keep Python's collector out of a long job: while it looks for circles, no thread runs at all.

Parsing 50,000 words makes a million objects, and the collector then stops the window for 400 to
500 ms (measured). What is parsed holds no circles: it goes away without a collector.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1_000
_ENOUGH = 2_000
"""So many objects more than were let go make it worth a look."""
_jobs: list[object] = []
"""One for each long job that goes on; appending and removing are safe in any thread."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no collection begin until the job is done; then it may, if it might before."""
    was, job = gc.isenabled(), object()
    _jobs.append(job)
    gc.disable()
    try:
        yield
    finally:
        _jobs.remove(job)
        if was:
            gc.enable()


class Collector(QObject):
    """Looks for rubbish in the window's own thread alone, now and then, between two events.

    Left to itself Python looks in whatever thread makes objects, and a widget that is let go in
    another thread than its own ends the program.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._looks = 0
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look from now on, among what is made from now on; what stands is passed over."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def look(self) -> None:
        """Look among the youngest, now and then among older ones, at all every few minutes."""
        if _jobs or gc.get_count()[0] < _ENOUGH:
            return
        self._looks += 1
        gc.collect(2 if self._looks % 200 == 0 else 1 if self._looks % 10 == 0 else 0)
