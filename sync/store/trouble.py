"""Turn SQLite's and the disk's errors into ours: what happened, what is safe, what to do."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from pathlib import Path

from sync.model.errors import (
    CoursefolkError,
    DiskFull,
    MayNotWrite,
    OurMistake,
    StoreDamaged,
    WorkspaceTrouble,
)
from sync.model.language import mark, say

KEPT = mark("Everything saved before is safe.")
NOTHING_TOUCHED = mark("Nothing was changed or overwritten.")
ROOM_NEEDED = 1 << 20
_CONSTRAINT_DATATYPE = 3091
"""SQLITE_CONSTRAINT_DATATYPE; Python 3.11 has no name for it."""


def damaged(folder: Path, why: str) -> WorkspaceTrouble:
    """Say that the database file cannot be trusted."""
    return StoreDamaged(
        say("The workspace in {folder} is damaged: {why}.", folder=folder, why=why),
        safe=say(NOTHING_TOUCHED),
        mend=say("Run “coursefolk recover”: it restores a backup and puts this file aside."),
    )


def full(folder: Path) -> WorkspaceTrouble:
    """Say that the disk has no room."""
    return DiskFull(
        say("The disk that holds {folder} is full, so this could not be saved.", folder=folder),
        safe=say(KEPT),
        mend=say("Free some space and try again."),
    )


def read_only(folder: Path) -> WorkspaceTrouble:
    """Say that the folder may not be written."""
    return MayNotWrite(
        say("The workspace in {folder} cannot be written.", folder=folder),
        safe=say(KEPT),
        mend=say("Make the folder writable for you, or choose another with --workspace."),
    )


def in_use(folder: Path) -> WorkspaceTrouble:
    """Say that someone else has been writing for long."""
    return WorkspaceTrouble(
        say(
            "Another program has been writing to the workspace in {folder} for over ten seconds.",
            folder=folder,
        ),
        safe=say(KEPT),
        mend=say("Wait until it is done, or close it, and try again."),
    )


def newer(folder: Path) -> WorkspaceTrouble:
    """Say that a later application made this workspace."""
    return WorkspaceTrouble(
        say("The workspace in {folder} was written by a newer Coursefolk.", folder=folder),
        safe=say(NOTHING_TOUCHED),
        mend=say("Install the newer version and open it again."),
    )


def of_sqlite(error: sqlite3.Error, folder: Path) -> CoursefolkError:
    """Choose our error for one of SQLite's; what no person can mend is our mistake."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _no_room(folder)):
        return full(folder)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or _only_by_damage(error):
        return damaged(folder, str(error))
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return in_use(folder)
    if code == sqlite3.SQLITE_CANTOPEN and _no_room(folder):
        return full(folder)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
        return read_only(folder)
    if code == sqlite3.SQLITE_IOERR:
        return WorkspaceTrouble(
            say(
                "The disk that holds {folder} does not answer as it should: {error}.",
                folder=folder,
                error=error,
            ),
            safe=say(KEPT),
            mend=say("Check the disk, then try again; “coursefolk doctor” looks at every file."),
        )
    return OurMistake(say("The store was used wrongly: {error}.", error=error), safe=say(KEPT))


def of_disk(error: OSError, folder: Path) -> WorkspaceTrouble:
    """Choose our error for one of the operating system's."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return full(folder)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return read_only(folder)
    return WorkspaceTrouble(
        say(
            "A file of the workspace in {folder} could not be used: {why}.",
            folder=folder,
            why=error.strerror or error,
        ),
        safe=say(KEPT),
        mend=say("Check the disk and the folder, then try again."),
    )


def _only_by_damage(error: sqlite3.Error) -> bool:
    # our tables are strict: only the disk can have put a blob where a text was; and only there
    # can the settings of the index have changed
    strange = getattr(error, "sqlite_errorcode", 0) == _CONSTRAINT_DATATYPE
    return strange or "fts5 file format" in str(error) or "vtable constructor" in str(error)


def _no_room(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < ROOM_NEEDED
    except OSError:
        return False
