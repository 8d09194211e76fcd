"""Hold a workspace for the one window on it, and call that window from a second one."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from sync.model.errors import OpenElsewhere
from sync.model.language import say

if TYPE_CHECKING:
    from filelock import FileLock

LOCK = "window.lock"
CALL = "window.call"


def window_lock(folder: Path) -> FileLock:
    """Take the lock of the one window on a workspace; a killed window's lock is free again."""
    # loaded late: commands that only know the lock's name hold none
    from filelock import FileLock, Timeout

    lock = FileLock(folder / LOCK)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise OpenElsewhere(
            say("This workspace is open in another window."),
            safe=say("Nothing was changed."),
            mend=say("Go to that window, or close it and open again. Commands work beside it."),
        ) from error
    except OSError as error:
        from sync.store import trouble

        raise trouble.of_disk(error, folder) from error
    return lock


def call_the_other(folder: Path, file: Path | None = None) -> None:
    """Ask the window that holds a workspace to come forward, and to take a file in."""
    with contextlib.suppress(OSError):
        (folder / CALL).write_text(str(file.absolute()) if file else "", "utf-8")


def was_answered(folder: Path) -> bool:
    """Tell whether the other window has heard the call."""
    return not (folder / CALL).exists()


def call_of(folder: Path) -> str | None:
    """Tell the window that holds a workspace with which file it was called since it last asked.

    “” is a call without a file, None is no call.
    """
    try:
        said = (folder / CALL).read_text("utf-8", "replace")
        (folder / CALL).unlink()
    except OSError:
        return None
    return said
