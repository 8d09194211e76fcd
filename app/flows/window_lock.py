"""Hold a workspace for the one window on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sync.model.errors import WorkspaceTrouble

if TYPE_CHECKING:
    from filelock import FileLock

LOCK = "window.lock"


def window_lock(folder: Path) -> FileLock:
    """Take the lock of the one window on a workspace; a killed window's lock is free again."""
    # loaded late: commands that only know the lock's name hold none
    from filelock import FileLock, Timeout

    lock = FileLock(folder / LOCK)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise WorkspaceTrouble(
            "This workspace is open in another window.",
            safe="Nothing was changed.",
            mend="Go to that window, or close it and open again. Commands work beside it.",
        ) from error
    except OSError as error:
        from sync.store import trouble

        raise trouble.of_disk(error, folder) from error
    return lock
