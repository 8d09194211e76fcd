"""Open a workspace beside a window, or as the window."""

from __future__ import annotations

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
    """Seal what a window that is gone had typed; what a living one types is its own matter."""
    if not ws.store.texts.all_working():
        return
    lock = FileLock(ws.store.folder / LOCK)
    try:
        with lock.acquire(timeout=0):
            ws.lessons.seal_all()
    except Timeout:
        return  # a window is open: it seals by itself
