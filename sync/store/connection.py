"""One SQLite connection, set for durability, whose errors are ours.

It belongs to the thread that opened it. Every commit reaches the disk (synchronous=FULL):
in simulated power cuts NORMAL lost edits that had been called saved.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from sync.model.errors import OurMistake
from sync.model.language import say
from sync.store import trouble
from sync.store.trouble import KEPT

if TYPE_CHECKING:
    from sqlite_utils import Database

Row: TypeAlias = tuple[Any, ...]
"""What SQLite answers with: the one place where types are not known."""

IN_LIST = "IN (SELECT value FROM json_each(?))"
"""How SQL asks for any of a list of values, given by `json_list`."""
BUSY_S = 10.0
_PRAGMAS = (
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",  # else texts may pass through /var/tmp
    "PRAGMA recursive_triggers=ON",
    "PRAGMA cache_size=-16000",
    "PRAGMA journal_size_limit=16777216",
    "PRAGMA wal_autocheckpoint=4000",
)
"""The journal is moved to its place at 16 MB, not at 4: else the round that sends a course of a
thousand lessons would write them twice while someone waits."""


def json_list(values: Iterable[str | int]) -> str:
    """Write values as one parameter for `IN_LIST`, however many they are."""
    return msgspec.json.encode(list(values)).decode()


_NO_TEXT = "Could not decode to UTF-8"


def _as_far_as_it_reads(data: bytes) -> str:
    return data.decode("utf-8", "replace")


class Connection:
    """Statements and transactions on one database file that exists."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.folder = folder
        with self._ours():
            uri = path.absolute().as_uri() + "?mode=rw"
            raw = sqlite3.connect(uri, uri=True, timeout=BUSY_S, isolation_level=None)
            for pragma in _PRAGMAS:
                raw.execute(pragma)
        self._raw = raw
        self._doomed = False
        self.may_write = True
        """False while one moment is read."""
        self.transactions = 0
        """How many were begun; it tells one from the next."""

    @cached_property
    def db(self) -> Database:
        """The same connection with all that sqlite-utils can; loaded when it is first asked for."""
        from sqlite_utils import Database

        return Database(self._raw, execute_plugins=False)

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Read rows. Text that the disk has changed into no text comes with � in it."""
        with self._ours():
            try:
                return self._raw.execute(sql, values).fetchall()
            except sqlite3.OperationalError as error:
                if not str(error).startswith(_NO_TEXT):
                    raise
            self._raw.text_factory = _as_far_as_it_reads
            try:
                return self._raw.execute(sql, values).fetchall()
            finally:
                self._raw.text_factory = str

    def row(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """Read the first row, None if there is none."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def run(self, sql: str, values: Sequence[object] = ()) -> int:
        """Write one statement, alone or in the open transaction; tell how many rows changed."""
        with self._ours():
            return self._raw.execute(sql, values).rowcount

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> int:
        """Write one statement with many rows; tell how many rows changed."""
        with self.writing(), self._ours():
            return self._raw.executemany(sql, rows).rowcount

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold one transaction; an inner one is part of the outer.

        The write lock is taken at once, so that what is read inside is still true at the commit.
        If an inner part fails, the outer one cannot be committed any more, even if the error
        was caught between: a half of an intention is never kept.
        """
        if self._raw.in_transaction:
            try:
                yield
            except BaseException:
                self._doomed = True
                raise
            return
        with self._ours():
            self._raw.execute("BEGIN IMMEDIATE")
            self.transactions += 1
            self._doomed = False
            try:
                yield
                if self._doomed:
                    raise OurMistake(
                        say("Half of an intention was about to be saved."), safe=say(KEPT)
                    )
                self._raw.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Show one moment of the database to all reads inside, whoever else writes."""
        if self._raw.in_transaction:
            yield
            return
        with self._ours():
            self._raw.execute("BEGIN")
            self.transactions += 1
            self.may_write = False
            try:
                yield
            finally:
                self.may_write = True
                self._roll_back()

    @property
    def is_writing(self) -> bool:
        """Tell whether a transaction is open."""
        return bool(self._raw.in_transaction)

    def data_version(self) -> int:
        """Number that changes when another connection has committed."""
        row = self.row("PRAGMA data_version")
        return int(row[0]) if row else 0

    def copy_to(self, target: sqlite3.Connection) -> None:
        """Copy the whole database as it is now, while others may write."""
        with self._ours():
            self._raw.backup(target)

    def shrink(self, *, to_one_file: bool = False) -> bool:
        """Write the file anew without unused pages, and empty the log beside it.

        What was deleted is in neither afterwards. It takes a second for each 100 MB or so; False
        where someone else is reading just now, so that the log could not be emptied. With
        `to_one_file` there is no log any more, as in a backup.
        """
        self.run("VACUUM")
        row = self.row("PRAGMA wal_checkpoint(TRUNCATE)")
        if to_one_file:
            self.run("PRAGMA journal_mode=DELETE")
        return row is not None and row[0] == 0

    def close(self) -> None:
        """Close; the last connection to close folds the write-ahead log into the file."""
        self._raw.close()

    def _roll_back(self) -> None:
        # a full disk makes SQLite roll back by itself; then there is nothing left to undo
        if self._raw.in_transaction:
            self._raw.execute("ROLLBACK")

    @contextmanager
    def _ours(self) -> Iterator[None]:
        try:
            yield
        except UnicodeDecodeError as error:
            # SQLite quoted what the disk has made of its own words
            raise trouble.damaged(self.folder, say("its structure is torn")) from error
        except sqlite3.Error as error:
            ours = trouble.of_sqlite(error, self.folder)
            doubtful = isinstance(ours, OurMistake) and type(error) is sqlite3.OperationalError
            if doubtful and not self._is_as_made():
                ours = trouble.damaged(self.folder, say("its tables are not what they were"))
            raise ours from error

    def _is_as_made(self) -> bool:
        from sync.store.migrations import is_as_made

        return is_as_made(self._raw)
