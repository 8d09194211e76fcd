"""Backups of the database: whole files beside it, made while it is in use, some of each age."""

from __future__ import annotations

import builtins
import contextlib
import os
import re
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from sync.model.errors import NotFound, OurMistake, WorkspaceTrouble
from sync.model.language import say
from sync.store import trouble
from sync.store.connection import Connection
from sync.store.durable import beside, put_in_place, sweep, sync_file, sync_folder, write_whole
from sync.store.media import FOLDER as MEDIA
from sync.store.schema import FILE
from sync.store.striking import PENDING

FOLDER = "backups"
EVERY = timedelta(hours=20)
NEW_FACTS = 8
"""So many facts more than the latest backup has, and more than a quarter: the next one is due."""
_FILES = (FILE, FILE + "-wal", FILE + "-shm")
LATEST, DAILY, WEEKLY = 5, 7, 4
LAST_FACT = "SELECT coalesce(max(rowid), 0) FROM facts"
_STAMP = "%Y-%m-%dT%H-%M-%S-%f"
_NAME = re.compile(r"workspace-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{6})\.db")


class BackupRow(msgspec.Struct, frozen=True):
    """One backup; `at` is in milliseconds since 1970, `size` in bytes."""

    path: Path
    at: int
    size: int


class Backups:
    """The backups of one workspace. Media need none: their files never change."""

    def __init__(self, connection: Connection, folder: Path) -> None:
        self._db = connection
        self._folder = folder

    def make(self, to: Path | None = None) -> Path:
        """Copy the database as it is now, durably; without `to`, among the rotating ones.

        It may run while other windows write. A torn database is refused, so that no backup of
        it takes the place of a whole one. Return the file.
        """
        if self._db.is_writing:
            raise OurMistake(say("A backup was asked for in the middle of a change."))
        at = datetime.now(UTC)
        path = to or self._folder / FOLDER / f"workspace-{at.strftime(_STAMP)}.db"
        new = beside(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._copy_to(new)
            if not is_whole(new):
                raise trouble.damaged(self._folder, say("its structure is torn"))
            sync_file(new)
            put_in_place(new, path)
        except sqlite3.Error as error:
            raise trouble.of_sqlite(error, self._folder) from error
        except OSError as error:
            raise trouble.of_disk(error, path.parent) from error
        finally:
            with contextlib.suppress(OSError):
                new.unlink()
        if to is None:
            self._rotate()
        return path

    def list(self) -> builtins.list[BackupRow]:
        """List the rotating backups, the latest first."""
        return listed(self._folder)

    def due(self) -> bool:
        """Tell whether the latest backup is older than a day's work, or lacks most of it."""
        rows = self.list()
        if not rows:
            return self._db.row("SELECT 1 FROM facts LIMIT 1") is not None
        made = datetime.fromtimestamp(rows[0].at / 1000, UTC)
        # a clock that was wrong must neither stop backups nor ask for one after the other
        if abs(datetime.now(UTC) - made) > EVERY:
            return True
        last = self._db.row(LAST_FACT) or (0,)
        there = _last_fact(rows[0].path)
        return bool(last[0] - there > max(NEW_FACTS, there // 4))

    @staticmethod
    def restore(folder: Path, backup: Path | None = None) -> Path:
        """Put a backup in the database's place; None takes the latest that is whole.

        The database must be closed. What stood there is put aside, untouched; return its folder.
        """
        chosen = choose(folder, backup)
        arriving = beside(folder / FILE)
        copy_whole(chosen, arriving, folder)
        return Backups.replace(folder, arriving)

    @staticmethod
    def replace(folder: Path, new: Path) -> Path:
        """Put the closed database `new` in place; what stood there is put aside, return where.

        Broken off in between, the workspace has no database and says so until this is done again.
        """
        aside = left_aside(folder) or Backups.put_aside(folder)
        try:
            put_in_place(new, folder / FILE)
        except OSError as error:
            raise trouble.of_disk(error, folder) from error
        return aside

    @staticmethod
    def put_aside(folder: Path) -> Path:
        """Move the closed database away, untouched; return where.

        `salvage` still reads what is whole in it. Until another is in its place, the workspace
        says that its database is gone.
        """
        aside = folder / f"aside-{datetime.now(UTC).strftime(_STAMP)}"
        try:
            aside.mkdir()
            _move(folder, aside)
        except OSError as error:
            raise trouble.of_disk(error, folder) from error
        return aside

    def _copy_to(self, path: Path) -> None:
        with contextlib.closing(sqlite3.connect(path)) as target:
            # it is synced as a whole afterwards
            target.execute("PRAGMA synchronous=OFF")
            self._db.copy_to(target)
            if target.execute("SELECT 1 FROM settings WHERE name=?", (PENDING,)).fetchone():
                # pages that are no longer used hold words that were struck out
                target.execute("VACUUM")
            # one plain file, that needs no other beside it
            target.execute("PRAGMA journal_mode=DELETE")

    def _rotate(self) -> None:
        rows = self.list()
        kept = {row.path for row in rows[:LATEST]}
        for pattern, count in (("%Y-%j", DAILY), ("%G-%V", WEEKLY)):
            first: dict[str, Path] = {}
            for row in rows:
                day = datetime.fromtimestamp(row.at / 1000, UTC).strftime(pattern)
                first.setdefault(day, row.path)
            kept.update(builtins.list(first.values())[:count])
        for row in rows:
            if row.path not in kept:
                with contextlib.suppress(OSError):
                    row.path.unlink()
        for folder in (self._folder, self._folder / FOLDER, self._folder / MEDIA):
            sweep(folder)


def left_aside(folder: Path) -> Path | None:
    """Find what a putting aside that was broken off has put aside: no database is there then."""
    if os.path.lexists(folder / FILE):
        return None
    latest = max(folder.glob("aside-*"), default=None)
    if latest is not None:
        try:
            _move(folder, latest)
        except OSError as error:
            raise trouble.of_disk(error, folder) from error
    return latest


def is_gone(folder: Path) -> bool:
    """Tell whether there was a database here, of which only the traces are left."""
    traces = bool(listed(folder)) or any(folder.glob("aside-*"))
    return not os.path.lexists(folder / FILE) and traces


def copy_whole(source: Path, to: Path, folder: Path) -> None:
    """Copy a file durably within a workspace's folder."""
    try:
        with source.open("rb") as file:
            write_whole(to, iter(lambda: file.read(1 << 20), b""))
    except OSError as error:
        raise trouble.of_disk(error, folder) from error


def _move(folder: Path, aside: Path) -> None:
    # the database goes first: without its write-ahead log beside it, it would pass for whole
    for name in _FILES:
        with contextlib.suppress(FileNotFoundError):
            (folder / name).rename(aside / name)
    sync_folder(aside)
    sync_folder(folder)


def listed(folder: Path) -> list[BackupRow]:
    """List the rotating backups of a workspace that may be too damaged to open, latest first.

    What a clock that ran ahead has dated later than now comes last.
    """
    rows = []
    now = (datetime.now(UTC) + EVERY).strftime(_STAMP)
    for path in (folder / FOLDER).glob("workspace-*.db"):
        if match := _NAME.fullmatch(path.name):
            made = _made_at(match[1])
            rows.append(BackupRow(path, int(made.timestamp() * 1000), path.stat().st_size))
    return sorted(rows, key=lambda row: (row.path.stem < f"workspace-{now}", row.path.name))[::-1]


def _made_at(stamp: str) -> datetime:
    """Read a stamp; `strptime` takes longer to load than most commands take to answer."""
    day, _, time = stamp.partition("T")
    hour, minute, second, fraction = time.split("-")
    return datetime.fromisoformat(f"{day}T{hour}:{minute}:{second}.{fraction}+00:00")


def is_whole(path: Path) -> bool:
    """Tell whether a file is a database of ours whose structure is in order."""
    if not os.path.isfile(path):  # noqa: PTH113 - Path's own raises where nobody may look
        return False
    try:
        with contextlib.closing(_reading(path)) as db:
            product = db.execute("SELECT product FROM marker").fetchone()
            return bool(product) and db.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def _last_fact(path: Path) -> int:
    """Tell up to which row a backup holds facts, 0 if it cannot be read."""
    try:
        with contextlib.closing(_reading(path)) as db:
            row = db.execute(LAST_FACT).fetchone()
    except (sqlite3.Error, UnicodeDecodeError):
        return 0
    return int(row[0]) if row else 0


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path.absolute().as_uri() + "?mode=ro&immutable=1", uri=True)


def choose(folder: Path, backup: Path | None = None) -> Path:
    """Give the backup named if it is whole, else the latest whole one; raise if there is none."""
    if backup is not None:
        if not is_whole(backup):
            raise NotFound(
                say("{file} is no whole backup of a workspace.", file=os.fspath(backup)),
                safe=say(trouble.NOTHING_TOUCHED),
                mend=say("Choose another file from the folder of backups."),
            )
        return backup
    for row in listed(folder):
        if is_whole(row.path):
            return row.path
    raise WorkspaceTrouble(
        say("There is no whole backup in {folder}.", folder=folder / FOLDER),
        safe=say(trouble.NOTHING_TOUCHED),
        mend=say("Begin a new workspace in another folder and sync: the server has what was sent."),
    )
