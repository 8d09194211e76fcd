"""Copies a server's database while it is in use, and puts such a copy in its place again.

Attachments are files that never change: any copy of their folder is good, made at any time.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sync.model.errors import BadInput, NotFound, WorkspaceTrouble
from sync.model.ids import fresh
from sync.server.disk import rename, settle
from sync.server.operations import begin_epoch
from sync.server.serving import locked

FILE = "server.db"
_BESIDE_IT = (FILE, f"{FILE}-wal", f"{FILE}-shm")


def backup(data: Path, to: Path) -> int:
    """Copy the database of a data folder whole and durably, also while the server runs.

    Returns the bytes of the copy. A torn database is refused: what stands at `to` stays.
    """
    source = data / FILE
    if not source.is_file():
        raise NotFound(
            f"There is no database of a server in {data}.",
            mend="Name the folder that “coursefolk serve” was given with --data.",
            safe="Nothing was changed.",
        )
    with _disk_trouble(to.parent), _beside(to) as new:
        torn = f"The database in {data} is damaged, so it was not copied."
        try:
            _copy(source, new)
        except sqlite3.OperationalError:
            raise  # the disk or a lock
        except sqlite3.DatabaseError as error:
            raise BadInput(
                torn, safe="Nothing was changed.", mend="Give another backup."
            ) from error
        _must_be_whole(new, torn)
        _put(new, to)
    return to.stat().st_size


def restore(data: Path, copy: Path) -> Path | None:
    """Put a copy in the place of the database of a server that does not run.

    Every laptop then offers what it holds, so that what came after the copy is not lost. What stood
    there is put aside, untouched; returns where, or None if nothing did.
    """
    _must_be_whole(copy, f"{copy} is no whole backup of a server.")
    with contextlib.ExitStack() as undo:
        undo.callback(locked(data).release)
        undo.enter_context(_disk_trouble(data))
        new = undo.enter_context(_beside(data / FILE))
        _copy(copy, new)
        aside = _put_aside(data)
        _put(new, data / FILE)
        begin_epoch(data)
    return aside


def _copy(source: Path, new: Path) -> None:
    """Copy a database as one plain file, with what stands in its write-ahead log."""
    with _reading(source) as db, contextlib.closing(sqlite3.connect(new)) as copy:
        db.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def _put_aside(data: Path) -> Path | None:
    there = [data / name for name in _BESIDE_IT if (data / name).exists()]
    if not there:
        return None
    aside = data / f"aside-{datetime.now(UTC).strftime('%Y-%m-%dT%H-%M-%S-%f')}"
    aside.mkdir()
    for path in there:
        path.rename(aside / path.name)
    return aside


def _put(new: Path, path: Path) -> None:
    with new.open("rb") as file:
        settle(file.fileno())
    rename(new, path)


def _must_be_whole(path: Path, what: str) -> None:
    """Raise BadInput unless a file is a server's database whose structure is in order."""
    with contextlib.suppress(sqlite3.Error, UnicodeDecodeError, OSError):
        if path.is_file():
            with _reading(path) as db:
                epoch = db.execute("SELECT 1 FROM meta WHERE key='epoch'").fetchone()
                if epoch and db.execute("PRAGMA quick_check(1)").fetchone() == ("ok",):
                    return
    raise BadInput(
        what,
        safe="Nothing was changed.",
        mend="Name a file that “coursefolk server backup” wrote.",
    )


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    address = path.absolute().as_uri() + "?mode=ro"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as db:
        yield db


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Give a new name in the same folder; what is still there in the end goes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{fresh()}.new")
    try:
        yield new
    finally:
        new.unlink(missing_ok=True)


@contextlib.contextmanager
def _disk_trouble(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        raise WorkspaceTrouble(
            f"The folder {folder} could not be used: {error}.",
            safe="What stood there before still does, or lies in a folder “aside-…” beside it.",
            mend="Free some space or let this account write there, and do it again.",
        ) from error
