"""Half-fetched files, gone on with by one sync at a time: two must not write into one file."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

_LOCK = "parts.lock"


@contextmanager
def part_of(folder: Path, name: str) -> Iterator[Path]:
    """Give the file to fetch into; what it holds already came at an earlier try.

    Where another sync, of a window or a command, is fetching just now, it is a new one that goes
    away in the end: the same bytes come twice then, and nothing waits.
    """
    lock = FileLock(folder / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        own = folder / f"{uuid.uuid4().hex}.{name}"
        try:
            yield own
        finally:
            own.unlink(missing_ok=True)
        return
    try:
        yield folder / name
    finally:
        lock.release()
