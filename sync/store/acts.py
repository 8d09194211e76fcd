"""Acts of mine beside typing that can be taken back: they outlast the window, and are never sent.

An act changed texts or settled something by facts, and is kept in the transaction that wrote them;
what it was is its owner's business. For each lesson it says which steps of mine it came over.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sync.model.ids import LogId, NodeId
from sync.store.connection import Connection
from sync.store.packing import seal

MOST_ACTS = 1000
"""So many acts of one log are kept; the oldest go first."""


class KeptAct(msgspec.Struct, frozen=True):
    """An act by its name, the log it was done in, its kind, and what it was (JSON)."""

    ident: str
    log: LogId
    kind: str
    act: str


class ActOver(msgspec.Struct, frozen=True):
    """An act over the steps of one lesson: those numbered from `over` on came after it.

    The numbers are those of the history with this `key`; all of another history came after it.
    """

    ident: str
    key: str
    over: int

    def is_over(self, key: str, last: int) -> bool:
        """Tell whether it came after the last step of a history."""
        return last < (self.over if key == self.key else 0)


class Acts:
    """Acts by name, by log and by lesson, the latest last."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def keep(self, kept: KeptAct, lessons: Iterable[NodeId]) -> None:
        """Keep an act over the steps of these lessons that are kept now."""
        with self._db.writing():
            self.forget(kept.ident)
            sha = seal(kept.act, kept.ident, kept.log, kept.kind)
            self._db.run(
                "INSERT INTO acts (ident, log, kind, sha, act) VALUES (?,?,?,?,?)",
                (kept.ident, kept.log, kept.kind, sha, kept.act),
            )
            self._db.run_many(
                "INSERT INTO acts_over (lesson, act, key, over) SELECT ?1, number, "
                "coalesce((SELECT key FROM steps_kept WHERE lesson=?1), ''), "
                "coalesce((SELECT back FROM steps_kept WHERE lesson=?1), 0) "
                "FROM acts WHERE ident=?2",
                [(lesson, kept.ident) for lesson in dict.fromkeys(lessons)],
            )
            self._db.run(
                "DELETE FROM acts WHERE log=?1 AND number NOT IN "
                "(SELECT number FROM acts WHERE log=?1 ORDER BY number DESC LIMIT ?2)",
                (kept.log, MOST_ACTS),
            )

    def over(self, lesson: NodeId) -> tuple[ActOver, ...]:
        """List the acts over the steps of a lesson, the latest last."""
        rows = self._db.rows(
            "SELECT ident, key, over FROM acts_over JOIN acts ON number = acts_over.act "
            "WHERE lesson=? ORDER BY number",
            (lesson,),
        )
        return tuple(ActOver(*row) for row in rows)

    def get(self, ident: str) -> KeptAct | None:
        """Read an act, None if it is not kept, or is not what was written."""
        row = self._db.row("SELECT ident, log, kind, act, sha FROM acts WHERE ident=?", (ident,))
        return _whole(row) if row else None

    def of(self, log: LogId, kind: str) -> list[KeptAct]:
        """Read the acts of a kind in a log, the latest last."""
        rows = self._db.rows(
            "SELECT ident, log, kind, act, sha FROM acts WHERE log=? AND kind=? ORDER BY number",
            (log, kind),
        )
        return [one for one in map(_whole, rows) if one is not None]

    def forget(self, ident: str) -> bool:
        """Forget an act that was taken back; False if it was not kept."""
        return bool(self._db.run("DELETE FROM acts WHERE ident=?", (ident,)))


def _whole(row: tuple[str, ...]) -> KeptAct | None:
    ident, log, kind, act, sha = row
    whole = seal(str(act), ident, log, kind) == sha
    return KeptAct(ident, LogId(log), kind, act) if whole else None
