"""A serial queue on one thread: plain values in, plain values out, landing in the GUI thread."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from app.crash import report

Held = TypeVar("Held")
Result = TypeVar("Result")


@dataclass
class _Job(Generic[Held]):
    run: Callable[[Held], Any]
    then: Callable[[Any], None] | None
    failed: Callable[[BaseException], None] | None
    kind: str | None


class Serial(QObject, Generic[Held]):
    """Runs jobs one after another on a thread of its own, with one thing held there.

    `open_held` makes that thing (a workspace, a renderer) on the thread, when the first job
    comes; if that fails, it is tried again for the next. `close_held` ends it.
    Jobs get it, never a widget. `then` and `failed` are called in the thread that made this
    object. A job whose `kind` already waits replaces the one that waits.
    """

    failed = Signal(object)
    """An error that no job's own `failed` took: it goes to the one voice to the person."""
    idle = Signal()
    _landed = Signal(object)

    def __init__(
        self,
        name: str,
        open_held: Callable[[], Held],
        close_held: Callable[[Held], None] = lambda held: None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_held = open_held
        self._close_held = close_held
        self._jobs: deque[_Job[Held]] = deque()
        self._wake = threading.Condition()
        self._ending = False
        self._busy = 0
        self._landed.connect(self._land)
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def do(
        self,
        job: Callable[[Held], Result],
        then: Callable[[Result], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        *,
        kind: str | None = None,
    ) -> None:
        """Queue a job; of several waiting ones of one kind only the last is run."""
        with self._wake:
            if kind is not None:
                self._jobs = deque(waiting for waiting in self._jobs if waiting.kind != kind)
            self._jobs.append(_Job(job, then, failed, kind))
            self._wake.notify()

    def close(self, wait_s: float = 20.0) -> bool:
        """Finish what waits and end the thread; False if it did not end in time.

        What comes of it lands nowhere: the widgets that asked may be gone by then.
        """
        with self._wake:
            self._ending = True
            self._wake.notify()
        self._thread.join(wait_s)
        return not self._thread.is_alive()

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing waits or runs."""
        with self._wake:
            return not self._jobs and not self._busy

    def _next(self) -> _Job[Held] | None:
        with self._wake:
            while not self._jobs and not self._ending:
                self._wake.wait()
            if not self._jobs:
                return None
            self._busy = 1
            return self._jobs.popleft()

    def _work(self) -> None:
        """Run jobs until the end; what is held is opened for the first of them."""
        held: Held | None = None
        while job := self._next():
            try:
                if held is None:
                    held = self._open_held()
                value = job.run(held)
            except BaseException as error:  # noqa: BLE001 - told by the job's `failed` or ours
                self._landed.emit((job.failed, error, None))
            else:
                if job.then is not None:
                    self._landed.emit((job.then, None, value))
            with self._wake:
                self._busy = 0
                quiet = not self._jobs
            if quiet:
                self.idle.emit()
        if held is not None:
            self._close_held(held)

    @Slot(object)
    def _land(self, landed: tuple[Callable[[Any], None] | None, BaseException | None, Any]) -> None:
        then, error, value = landed
        if self._ending:  # what it was for is gone, and nobody is left to be told
            if error is not None:
                report(error)
            return
        if error is None:
            assert then is not None
            then(value)
        elif then is not None:
            then(error)
        else:
            self.failed.emit(error)
