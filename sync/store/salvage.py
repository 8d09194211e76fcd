"""Read what is still whole in a damaged database, so that a restored one can take it in.

Facts prove themselves by their hash: what was written after the last backup is not lost with it.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from sync.model.facts import Fact
from sync.model.ids import LogId, NodeId, Sha
from sync.model.states import TextState
from sync.store import trouble
from sync.store.connection import Row
from sync.store.fact_rows import FACT, LogRow, whole
from sync.store.opening import Store, lay_out
from sync.store.packing import unpack
from sync.store.schema import FILE
from sync.store.texts import Working, replayed

PAGE = 4096
"""Bytes of a page, as SQLite makes them by itself."""
_PAGE_COUNT_AT, _TREE_AT, _INTERIOR = 28, 100, 5
"""Of SQLite's file format: where the first page counts the pages, and where its tree begins."""
_STEP = 64
_ROWS_AT_MOST = 10_000_000
"""A larger row number is damage; walking up to it would take for ever."""


class Salvage(msgspec.Struct, frozen=True):
    """What could be read and is as it was written."""

    logs: list[LogRow]
    facts: list[Fact]
    working: list[Working]
    settings: dict[str, str]


def salvage(folder: Path) -> Salvage:
    """Read the closed or damaged database of this folder, from a copy of it."""
    found = _read(folder, lambda path: None)
    if not found.facts and (folder / FILE).is_file():
        found = _read(folder, _lay_out_again)
    return found


def bring_back(store: Store, found: Salvage) -> list[Fact]:
    """Add to a restored workspace what it lacks; return the facts that count from now on.

    A text that was being written comes back unless the restored workspace holds a later one.
    """
    with store.writing():
        for name, value in found.settings.items():
            store.settings.settle(name, value)
        known = {row.log for row in store.log.logs()}
        for row in found.logs:
            if row.log not in known:
                # what the server has numbered since must come again
                store.log.add_log(msgspec.structs.replace(row, cursor=0))
        held = {row.log for row in store.log.logs()}
        new = store.log.add([fact for fact in found.facts if fact.log in held])
        for text in found.working:
            older = store.texts.working(text.lesson)
            if text.log in held and (older is None or older.saved <= text.saved):
                store.texts.begin(text.log, text.lesson, text.state, text.text)
                store.steps.forget(text.lesson)  # they lead back from the older text
    return new


_SETTINGS = "SELECT name, value FROM settings"
_LOGS = "SELECT log, scope, course, space, standing, server, cursor, role, continued_by FROM logs"


def _read(folder: Path, mend: Callable[[Path], None]) -> Salvage:
    """Read a copy; a disk that fails meanwhile is told, as it is no damage of the database."""
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as room:
            copy = Path(room) / FILE
            for name in (FILE, FILE + "-wal"):
                if (folder / name).is_file():
                    shutil.copyfile(folder / name, copy.with_name(name))
            mend(copy)
            with contextlib.closing(sqlite3.connect(copy)) as db:
                logs = [LogRow(*row) for row in _rows(db, _LOGS)]
                settings = {str(name): str(value) for name, value in _rows(db, _SETTINGS)}
                return Salvage(logs, list(_facts(db)), list(_working(db)), settings)
    except sqlite3.Error as error:
        raise trouble.of_sqlite(error, Path(tempfile.gettempdir())) from error
    except OSError as error:
        raise trouble.of_disk(error, folder) from error


def _lay_out_again(path: Path) -> None:
    """Put the pages that say where each table begins in place of damaged ones.

    They are the same in every database that we lay out. Of one that has lost almost all of its
    pages the write-ahead log may still be whole, and is read over a new one.
    """
    new = path.with_name("new.db")
    lay_out(new)
    whole_new = new.read_bytes()
    pages = path.stat().st_size // PAGE
    if pages * PAGE < len(whole_new):
        path.write_bytes(whole_new)
        return
    with path.open("rb+") as file:
        for page in _pages_of_schema(whole_new):
            file.seek((page - 1) * PAGE)
            file.write(whole_new[(page - 1) * PAGE : page * PAGE])
        file.seek(_PAGE_COUNT_AT)
        file.write(pages.to_bytes(4))
        file.truncate(pages * PAGE)


def _pages_of_schema(data: bytes) -> list[int]:
    """Number the pages of the table of tables: the first page and those that it points to."""
    if data[_TREE_AT] != _INTERIOR:
        return [1]
    cells = int.from_bytes(data[_TREE_AT + 3 : _TREE_AT + 5])
    starts = [_TREE_AT + 12 + 2 * cell for cell in range(cells)]
    places = [int.from_bytes(data[start : start + 2]) for start in starts]
    below = [int.from_bytes(data[at : at + 4]) for at in (*places, _TREE_AT + 8)]
    return [1, *below]


def _rows(db: sqlite3.Connection, sql: str, *values: object) -> list[Row]:
    """Read rows; of a page that is damaged there are none."""
    try:
        return db.execute(sql, values).fetchall()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        _must_be_damage(error)
        return []


_SHORT_READ = 522
"""SQLITE_IOERR_SHORT_READ: the file ends within a page, as a damaged one does."""
_OF_THE_DISK = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN)


def _must_be_damage(error: Exception) -> None:
    """Raise what a failing disk says: what it does not give now is not lost, only not read."""
    code = getattr(error, "sqlite_errorcode", 0)
    if code & 0xFF in _OF_THE_DISK and code != _SHORT_READ:
        raise error


def _facts(db: sqlite3.Connection) -> Iterator[Fact]:
    """Walk through all facts in small steps and leave out what is no longer whole."""
    ends = _rows(db, "SELECT max(rowid) FROM facts") or _rows(db, "SELECT count(*) FROM facts")
    last = int(ends[0][0] or 0) if ends else 0
    if last > _ROWS_AT_MOST:
        return
    columns = {row[1] for row in _rows(db, "PRAGMA table_info(facts)")}
    # what an earlier version wrote has no such column yet
    stored = FACT if "struck" in columns else FACT.replace(", struck", ", ''")
    asked = f"SELECT {stored} FROM facts WHERE rowid"
    for start in range(0, last + 1, _STEP):
        try:
            rows = db.execute(f"{asked}>=? AND rowid<?", (start, start + _STEP)).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            _must_be_damage(error)
            alone = range(start, start + _STEP)
            rows = [row for ident in alone for row in _rows(db, f"{asked}=?", ident)]
        yield from filter(None, map(whole, rows))


def _working(db: sqlite3.Connection) -> Iterator[Working]:
    for lesson, log, state, since, saved, sha, blob in _rows(
        db, "SELECT lesson, log, state, since, saved, sha, text FROM working"
    ):
        rows = _rows(db, "SELECT edits, at, sha FROM journal WHERE lesson=? ORDER BY seq", lesson)
        text = replayed(unpack(blob, Sha(sha), lesson, log, state), sha, rows)
        if text is not None:
            saved = rows[-1][1] if rows else saved
            begun_on = TextState.parse(state)
            yield Working(NodeId(lesson), LogId(log), begun_on, text, since, saved)
