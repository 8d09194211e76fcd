"""Facts that are here and wait for a person's yes: they count no more than if they had not come.

Such a fact is in the state of one whose causes are missing, with `HELD` as the reason; what builds
on it waits like anything that builds on a missing fact. Nothing is taken away, and nobody else
knows of it: it is this laptop's own gate.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sync.model.facts import Fact
from sync.model.ids import FactId, LogId
from sync.store.admitting import HELD, take_in
from sync.store.connection import IN_LIST, Connection, json_list
from sync.store.fact_rows import FACT, causes_from, fact_from


class Holding:
    """Holds facts back, and lets them count."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def hold(self, idents: Collection[FactId]) -> list[Fact]:
        """Let facts wait for a yes; return them, and what builds on them, that counted before."""
        with self._db.writing():
            rows = self._db.rows(
                "SELECT id, log, clock FROM facts "
                f"WHERE id {IN_LIST} AND state IN ('kept', 'waiting')",
                (json_list(idents),),
            )
            held = {FactId(row[0]) for row in rows}
            first: dict[LogId, int] = {}
            for _, log, clock in rows:
                first[log] = min(clock, first.get(log, clock))
            built = {i for log, clock in first.items() for i in self.built_on(log, clock, held)}
            gone = self._db.rows(
                f"SELECT {FACT} FROM facts WHERE id {IN_LIST} AND state='kept'",
                (json_list({*held, *built}),),
            )
            for those, why in ((held, HELD), (built - held, "")):
                self._db.run(
                    f"UPDATE facts SET state='waiting', why=? WHERE id {IN_LIST}",
                    (why, json_list(those)),
                )
            self._db.run_many(
                "UPDATE logs SET top=coalesce((SELECT max(clock) FROM facts "
                "WHERE log=?1 AND state='kept'), 0) WHERE log=?1",
                [(log,) for log in first],
            )
        return sorted(map(fact_from, gone), key=lambda fact: fact.order)

    def release(self, idents: Collection[FactId]) -> list[Fact]:
        """Let facts that waited for a yes count; return all that count from now on."""
        with self._db.writing():
            self._db.run(
                f"UPDATE facts SET why='' WHERE id {IN_LIST} AND state='waiting' AND why=?",
                (json_list(idents), HELD),
            )
            words: set[str] = set()
            return take_in(self._db, [], {}, (), words)

    def held(self, log: LogId) -> list[Fact]:
        """Read what waits for a yes in a log."""
        rows = self._db.rows(
            f"SELECT {FACT} FROM facts INDEXED BY facts_not_kept "
            "WHERE state<>'kept' AND state='waiting' AND log=? AND why=? ORDER BY clock, id",
            (log, HELD),
        )
        return [fact_from(row) for row in rows]

    def built_on(self, log: LogId, clock: int, idents: Collection[FactId]) -> set[FactId]:
        """List what counts and builds on these facts, none of which has a lower clock."""
        rows = self._db.rows(
            "SELECT id, causes FROM facts WHERE log=? AND clock>? AND state='kept' ORDER BY clock",
            (log, clock),
        )
        return _following({FactId(row[0]): causes_from(row[1]) for row in rows}, idents)


def _following(
    causes: Mapping[FactId, Collection[FactId]], idents: Collection[FactId]
) -> set[FactId]:
    """Walk upwards once: a cause always has a lower clock than what builds on it."""
    gone = set(idents)
    for ident, named in causes.items():
        if not gone.isdisjoint(named):
            gone.add(ident)
    return gone - set(idents)
