"""Keep Python's collector out of a long job: while it looks for circles, no thread runs at all.

Parsing 50,000 words makes a million objects, and the collector then stops the window for 400 to
500 ms (measured). What is parsed holds no circles: it goes away without a collector. Nor may it
let a widget go while Qt walks a list of all of them.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

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


def is_kept_away() -> bool:
    """Tell whether a job goes on that no collection may begin in."""
    return bool(_jobs)
