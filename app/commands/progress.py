"""Show how far long work has come, on a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SHOWN_AFTER_S = 0.3
"""What is done sooner shows nothing."""
AGAIN_AFTER_S = 0.1
_WIPED = "\r\x1b[K"


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function to tell (done, of) to; a line on stderr if a person sits before it."""
    if not sys.stderr.isatty():
        yield lambda _done, _of: None
        return
    line = _Line(what)
    try:
        yield line.tell
    finally:
        line.wipe()


class _Line:
    """One line that is written over as the work goes on."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._next = time.monotonic() + SHOWN_AFTER_S
        self._shown = False

    def tell(self, done: int, of: int) -> None:
        """Show how many of how many are done, unless that was shown a moment ago."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next, self._shown = now + AGAIN_AFTER_S, True
        sys.stderr.write(f"{_WIPED}{self._what} … {done:,} of {of:,}")
        sys.stderr.flush()

    def wipe(self) -> None:
        """Leave the terminal as it was."""
        if self._shown:
            sys.stderr.write(_WIPED)
            sys.stderr.flush()
