"""Opens the server's database; the only file that knows one dialect from another."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError

from sync.model.errors import BadInput, WorkspaceTrouble
from sync.server import schema
from sync.server.disk import rename

logger = logging.getLogger("coursefolk.server")

_WAIT_MS = 10_000
_JOURNAL_BYTES = 4 * 1024 * 1024


class Database:
    """The engine with its two ways in: reading beside everyone, writing one at a time.

    May be used from any thread; each call takes a connection of its own from the pool.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open one transaction that sees one state of the database throughout."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open one transaction that holds the write lock from its first moment."""
        with self.engine.connect() as connection:
            connection = connection.execution_options(coursefolk_write=True)
            with connection.begin():
                yield connection

    def settle(self, least: int = _JOURNAL_BYTES) -> None:
        """Move what was committed from the journal to its place; the writer does it when idle.

        Left to SQLite it would be done inside some commit, while someone waits for the answer.
        Whoever reads just now goes first; it is tried again after the next commit. Nothing is
        done for a journal of fewer than `least` bytes.
        """
        journal = Path(f"{self.engine.url.database}-wal")
        if not journal.exists() or journal.stat().st_size < least:
            return
        connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("PRAGMA busy_timeout=0")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            cursor.execute(f"PRAGMA busy_timeout={_WAIT_MS}")
        except sqlite3.Error as error:
            connection.invalidate()
            logger.warning("the journal could not be moved: %s", error.sqlite_errorname)
        finally:
            connection.close()

    def shrink(self) -> bool:
        """Write the file anew without unused pages, and empty the journal; False if that is not so.

        What was deleted or changed is in neither afterwards.
        """
        connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("VACUUM")
            [busy, *_] = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()[0]
        except sqlite3.Error as error:
            connection.invalidate()
            logger.warning("unused pages could not be cleaned: %s", error.sqlite_errorname)
            return False
        finally:
            connection.close()
        return not busy

    def close(self) -> None:
        """Close all connections of the pool."""
        self.engine.dispose()


def meta_value(connection: Connection, key: str) -> str:
    """Read one value of the meta table, empty if it is not there."""
    row = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == key)).first()
    return str(row[0]) if row else ""


def in_chunks(values: Sequence[Any], size: int = 500) -> Iterator[Sequence[Any]]:
    """Cut a list so that no statement gets more parameters than any database takes."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def is_full(error: DBAPIError) -> bool:
    """Tell whether the disk is full or read-only."""
    words = str(error.orig).lower()
    return "full" in words or "readonly" in words or "i/o error" in words


def is_busy(error: DBAPIError) -> bool:
    """Tell whether another program held the write lock for too long."""
    return "locked" in str(error.orig).lower()


def _begin(file: Path) -> None:
    """Make a database aside and rename it: whenever the power goes, it is not there or is whole."""
    new = file.with_name(f"{file.name}.new")
    new.unlink(missing_ok=True)
    with closing(sqlite3.connect(new)) as made:
        made.execute("PRAGMA synchronous=FULL")
        made.execute("PRAGMA journal_mode=WAL")  # which writes the first page
    rename(new, file)


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise BadInput(
            "The address of the database is not one.",
            mend="Write it as sqlite:///path/to/file.db, or leave it out.",
            safe="Nothing was changed.",
        ) from None
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise BadInput(
            f"This version does not store on “{parsed.get_backend_name()}”.",
            mend="Write sqlite:///path/to/file.db, or leave the address out.",
            safe="Nothing was changed.",
        )
    file = Path(parsed.database)
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists() and file.stat().st_size == 0:
        raise WorkspaceTrouble(
            f"The server's database {file} is empty, which a new one never is.",
            safe="It was not touched.",
            mend="Put a backup in its place; or remove the file, to begin with nothing.",
        )
    if not file.exists():
        _begin(file)
    engine = create_engine(
        parsed,
        hide_parameters=True,
        pool_size=8,
        max_overflow=32,
        connect_args={"timeout": _WAIT_MS / 1000, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={_WAIT_MS}",
        "cache_size=-16000",
        "wal_autocheckpoint=0",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("coursefolk_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
