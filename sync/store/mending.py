"""Set aside facts that the disk has changed, so that they can come again, whole."""

from __future__ import annotations

from sync.model.facts import Fact
from sync.model.ids import FactId, LogId
from sync.store.connection import Connection
from sync.store.fact_rows import CHANGED, FACT, whole
from sync.store.settling import settle


def set_aside_damaged(db: Connection) -> list[Fact]:
    """Hash every fact again; return those that are whole and yet count no longer.

    A damaged fact is set aside, and what builds on it, or on one that is gone, waits. The logs
    concerned are asked for from the beginning at the next sync: what is here is not sent twice.
    """
    kept: dict[FactId, Fact] = {}
    wrong: dict[FactId, LogId] = {}
    for row in db.rows(f"SELECT {FACT} FROM facts WHERE state='kept'"):
        if fact := whole(row):
            kept[fact.id] = fact
        else:
            wrong[row[0]] = row[1]
    refused = [FactId(row[0]) for row in db.rows("SELECT id FROM facts WHERE state='refused'")]
    causes = {ident: fact.causes for ident, fact in kept.items()}
    counting = set(settle(causes, kept=(), refused=refused).kept)
    waiting = [ident for ident in kept if ident not in counting]
    logs = {*wrong.values(), *(kept[ident].log for ident in waiting)}
    db.run_many(
        "UPDATE facts SET state='aside', why=? WHERE id=?",
        [(CHANGED, ident) for ident in wrong],
    )
    db.run_many("UPDATE facts SET state='waiting' WHERE id=?", [(i,) for i in waiting])
    db.run_many("UPDATE logs SET cursor=0 WHERE log=?", [(log,) for log in logs])
    db.run(
        "UPDATE logs SET top=coalesce((SELECT max(clock) FROM facts "
        "WHERE log=logs.log AND state='kept'), 0)"
    )
    return sorted((kept[ident] for ident in waiting), key=lambda fact: fact.order)
