"""Look into backups without opening them: how much is in each, and whether it can be read."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from sync.model.ids import FactId
from sync.store import trouble
from sync.store.connection import IN_LIST, json_list
from sync.store.schema import FILE
from sync.store.striking import PENDING

_COUNTS = """
SELECT (SELECT count(*) FROM logs WHERE scope='course' AND standing<>'closed'),
       (SELECT count(*) FROM search_entries JOIN logs USING (log)
         WHERE kind='lesson' AND standing<>'closed'),
       (SELECT count(*) FROM facts)
"""


class BackupContents(msgspec.Struct, frozen=True):
    """How much a backup holds."""

    courses: int
    lessons: int
    facts: int


def contents_of(path: Path) -> BackupContents | None:
    """Count what a backup holds; None if it is no whole file of ours."""
    uri = path.absolute().as_uri() + "?mode=ro&immutable=1"
    try:
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as db:
            return BackupContents(*db.execute(_COUNTS).fetchone())
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def is_clean_of(path: Path, redactions: Collection[FactId]) -> bool:
    """Tell whether a backup was made, or cleaned, with all of these redactions in it."""
    uri = path.absolute().as_uri() + "?mode=ro&immutable=1"
    sql = f"SELECT count(*) FROM facts WHERE id {IN_LIST}"
    pending = "SELECT count(*) FROM settings WHERE name=?"
    try:
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as db:
            held = db.execute(sql, (json_list(redactions),)).fetchone() == (len(redactions),)
            return bool(held and db.execute(pending, (PENDING,)).fetchone() == (0,))
    except (sqlite3.Error, UnicodeDecodeError):
        return False


@contextmanager
def copied_apart(backup: Path) -> Iterator[Path]:
    """Give a folder that holds a copy of a backup, to be opened and thrown away.

    The backup itself is only read: looking into one of an earlier version does not change it.
    """
    try:
        room = Path(tempfile.mkdtemp(prefix="coursefolk-backup-"))
    except OSError as error:
        raise trouble.of_disk(error, Path(tempfile.gettempdir())) from error
    try:
        try:
            shutil.copyfile(backup, room / FILE)
        except OSError as error:
            raise trouble.of_disk(error, backup.parent) from error
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)
