"""What came to a log after a moment, and how far it had come then: for those who look again.

A moment is a row of this store and the fact that stood in it; a vector says the same for any
store: the highest clock of each device.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from sync.model.ids import DeviceId, FactId, LogId, PersonId
from sync.model.seen import Vector
from sync.store.connection import IN_LIST, Connection, json_list


class Arrived(msgspec.Struct, frozen=True, gc=False):
    """One fact that counts: where it stands in this store, who wrote it, what it is about."""

    row: int
    id: FactId
    kind: str
    person: PersonId
    device: DeviceId
    clock: int
    at: int
    subject: str


class Arrivals:
    """Facts in the order in which they began to count here."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def now(self) -> tuple[int, FactId]:
        """Name this moment: the last row, and the fact in it."""
        row = self._db.row("SELECT rowid, id FROM facts ORDER BY rowid DESC LIMIT 1")
        return (int(row[0]), FactId(row[1])) if row else (0, FactId(""))

    def stands(self, row: int, fact: FactId) -> bool:
        """Tell whether a moment can still be told by its row: nothing was numbered anew since."""
        found = self._db.row("SELECT id FROM facts WHERE rowid=?", (row,))
        return found is not None and found[0] == fact

    def since(self, log: LogId, row: int, apart_from: Collection[PersonId]) -> list[Arrived]:
        """Read what counts in a log since a row, but for what these people wrote."""
        rows = self._db.rows(
            # by the log's own index: rows of other logs may be many times more
            "SELECT rowid, id, kind, person, device, clock, at, subject "
            "FROM facts INDEXED BY facts_by_kind WHERE log=? AND state='kept' AND +rowid>? "
            f"AND person NOT {IN_LIST} ORDER BY rowid",
            (log, row, json_list(apart_from)),
        )
        return [Arrived(*found) for found in rows]

    def vector(self, log: LogId, after: int = -1) -> Vector:
        """Tell the highest clock of each device in a log, or among what came to it after a row."""
        rows = self._db.rows(
            "SELECT device, max(clock) FROM facts INDEXED BY facts_by_kind "
            "WHERE log=? AND state='kept' AND +rowid>? GROUP BY device",
            (log, after),
        )
        return {DeviceId(row[0]): int(row[1]) for row in rows}
