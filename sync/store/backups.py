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
from sync.store import trouble
from sync.store.connection import Connection
from sync.store.durable import beside, put_in_place, sweep, sync_file, sync_folder, write_whole
from sync.store.media import FOLDER as MEDIA
from sync.store.schema import FILE

FOLDER = "backups"
EVERY = timedelta(hours=20)
LATEST, DAILY, WEEKLY = 5, 7, 4
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

        It may run while other windows write. Return the file.
        """
        if self._db.is_writing:
            raise OurMistake("A backup was asked for in the middle of a change.")
        at = datetime.now(UTC)
        path = to or self._folder / FOLDER / f"workspace-{at.strftime(_STAMP)}.db"
        new = beside(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._copy_to(new)
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
        """Tell whether the latest backup is older than a day's work."""
        rows = self.list()
        if not rows:
            return self._db.row("SELECT 1 FROM facts LIMIT 1") is not None
        made = datetime.fromtimestamp(rows[0].at / 1000, UTC)
        # a clock that was set back must not stop backups
        return abs(datetime.now(UTC) - made) > EVERY

    @staticmethod
    def restore(folder: Path, backup: Path | None = None) -> Path:
        """Put a backup in the database's place; None takes the latest that is whole.

        The database must be closed. What stood there is put aside, untouched; return its folder.
        """
        chosen = _choose(folder, backup)
        try:
            arriving = beside(folder / FILE)
            with chosen.open("rb") as file:
                write_whole(arriving, iter(lambda: file.read(1 << 20), b""))
            aside = Backups.put_aside(folder)
            put_in_place(arriving, folder / FILE)
        except OSError as error:
            raise trouble.of_disk(error, folder) from error
        return aside

    @staticmethod
    def put_aside(folder: Path) -> Path:
        """Move the closed database away, untouched, so that a new one can begin; return where.

        For a damaged workspace without a backup: `salvage` still reads what is whole in it.
        """
        aside = folder / f"aside-{datetime.now(UTC).strftime(_STAMP)}"
        try:
            aside.mkdir()
            # the write-ahead log would be played into what comes in its place, so it goes first
            for name in (FILE + "-wal", FILE + "-shm", FILE):
                with contextlib.suppress(FileNotFoundError):
                    (folder / name).rename(aside / name)
            sync_folder(aside)
            sync_folder(folder)
        except OSError as error:
            raise trouble.of_disk(error, folder) from error
        return aside

    def _copy_to(self, path: Path) -> None:
        with contextlib.closing(sqlite3.connect(path)) as target:
            # it is synced as a whole afterwards
            target.execute("PRAGMA synchronous=OFF")
            self._db.db.conn.backup(target)
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


def listed(folder: Path) -> list[BackupRow]:
    """List the rotating backups of a workspace that may be too damaged to open."""
    rows = []
    for path in (folder / FOLDER).glob("workspace-*.db"):
        if match := _NAME.fullmatch(path.name):
            made = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
            rows.append(BackupRow(path, int(made.timestamp() * 1000), path.stat().st_size))
    return sorted(rows, key=lambda row: row.path.name, reverse=True)


def is_whole(path: Path) -> bool:
    """Tell whether a file is a database of ours whose structure is in order."""
    if not path.is_file():
        return False
    try:
        with contextlib.closing(
            sqlite3.connect(path.absolute().as_uri() + "?mode=ro&immutable=1", uri=True)
        ) as db:
            product = db.execute("SELECT product FROM marker").fetchone()
            return bool(product) and db.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    except sqlite3.Error:
        return False


def _choose(folder: Path, backup: Path | None) -> Path:
    if backup is not None:
        if not is_whole(backup):
            raise NotFound(
                f"{os.fspath(backup)} is no whole backup of a workspace.",
                safe=trouble.NOTHING_TOUCHED,
                mend="Choose another file from the folder of backups.",
            )
        return backup
    for row in listed(folder):
        if is_whole(row.path):
            return row.path
    raise WorkspaceTrouble(
        f"There is no whole backup in {folder / FOLDER}.",
        safe=trouble.NOTHING_TOUCHED,
        mend="Begin a new workspace in another folder and sync: the server has what was sent.",
    )
