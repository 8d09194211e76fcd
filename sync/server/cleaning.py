"""Cleans the server's files after a redaction: snapshots, attachments, pages no longer used.

It stands in the database that this is to be done, so that it is done after a kill, too. While it
runs nothing is written; it takes a second for each 100 MB or so.
"""

from __future__ import annotations

import logging
import threading

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.exc import DBAPIError

from sync.model.ids import LogId, Sha
from sync.server import schema
from sync.server.blobs import Blobs
from sync.server.database import Database, meta_value
from sync.server.snapshots import Snapshots
from sync.server.strikes import CLEANING

logger = logging.getLogger("coursefolk.server")


class Cleaning:
    """Finishes redactions; may be called from any thread, and works in one at a time."""

    def __init__(self, database: Database, snapshots: Snapshots, blobs: Blobs) -> None:
        self._database = database
        self._snapshots = snapshots
        self._blobs = blobs
        self._busy = threading.Lock()
        self.pending = True
        """Whether there may be something to clean: at the start nobody knows."""

    def finish(self) -> None:
        """Clean what waits for it; what could not be cleaned now is tried again later."""
        if not self.pending or not self._busy.acquire(blocking=False):
            return
        try:
            self.pending = not self._clean()
        except (OSError, DBAPIError) as error:
            logger.warning("a redaction is not finished yet: %s", type(error).__name__)
        finally:
            self._busy.release()

    def _clean(self) -> bool:
        with self._database.reading() as connection:
            waiting = meta_value(connection, CLEANING)
            logs = connection.execute(select(schema.strikes.c.log).distinct()).scalars().all()
        if not waiting:
            return True
        for log in logs:
            self._snapshots.drop(LogId(log))
        for sha in msgspec.json.decode(waiting, type=list[Sha]):
            self._blobs.drop(sha)
        if not self._database.shrink():
            return False
        meta = schema.meta.c
        with self._database.writing() as connection:
            done = delete(schema.meta).where(meta.key == CLEANING, meta.value == waiting)
            return connection.execute(done).rowcount == 1
