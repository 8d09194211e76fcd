"""Show how far long work has come, on a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

SHOWN_AFTER_S = 0.3
"""What is done sooner shows nothing, and loads nothing to show it with."""


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function to tell (done, of) to; a bar on stderr if a person sits before it."""
    if not sys.stderr.isatty():
        yield lambda _done, _of: None
        return
    bar = _Bar(what)
    try:
        yield bar.tell
    finally:
        bar.wipe()


class _Bar:
    """One bar that comes when the work takes long, and goes when it is done."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._from = time.monotonic() + SHOWN_AFTER_S
        self._shown: Progress | None = None

    def tell(self, done: int, of: int) -> None:
        """Show how many of how many are done."""
        if self._shown is None:
            if time.monotonic() < self._from:
                return
            self._shown = _begun(self._what)
        self._shown.update(self._shown.task_ids[0], completed=done, total=of)

    def wipe(self) -> None:
        """Leave the terminal as it was."""
        if self._shown is not None:
            self._shown.stop()


def _begun(what: str) -> Progress:
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    bar.add_task(what, total=None)
    bar.start()
    return bar
