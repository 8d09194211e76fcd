"""Finish a redaction: unused pages, files beside the database, and every backup.

It may be broken off anywhere and is done again at the next chance. A backup is cleaned as a copy
beside it, which takes its place when it is whole.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

from sync.model.errors import CoursefolkError
from sync.model.facts import Fact
from sync.model.ids import LogId, Sha
from sync.model.kinds import payload_of
from sync.model.redaction import REDACTED
from sync.store import trouble
from sync.store.backup_contents import is_clean_of
from sync.store.backups import FOLDER, copy_whole, listed
from sync.store.durable import put_in_place, sync_file
from sync.store.opening import Store
from sync.store.schema import FILE
from sync.store.striking import PENDING, is_pending
from sync.workspace.cleaning import redactions
from sync.workspace.identity import KEY_FILE
from sync.workspace.opening import Workspace

_ROOM = ".cleaning-"


def finish(ws: Workspace, told: Callable[[int, int], None] = lambda done, of: None) -> list[Path]:
    """Clean what lies beside the rows; return backups that cannot be read, and so not be cleaned.

    Where another program holds the database just now, it stays to be done, and nothing is raised.
    """
    store = ws.store
    if not is_pending(store.settings):
        return []
    _drop_blobs(store)
    store.gists.forget()
    for part in (store.folder / "media" / "parts").glob("*.snapshot*"):
        part.unlink(missing_ok=True)
    left = _clean_backups(store, told)
    with contextlib.suppress(CoursefolkError):
        if store.connection.shrink():
            store.settings.set(PENDING, None)
    return left


def _drop_blobs(store: Store) -> None:
    """Take away the bytes of attachments that were redacted, unless another course holds them."""
    gone: set[Sha] = set()
    held: set[Sha] = set()
    for row in store.log.logs():
        redacted = {sha for body in redactions(store, row.log) for sha in body.blobs}
        gone |= redacted
        if row.standing != "closed":
            for fact in store.log.facts(row.log, kinds={"file.placed"}):
                held |= {placed.sha for placed in payload_of(fact).files} - redacted
    for sha in gone - held:
        store.media.drop(sha)


def _clean_backups(store: Store, told: Callable[[int, int], None]) -> list[Path]:
    for room in (store.folder / FOLDER).glob(f"{_ROOM}*"):
        shutil.rmtree(room, ignore_errors=True)
    facts = {row.log: store.log.facts(row.log, kinds={REDACTED}) for row in store.log.logs()}
    known = [fact.id for those in facts.values() for fact in those]
    rows = [row.path for row in listed(store.folder)]
    left = []
    for done, path in enumerate(rows):
        told(done, len(rows))
        if not is_clean_of(path, known) and not _clean(store, path, facts):
            left.append(path)
    told(len(rows), len(rows))
    return left


def _clean(store: Store, path: Path, facts: dict[LogId, list[Fact]]) -> bool:
    """Take the redactions into a copy of a backup, and put it in the backup's place."""
    room = path.parent / f"{_ROOM}{path.stem}"
    try:
        room.mkdir(exist_ok=True)
        copy_whole(path, room / FILE, store.folder)
        # the copy writes no facts; but for a key of its own it would make one
        copy_whole(store.folder / KEY_FILE, room / KEY_FILE, store.folder)
        if not _take_in(room, facts):
            return False
        sync_file(room / FILE)
        put_in_place(room / FILE, path)
        return True
    except OSError as error:
        raise trouble.of_disk(error, store.folder) from error
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _take_in(room: Path, facts: dict[LogId, list[Fact]]) -> bool:
    try:
        with Workspace.open(room, create=False) as copy:
            for row in copy.store.log.logs():
                copy.ledger.take(row.log, list(facts.get(row.log, ())))
            copy.store.settings.set(PENDING, None)
            copy.store.connection.shrink(to_one_file=True)
        return True
    except CoursefolkError:
        return False
