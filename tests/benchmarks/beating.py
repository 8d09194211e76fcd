"""Watch the thread of the window: a heart that beats as often as the loop lets it."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer

_BEAT_MS = 2


class Heart(QObject):
    """Notes the longest time between two turns of the event loop: by the clock, and its own work.

    What the clock says also holds what other threads and other programs took; the processor time
    of this thread is what the window itself did in one go.
    """

    def __init__(self) -> None:
        super().__init__()
        self.longest_ms = self.longest_cpu_ms = 0.0
        self._clock = self._cpu = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin to count anew."""
        self.longest_ms = self.longest_cpu_ms = 0.0
        self._clock, self._cpu = time.perf_counter(), time.thread_time()
        self._timer.start()

    def stop(self) -> None:
        """Count the last turn, and no more."""
        self._beat()
        self._timer.stop()

    def _beat(self) -> None:
        clock, cpu = time.perf_counter(), time.thread_time()
        self.longest_ms = max(self.longest_ms, 1000 * (clock - self._clock))
        self.longest_cpu_ms = max(self.longest_cpu_ms, 1000 * (cpu - self._cpu))
        self._clock, self._cpu = clock, cpu
