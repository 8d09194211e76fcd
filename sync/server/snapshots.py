"""The first facts of a log as one compressed file, named by its hash, made once for many.

A file holds the facts 1 to some number, which never change; so it stays true for good and only
grows old. It is made anew when a quarter has been added. The folder is its own index.
"""

from __future__ import annotations

import hashlib
import re
import threading
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from sync.model.ids import LogId, Sha, fresh
from sync.server.attachments import is_sha
from sync.server.database import Database
from sync.server.disk import rename, settle
from sync.server.ledger import Ledger
from sync.wire.messages import Snapshot
from sync.wire.routes import SNAPSHOT_FROM, snapshot_path

_NAME = re.compile(r"(\d+)-([0-9a-f]{64})\.gz")
_KEEP_SECONDS = 3600
_CHUNK = 256 * 1024


class Snapshots:
    """Makes and finds snapshot files; may be used from any thread."""

    def __init__(self, folder: Path, database: Database) -> None:
        self._folder = folder
        self._database = database
        self._locks: dict[LogId, threading.Lock] = defaultdict(threading.Lock)
        self._latest: dict[tuple[str, LogId], Snapshot] = {}

    def current(self, epoch: str, log: LogId, head: int) -> Snapshot | None:
        """Give a snapshot that reaches most of a log, made now if need be; None if it is short."""
        if head < SNAPSHOT_FROM:
            return None
        with self._locks[log]:
            latest = self._find(epoch, log)
            if latest is None or head - latest.upto > max(SNAPSHOT_FROM, latest.upto // 4):
                latest = self._make(epoch, log, head)
            self._latest[epoch, log] = latest
            return latest

    def drop(self, log: LogId) -> None:
        """Take away all files of a log: words were struck out of it. They are made anew."""
        with self._locks[log]:
            for key in [key for key in self._latest if key[1] == log]:
                del self._latest[key]
            for path in self._folder.glob(f"*/{log}/*"):
                path.unlink(missing_ok=True)

    def path(self, epoch: str, log: LogId, sha: Sha) -> Path | None:
        """Find the file of a snapshot; `log` must be one that exists."""
        files = self._place(epoch, log).glob(f"*-{sha}.gz") if is_sha(sha) else iter(())
        return next(files, None)

    def _place(self, epoch: str, log: LogId) -> Path:
        return self._folder / epoch / log

    def _find(self, epoch: str, log: LogId) -> Snapshot | None:
        if (epoch, log) in self._latest:
            return self._latest[epoch, log]
        place = self._place(epoch, log)
        names = [path for path in place.glob("*.gz") if _NAME.fullmatch(path.name)]
        if not names:
            return None
        newest = max(names, key=lambda path: int(path.name.partition("-")[0]))
        return _snapshot(log, newest)

    def _make(self, epoch: str, log: LogId, head: int) -> Snapshot:
        place = self._place(epoch, log)
        place.mkdir(parents=True, exist_ok=True)
        part = place / f"{fresh()}.part"
        digest = hashlib.sha256()
        try:
            with part.open("wb") as file:
                for piece in self._compressed(log, head):
                    digest.update(piece)
                    file.write(piece)
                file.flush()
                settle(file.fileno())
            made = place / f"{head}-{digest.hexdigest()}.gz"
            rename(part, made)
        finally:
            part.unlink(missing_ok=True)
        _clear_old(place, made)
        return _snapshot(log, made)

    def _compressed(self, log: LogId, head: int) -> Iterator[bytes]:
        squeeze = zlib.compressobj(1, zlib.DEFLATED, 31)
        plain, between = bytearray(b"["), b""
        with self._database.reading() as connection:
            for fact in Ledger(connection).facts(log, 1, head):
                plain += b"%b[%d,%b]" % (between, fact.number, fact.body)
                between = b","
                if len(plain) > _CHUNK:
                    yield squeeze.compress(plain)
                    plain.clear()
        yield squeeze.compress(plain + b"]") + squeeze.flush()


def _snapshot(log: LogId, path: Path) -> Snapshot:
    upto, _, sha = path.stem.partition("-")
    return Snapshot(snapshot_path(log, sha), Sha(sha), path.stat().st_size, int(upto))


def _clear_old(place: Path, made: Path) -> None:
    """Remove earlier files, but not those that someone may just be fetching."""
    for path in place.iterdir():
        if path != made and time.time() - path.stat().st_mtime > _KEEP_SECONDS:
            path.unlink(missing_ok=True)
