"""Open a workspace beside a window, or as the window."""

from __future__ import annotations

import contextlib
from pathlib import Path

from filelock import FileLock, Timeout

from sync.model.errors import WorkspaceTrouble
from sync.store import trouble
from sync.workspace.opening import Workspace

LOCK = "window.lock"


def window_lock(folder: Path) -> FileLock:
    """Take the lock of the one window on a workspace; a killed window's lock is free again."""
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
        raise trouble.of_disk(error, folder) from error
    return lock


def take_over_what_was_left(ws: Workspace) -> None:
    """Get ready to write beside a window: seal what one that is gone had typed.

    What a living one types stays its own matter; sealed here, it can go on on top of that.
    """
    if ws.store.texts.all_working():
        with contextlib.suppress(Timeout), FileLock(ws.store.folder / LOCK).acquire(timeout=0):
            ws.lessons.seal_all()
    ws.lessons.typed_elsewhere = lambda: window_is_open(ws.store.folder)


def window_is_open(folder: Path) -> bool:
    """Tell whether a window holds the workspace, in this process or another."""
    try:
        with FileLock(folder / LOCK).acquire(timeout=0):
            return False
    except Timeout:
        return True
