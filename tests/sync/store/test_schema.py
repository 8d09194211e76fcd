"""The schema: documented to the last table, and fast where it was once slow."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from sync.store import schema
from sync.store.opening import Store
from tests.sync.store.facts_written import LOG, filled


def test_every_table_is_documented(store: Store) -> None:
    rows = store.connection.rows(
        "SELECT name FROM sqlite_schema WHERE type='table' AND name NOT LIKE 'sqlite_%' "
        "AND name NOT LIKE 'search_index_%' AND name NOT LIKE '\\_%' ESCAPE '\\'"
    )
    documented = re.findall(r"^([a-z_]+) {2,}\S", schema.__doc__ or "", re.M)
    assert {row[0] for row in rows} == set(documented)


def test_the_documented_queries_answer(store: Store, folder: Path) -> None:
    """A stranger with the sqlite3 tool reads texts and facts, while the workspace is open."""
    filled(store, 3)
    queries = re.findall(r"^    (SELECT.*?;)$", schema.__doc__ or "", re.M | re.S)
    assert len(queries) >= 4
    with sqlite3.connect(f"file:{folder / 'workspace.db'}?mode=ro", uri=True) as db:
        for query in queries:
            db.execute(query).fetchall()
        assert db.execute("SELECT json_extract(payload, '$.text') FROM facts").fetchall() == [
            ("text 0\n",),
            ("text 1\n",),
            ("text 2\n",),
        ]
    db.close()


def test_what_waits_to_be_sent_is_found_by_its_own_index(store: Store) -> None:
    """Trap 8: a scan took 89 ms at 10,000 lessons."""
    filled(store)
    plans: list[str] = []
    store.db.conn.set_trace_callback(plans.append)
    store.log.outbox(facts=10, bytes=10_000)
    store.log.waiting_count()
    store.db.conn.set_trace_callback(None)
    asked = [sql for sql in plans if "outgoing" in sql]
    assert len(asked) == 3
    for sql in asked:
        plan = store.connection.rows(f"EXPLAIN QUERY PLAN {sql}")
        assert all("INDEX outbox" in row[3] for row in plan), plan


def test_kinds_and_subjects_are_found_by_index(store: Store) -> None:
    filled(store)
    plans: list[str] = []
    store.db.conn.set_trace_callback(plans.append)
    store.log.facts(LOG, kinds=["course.made", "lesson.placed"])
    store.log.facts(LOG, subject="3" * 32)
    store.db.conn.set_trace_callback(None)
    for sql, columns in zip(plans, ("log=? AND kind=?", "log=? AND subject=?"), strict=True):
        plan = store.connection.rows(f"EXPLAIN QUERY PLAN {sql}")
        assert any(f"({columns})" in row[3] for row in plan), plan
