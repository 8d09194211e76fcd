"""Set aside facts that the disk has changed, so that they can come again, whole."""

from __future__ import annotations

from sync.model.facts import Fact, what_is_wrong
from sync.model.ids import FactId, LogId
from sync.store.connection import Connection
from sync.store.fact_rows import FACT, fact_from
from sync.store.settling import settle


def set_aside_damaged(db: Connection) -> list[Fact]:
    """Hash every fact again; return those that count no longer.

    A damaged fact is set aside, and what builds on it, or on one that is gone, waits. The logs
    concerned are asked for from the beginning at the next sync: what is here is not sent twice.
    """
    kept: dict[FactId, Fact] = {}
    wrong: dict[FactId, str] = {}
    logs: set[LogId] = set()
    for row in db.rows(f"SELECT {FACT} FROM facts WHERE state='kept'"):
        fact = fact_from(row)
        kept[fact.id] = fact
        if why := what_is_wrong(fact):
            wrong[fact.id] = why
            logs.add(fact.log)
    refused = [FactId(row[0]) for row in db.rows("SELECT id FROM facts WHERE state='refused'")]
    whole = {ident: fact.causes for ident, fact in kept.items() if ident not in wrong}
    counting = set(settle(whole, kept=(), refused=refused).kept)
    waiting = [ident for ident in whole if ident not in counting]
    logs.update(kept[ident].log for ident in waiting)
    db.run_many(
        "UPDATE facts SET state='aside', why=? WHERE id=?",
        [(why, ident) for ident, why in wrong.items()],
    )
    db.run_many("UPDATE facts SET state='waiting' WHERE id=?", [(i,) for i in waiting])
    db.run_many("UPDATE logs SET cursor=0 WHERE log=?", [(log,) for log in logs])
    db.run(
        "UPDATE logs SET top=coalesce((SELECT max(clock) FROM facts "
        "WHERE log=logs.log AND state='kept'), 0)"
    )
    return sorted((kept[i] for i in [*wrong, *waiting]), key=lambda fact: fact.order)
