"""Migrations: a workspace of an earlier version keeps all that it holds, and is found in again."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sync.model.ids import NodeId
from sync.store.opening import Store
from sync.store.schema import SCHEMA
from sync.store.search_index import Entry
from tests.sync.store.facts_written import COURSE, LOG, filled, idents

FIRST_SEARCH = """
DROP TABLE search_entries; DROP TABLE search_words; DROP TABLE search_changes;
DROP TRIGGER search_draft_new; DROP TRIGGER search_draft_changed; DROP TRIGGER search_draft_gone;
CREATE TABLE search_entries (
    doc INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('course', 'lesson', 'comment')),
    log TEXT NOT NULL, course TEXT NOT NULL, ident TEXT NOT NULL, lesson TEXT NOT NULL,
    title TEXT NOT NULL, text TEXT NOT NULL,
    UNIQUE (log, ident)
) STRICT;
CREATE TABLE search_changes (
    doc INTEGER PRIMARY KEY, indexed INTEGER NOT NULL, course TEXT NOT NULL,
    title TEXT NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE TRIGGER search_entry_new AFTER INSERT ON search_entries BEGIN
    INSERT INTO search_changes VALUES (NEW.doc, 0, '', '', '');
END;
DROP TABLE acts_over; DROP TABLE acts;
DROP TABLE steps; DROP TABLE steps_kept;
DROP TABLE strikes;
ALTER TABLE facts DROP COLUMN struck;
DELETE FROM _sqlite_migrations WHERE name <> 'm001_first_tables';
PRAGMA user_version=1;
"""
"""What search stood on in the first version, as far as it matters here."""


def test_a_workspace_of_the_first_version_is_found_in_again(folder: Path) -> None:
    store = Store.open(folder)
    facts = filled(store)
    made = _laid_out(folder)
    store.close()
    with sqlite3.connect(folder / "workspace.db") as db:
        db.executescript(FIRST_SEARCH)
        db.execute(
            "INSERT INTO search_entries (kind, log, course, ident, lesson, title, text) "
            "VALUES ('comment', ?, ?, 'thread', 'l', 'a quote', 'pictograms help')",
            (LOG, COURSE),
        )
    db.close()
    store = Store.open(folder)
    assert store.connection.row("PRAGMA user_version") == (SCHEMA,)
    assert idents(store.log.facts(LOG)) == idents(facts)
    assert _laid_out(folder) == made
    store.search.refresh()
    assert [hit.title for hit in store.search.find("picto")] == ["a quote"]
    assert [hit.title for hit in store.search.find("gram")] == ["a quote"]
    store.search.put(Entry("reply", LOG, COURSE, "r", NodeId("l"), "a quote", "yes, helpful"))
    store.search.refresh()
    assert [hit.kind for hit in store.search.find("helpful")] == ["reply"]
    assert len(store.backups.list()) == 1
    assert all(problem.ok for problem in store.problems() if problem.check == "search")
    store.close()


def _laid_out(folder: Path) -> set[tuple[str, str]]:
    with sqlite3.connect(folder / "workspace.db") as db:
        found = set(db.execute("SELECT name, sql FROM sqlite_schema"))
    db.close()
    return found
