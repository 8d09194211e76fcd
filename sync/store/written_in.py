"""Find the revisions that wrote some words: where a text that was cut out of a lesson went."""

from __future__ import annotations

import msgspec

from sync.model.ids import FactId, LogId, NodeId
from sync.store.connection import Connection

MOST = 50
"""So many revisions are looked at: words that are written so often tell no place from another."""


def revisions_with(
    db: Connection, log: LogId, words: str, *, after: int = 0, since: int = 0
) -> list[tuple[int, FactId, NodeId]]:
    """List the clock, the id and the lesson of revisions whose payload holds some words, in order.

    Only those of a clock `after` one, and of rows written here `since` one. A payload holds the
    words that a revision put in, and sometimes its whole text.
    """
    written = msgspec.json.encode(words).decode()[1:-1]
    rows = db.rows(
        "SELECT clock, id, subject FROM facts INDEXED BY facts_by_kind "
        "WHERE log=? AND kind='text.revised' AND state='kept' AND clock>? AND +rowid>? "
        "AND instr(payload, ?)>0 ORDER BY clock, id LIMIT ?",
        (log, after, since, written, MOST),
    )
    return [(clock, FactId(ident), NodeId(subject)) for clock, ident, subject in rows]
