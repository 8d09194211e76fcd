"""Which attachments the logs name, whose bytes are here, and who may see them.

Knowing a hash is not enough to get the bytes: a log that names an attachment reaches them only
once someone who may see that log has sent them, or could see them already through another log.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, delete, insert, or_, select, update

from sync.model.ids import LogId, PersonId, Sha
from sync.server import schema
from sync.server.database import in_chunks

WANTED = 200
"""Most attachments that one answer asks for."""
OTHERS_AFTER_MS = 3600 * 1000
"""When those who did not place an attachment are asked for it too."""
_SHA = re.compile(r"[0-9a-f]{64}")


def is_sha(written: str) -> bool:
    """Tell whether this is a SHA-256 in lower-case hex."""
    return bool(_SHA.fullmatch(written))


class Attachments:
    """Reads and writes media and placed through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def place(
        self, log: LogId, shas: Iterable[Sha], person: PersonId, seen: Collection[LogId], now: int
    ) -> None:
        """Note that a log names attachments; `seen` are the logs that the writer may read."""
        new = sorted({sha for sha in shas if is_sha(sha)})
        known = self._held_in(new, {log}, any_state=True)
        new = [sha for sha in new if sha not in known]
        held = self._held_in(new, seen)
        if new:
            rows = [
                {"log": log, "sha": s, "person": person, "since": now, "held": s in held}
                for s in new
            ]
            self._connection.execute(insert(schema.placed), rows)

    def _held_in(
        self, shas: Sequence[Sha], logs: Collection[LogId], *, any_state: bool = False
    ) -> set[Sha]:
        p = schema.placed.c
        found: set[Sha] = set()
        for chunk in in_chunks(shas):
            rows = select(p.sha, p.log).where(p.sha.in_(chunk))
            if not any_state:
                rows = rows.where(p.held.is_(True))
            found.update(r[0] for r in self._connection.execute(rows) if r[1] in logs)
        return found

    def logs_naming(self, sha: Sha) -> dict[LogId, bool]:
        """Find the logs that name an attachment, and whether it is held there."""
        p = schema.placed.c
        rows = self._connection.execute(select(p.log, p.held).where(p.sha == sha))
        return {row[0]: bool(row[1]) for row in rows}

    def hold(self, sha: Sha, logs: Collection[LogId], size: int, now: int) -> None:
        """Note that the bytes are here, sent by someone who may see these logs."""
        media, placed = schema.media, schema.placed
        self._connection.execute(delete(media).where(media.c.sha == sha))
        self._connection.execute(insert(media).values(sha=sha, size=size, since=now))
        self._connection.execute(
            update(placed).where(placed.c.sha == sha, placed.c.log.in_(logs)).values(held=True)
        )

    def lose(self, sha: Sha) -> None:
        """Note that the bytes are gone: everyone who may have them is asked for them again."""
        media, placed = schema.media, schema.placed
        self._connection.execute(delete(media).where(media.c.sha == sha))
        self._connection.execute(
            update(placed).where(placed.c.sha == sha).values(held=False, since=0)
        )

    def wanted(self, logs: Collection[LogId], person: PersonId, now: int) -> list[Sha]:
        """List attachments whose bytes are missing: those placed by this person first of all."""
        p, found = schema.placed.c, dict[Sha, None]()
        asked = or_(p.person == person, p.since < now - OTHERS_AFTER_MS)
        for chunk in in_chunks(sorted(logs)):
            rows = (
                select(p.sha)
                .where(p.held.is_(False), p.log.in_(chunk), asked)
                .order_by(p.since, p.sha)
                .limit(WANTED)
            )
            found.update((row[0], None) for row in self._connection.execute(rows))
        return list(found)[:WANTED]
