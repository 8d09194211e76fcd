"""Make room on a full disk: old backups may go, the latest whole ones stay."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sync.store.backups import BackupRow, is_whole, listed

KEPT = 2
"""So many whole backups stay, whatever the room."""


@dataclass(frozen=True)
class Room:
    """What could go: how many backups, and how many bytes they take."""

    count: int
    size: int


def room_in(folder: Path) -> Room:
    """Tell how much room the old backups take."""
    old = _old(folder)
    return Room(len(old), sum(row.size for row in old))


def make_room(folder: Path) -> Room:
    """Remove the old backups; tell what went."""
    old = _old(folder)
    for row in old:
        row.path.unlink(missing_ok=True)
    return Room(len(old), sum(row.size for row in old))


def _old(folder: Path) -> list[BackupRow]:
    """List the backups behind the latest whole ones; of damaged ones none is counted as kept."""
    rows = listed(folder)
    whole = 0
    for number, row in enumerate(rows):
        whole += is_whole(row.path)
        if whole == KEPT:
            return rows[number + 1 :]
    return []
