"""The numbered migrations that make the tables: forward only, each recorded as it runs.

Loaded when a database is made or is older than this version: it costs more than opening one.
"""

from __future__ import annotations

import contextlib
import sqlite3

from sqlite_utils import Database, Migrations

from sync.store.schema import APPLICATION_ID, PRODUCT, SEARCH, SEARCH_INDEX, TABLES

migrations = Migrations(PRODUCT)


@migrations()
def m001_first_tables(db: Database) -> None:
    """Lay out everything that the first version holds."""
    _run(db, TABLES)
    _run(db, SEARCH)
    _run(db, SEARCH_INDEX)
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    db.execute("PRAGMA user_version=1")


@migrations()
def m002_more_to_find(db: Database) -> None:
    """Let search hold more kinds, who wrote what, and all words; it is filled anew."""
    columns = "kind, log, course, ident, lesson, title, text"
    db.execute(f"CREATE TEMP TABLE found AS SELECT {columns} FROM search_entries")
    for name in (row[0] for row in db.execute(_SEARCH_TRIGGERS).fetchall()):
        db.execute(f"DROP TRIGGER {name}")
    for name in ("search_entries", "search_changes", "search_index", "search_words"):
        db.execute(f"DROP TABLE IF EXISTS {name}")
    _run(db, SEARCH)
    _run(db, SEARCH_INDEX)
    db.execute(f"INSERT INTO search_entries ({columns}) SELECT {columns} FROM temp.found")
    db.execute("DROP TABLE temp.found")
    db.execute("PRAGMA user_version=2")


@migrations()
def m003_words_struck_out(db: Database) -> None:
    """Let facts be without some of their words, and note what redactions strike."""
    db.execute("ALTER TABLE facts ADD COLUMN struck TEXT NOT NULL DEFAULT ''")
    db.execute(_STRIKES)
    db.execute("PRAGMA user_version=3")


@migrations()
def m004_steps_back(db: Database) -> None:
    """Let the steps back of what a person wrote outlast the window."""
    _run(db, _STEPS)
    db.execute("PRAGMA user_version=4")


@migrations()
def m005_acts_back(db: Database) -> None:
    """Let what a person did beside typing be taken back after a restart, too."""
    _run(db, _ACTS)
    db.execute("PRAGMA user_version=5")


def migrate(raw: sqlite3.Connection) -> None:
    """Run those that are missing, in the open transaction."""
    migrations.apply(Database(raw, execute_plugins=False))


def is_as_made(raw: sqlite3.Connection) -> bool:
    """Tell whether all of our tables are still what the migrations make; the disk may differ.

    A migration that cannot be run is our mistake, and not the disk's.
    """
    try:
        with contextlib.closing(sqlite3.connect(":memory:")) as fresh:
            migrate(fresh)
            made = set(fresh.execute(_LAID_OUT))
    except sqlite3.Error:
        return True
    try:
        return made <= set(raw.execute(_LAID_OUT))
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def _run(db: Database, script: str) -> None:
    """Run the statements of a script in the open transaction; each ends at the end of a line.

    The `executescript` of SQLite commits what is open, and the one of sqlite-utils asks at every
    letter whether a statement ends there: that takes longer than to make the tables.
    """
    begun = ""
    for line in script.splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            db.execute(begun)
            begun = ""
    if begun.strip():
        db.execute(begun)


_STRIKES = """CREATE TABLE strikes (
    fact TEXT NOT NULL, redaction TEXT NOT NULL, log TEXT NOT NULL, places TEXT NOT NULL,
    PRIMARY KEY (fact, redaction)
) STRICT, WITHOUT ROWID"""
_STEPS = """CREATE TABLE steps_kept (
    lesson TEXT PRIMARY KEY NOT NULL, key TEXT NOT NULL, log TEXT NOT NULL, state TEXT NOT NULL,
    mark TEXT NOT NULL, saved INTEGER NOT NULL, back INTEGER NOT NULL, forth INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE steps (
    lesson TEXT NOT NULL REFERENCES steps_kept (lesson) ON DELETE CASCADE,
    pile TEXT NOT NULL CHECK (pile IN ('back', 'forth')), seq INTEGER NOT NULL,
    mine INTEGER NOT NULL, sha TEXT NOT NULL, edits TEXT NOT NULL,
    PRIMARY KEY (lesson, pile, seq)
) STRICT, WITHOUT ROWID;"""
_ACTS = """CREATE TABLE acts (
    number INTEGER PRIMARY KEY AUTOINCREMENT, ident TEXT NOT NULL UNIQUE, log TEXT NOT NULL,
    kind TEXT NOT NULL, sha TEXT NOT NULL, act TEXT NOT NULL
) STRICT;
CREATE INDEX acts_by_log ON acts (log, number);
CREATE TABLE acts_over (
    lesson TEXT NOT NULL, act INTEGER NOT NULL REFERENCES acts (number) ON DELETE CASCADE,
    key TEXT NOT NULL, over INTEGER NOT NULL,
    PRIMARY KEY (lesson, act)
) STRICT, WITHOUT ROWID;
CREATE INDEX acts_over_by_act ON acts_over (act);"""
_SEARCH_TRIGGERS = "SELECT name FROM sqlite_schema WHERE type='trigger' AND name LIKE 'search_%'"
_LAID_OUT = "SELECT type, name, tbl_name, sql FROM sqlite_schema"
