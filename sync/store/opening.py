"""Open a workspace's database: make it whole at once, know it again, refuse what is not it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sync.model.errors import CoursefolkError, NotFound
from sync.model.language import say
from sync.store import backups, trouble
from sync.store.connection import Connection
from sync.store.durable import beside, put_in_place, sync_file
from sync.store.parts import Parts
from sync.store.schema import APPLICATION_ID, FILE, PRODUCT, SCHEMA

if TYPE_CHECKING:
    from sqlite_utils import Database

    from sync.store.doctor import Problem


class Store(Parts):
    """The database, the media and the backups of one workspace folder.

    It belongs to the thread that opened it; others open their own. Opening checks only what costs
    nothing: the header, the marker row, the schema's number.
    """

    @classmethod
    def open(cls, folder: Path, *, create: bool = True) -> Store:
        """Open the workspace in a folder; make it if there is none and `create` is true."""
        path = folder / FILE
        with _disk(folder):
            if not os.path.lexists(path):
                if backups.is_gone(folder):
                    raise trouble.damaged(folder, say("its database is gone, its backups are here"))
                if not create:
                    raise NotFound(
                        say("There is no workspace in {folder}.", folder=folder),
                        mend=say("Choose another with --workspace, or begin a course with “new”."),
                        safe=say("Nothing was changed."),
                    )
                _make(folder)
            _check_file(path, folder)
            connection = Connection(path, folder)
        try:
            _check_inside(connection)
            # a restored backup is one plain file
            connection.run("PRAGMA journal_mode=WAL")
            store = cls(folder, connection)
            store._migrate()
        except BaseException:
            connection.close()
            raise
        return store

    def writing(self) -> AbstractContextManager[None]:
        """Hold one transaction; an inner one is part of the outer."""
        return self.connection.writing()

    def reading(self) -> AbstractContextManager[None]:
        """Show one moment of the database to all reads inside, whoever else writes."""
        return self.connection.reading()

    def data_version(self) -> int:
        """Number that changes when another connection has committed."""
        return self.connection.data_version()

    @property
    def db(self) -> Database:
        """The database with all that sqlite-utils can, for what is rare."""
        return self.connection.db

    def problems(self) -> list[Problem]:
        """Look at everything once, for `doctor`: one line a check, good or bad. Changes nothing."""
        from sync.store.doctor import examine

        return examine(self)

    def close(self) -> None:
        """Close the database."""
        self.connection.close()

    def _migrate(self) -> None:
        if _schema_of(self.connection) == SCHEMA:
            return
        # another window may be doing the same: the one that comes second finds nothing to do
        self.backups.make()
        from sync.store.migrations import migrate

        with self.connection.writing():
            migrate(self.db.conn)


@contextmanager
def _disk(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise trouble.of_disk(error, folder) from error


def _make(folder: Path) -> None:
    """Make a whole new database beside, then give it its name.

    So a file of that name is never half made: an empty one is damaged and not new.
    """
    from filelock import FileLock

    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".making.lock"):
        path = folder / FILE
        if os.path.lexists(path):
            return
        new = beside(path)
        try:
            lay_out(new)
            sync_file(new)
            put_in_place(new, path)
        except sqlite3.Error as error:
            raise trouble.of_sqlite(error, folder) from error
        finally:
            with contextlib.suppress(OSError):
                new.unlink()


def lay_out(path: Path) -> None:
    """Make a whole new database, with all its tables and nothing in them."""
    from sync.store.migrations import migrate

    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA temp_store=MEMORY")
        raw.execute("BEGIN IMMEDIATE")
        migrate(raw)
        raw.execute(
            "INSERT INTO marker (workspace, product, made) VALUES (?,?,?)",
            (uuid.uuid4().hex, PRODUCT, int(time.time() * 1000)),
        )
        raw.execute("COMMIT")
        raw.execute("PRAGMA journal_mode=WAL")


def _check_file(path: Path, folder: Path) -> None:
    """Refuse what is no database before SQLite would take it for a new one.

    SQLite itself reads the head: whoever closes a handle of its own on the file drops all locks
    of this process on it, also those of another thread's connection. A command that ends takes
    the write-ahead log away then, and what the window saves later goes nowhere.
    """
    if path.exists() and not path.is_file():
        raise trouble.damaged(folder, say("its database is no file"))
    if not path.stat().st_size:
        raise trouble.damaged(folder, say("its database is empty"))
    head = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with contextlib.closing(sqlite3.connect(head, uri=True)) as raw:
            raw.execute("PRAGMA application_id").fetchone()
    except sqlite3.Error as error:
        # anything else may be mended by the write-ahead log, which is not read here
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_NOTADB:
            raise trouble.damaged(folder, say("its database is no SQLite file")) from error
    if not os.access(path, os.W_OK) or not os.access(folder, os.W_OK):
        raise trouble.read_only(folder)


def _check_inside(connection: Connection) -> None:
    """Know our file by its number and its marker row; the first read also finds torn structure."""
    folder = connection.folder
    application = connection.row("PRAGMA application_id")
    if application != (APPLICATION_ID,):
        raise trouble.damaged(folder, say("its database is not one of Coursefolk's"))
    if _schema_of(connection) > SCHEMA:
        raise trouble.newer(folder)
    try:
        marker = connection.row("SELECT product FROM marker")
    except CoursefolkError as error:
        raise trouble.damaged(folder, say("its tables cannot be read")) from error
    if marker != (PRODUCT,):
        raise trouble.damaged(folder, say("its marker row is missing"))


def _schema_of(connection: Connection) -> int:
    row = connection.row("PRAGMA user_version")
    return int(row[0]) if row else 0
