"""Open a workspace beside a window, or as the window."""

from __future__ import annotations

import contextlib
from pathlib import Path

from app.flows.safety.window_lock import LOCK
from sync.workspace.opening import Workspace


def take_over_what_was_left(ws: Workspace) -> None:
    """Get ready to write beside a window: seal what one that is gone had typed.

    What a living one types stays its own matter; sealed here, it can go on on top of that.
    """
    if ws.store.texts.all_working():
        # loaded late, as below: beside no window nothing is locked
        from filelock import FileLock, Timeout

        with contextlib.suppress(Timeout), FileLock(ws.store.folder / LOCK).acquire(timeout=0):
            ws.lessons.seal_all()
    ws.lessons.typed_elsewhere = lambda: window_is_open(ws.store.folder)


def window_is_open(folder: Path) -> bool:
    """Tell whether a window holds the workspace, in this process or another."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(folder / LOCK).acquire(timeout=0):
            return False
    except Timeout:
        return True
