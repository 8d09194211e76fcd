"""How long no server could be reached: noted when that begins, told in a receipt when it ends."""

from __future__ import annotations

import time
from contextlib import suppress

import msgspec

from sync.model.errors import WorkspaceTrouble
from sync.workspace.opening import Workspace
from sync.workspace.receipts import Receipt

_SINCE = "server.unreached"
SHORTEST_MS = 300_000
"""A gap that is shorter is not worth a line."""


def note_unreached(ws: Workspace) -> None:
    """Remember since when the server cannot be reached."""
    with suppress(WorkspaceTrouble):  # a disk that is full is told elsewhere, and first
        if ws.store.settings.get(_SINCE) is None:
            ws.store.settings.set(_SINCE, str(round(time.time() * 1000)))


def is_unreached(ws: Workspace) -> bool:
    """Tell whether nobody answered at the last try."""
    return ws.store.settings.get(_SINCE) is not None


def note_reached(ws: Workspace, server: str, waited: int) -> str:
    """Account for the time without a server, if there was any; return the receipt's id, or ""."""
    since = ws.store.settings.get(_SINCE)
    if since is None:
        return ""
    with ws.store.writing():
        ws.store.settings.set(_SINCE, None)
        away_ms = round(time.time() * 1000) - int(since)
        if away_ms < SHORTEST_MS:
            return ""
        told = Receipt("", int(since), server, away_ms=away_ms, waited=waited)
        return ws.store.receipts.write(msgspec.json.encode(told), told.at)
