"""Composes the answer to a round: what is new in every log that the sender may read.

Bodies are served as they lie in the database; nothing is decoded or encoded again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import cast

import msgspec
from sqlalchemy import Connection

from sync.model.ids import LogId, PersonId, Sha
from sync.model.people import WRITERS, Role
from sync.model.seen import SeenUpto
from sync.server.accounts import Accounts, Caller
from sync.server.attachments import Attachments
from sync.server.ledger import Ledger, LogRow
from sync.server.members import Standing, effective, standings_of
from sync.server.seen import SeenRows
from sync.server.snapshots import Snapshots
from sync.wire.messages import Answer, Judged, LogNews, Numbered, Snapshot, You
from sync.wire.routes import ANSWER_BYTES, ANSWER_FACTS, PROTOCOL, SNAPSHOT_FROM

_MOST_GAPS = 40


@dataclass(frozen=True)
class Reach:
    """The logs that a person may read, and in which role; spaces first."""

    roles: dict[LogId, Role]
    rows: list[LogRow]
    standings: dict[LogId, Standing]


@dataclass
class Room:
    """How much more may go into one answer."""

    facts: int = ANSWER_FACTS
    size: int = ANSWER_BYTES

    @property
    def full(self) -> bool:
        """Tell whether the answer has to end here."""
        return self.facts <= 0 or self.size <= 0


def reach_of(connection: Connection, person: PersonId) -> Reach:
    """Find all that a person may read."""
    standings = standings_of(connection, person)
    roles: dict[LogId, Role] = {}
    rows: list[LogRow] = []
    for row in Ledger(connection).logs_of(standings, standings):
        space, own = standings.get(row.space), standings.get(row.log)
        own = own if row.scope == "course" else None
        role = effective(space.role if space else None, own.role if own else None)
        if role:
            roles[row.log] = role
            rows.append(row)
    return Reach(roles, rows, standings)


@dataclass
class Composer:
    """What one answer is made of; `sent` are the numbers of facts that came in its request."""

    connection: Connection
    caller: Caller
    epoch: str
    cursors: dict[LogId, int]
    judged: list[Judged]
    sent: dict[LogId, list[int]]
    snapshots: Snapshots
    now: int
    seen_cursor: int | None = None
    room: Room = field(default_factory=Room)

    def compose(self) -> bytes:
        """Give the answer as JSON."""
        reach = self._reach()
        seen: dict[LogId, SeenUpto] = {}
        told: int | None = None
        if self.seen_cursor is not None and self.caller.revoked is None:
            rows = SeenRows(self.connection, self.caller.person)
            told = rows.top
            seen = rows.since(self.seen_cursor, reach.roles) if told != self.seen_cursor else {}
        logs = [news for row in reach.rows if (news := self._news(row, reach))]
        answer = Answer(
            version=PROTOCOL,
            epoch=self.epoch,
            you=You(self.caller.person, self.caller.name, self._laptops()),
            judged=self.judged,
            logs=logs,
            gone=[log for log in self.cursors if log not in reach.roles],
            more=any(news.cursor < news.head for news in logs),
            media_wanted=self._wanted(reach),
            seen=seen,
            seen_cursor=told,
        )
        return msgspec.json.encode(answer)

    def _laptops(self) -> int:
        return Accounts(self.connection).laptops(self.caller.person)

    def _reach(self) -> Reach:
        """Find what the sender may read; with a withdrawn token nothing, though it may send."""
        if self.caller.revoked is not None:
            return Reach({}, [], {})
        return reach_of(self.connection, self.caller.person)

    def _news(self, row: LogRow, reach: Reach) -> LogNews | None:
        known = row.log in self.cursors
        cursor = min(max(self.cursors.get(row.log, 0), 0), row.head)
        if known and cursor == row.head and not self._role_changed(row, reach):
            return None
        snapshot = self._snapshot(row, cursor)
        if snapshot:
            cursor = snapshot.upto
        bodies, cursor = self._facts(row, cursor)
        return LogNews(
            log=row.log,
            scope=row.scope,
            course=row.course,
            space=row.space,
            title=row.title,
            role=reach.roles[row.log],
            head=row.head,
            cursor=cursor,
            facts=cast(list[Numbered], bodies),
            snapshot=snapshot,
        )

    def _role_changed(self, row: LogRow, reach: Reach) -> bool:
        """Tell whether the sender's role in the space was set after its cursor there."""
        standing = reach.standings.get(row.space)
        return standing is not None and standing.number > self.cursors.get(row.space, 0)

    def _snapshot(self, row: LogRow, cursor: int) -> Snapshot | None:
        new = row.head - cursor - len(self.sent.get(row.log, ()))
        if cursor or new < SNAPSHOT_FROM:
            return None
        return self.snapshots.current(self.epoch, row.log, row.head)

    def _facts(self, row: LogRow, cursor: int) -> tuple[list[msgspec.Raw], int]:
        """Collect facts after a cursor that were not sent just now; tell how far that got."""
        ledger, sent = Ledger(self.connection), set(self.sent.get(row.log, ()))
        bodies: list[msgspec.Raw] = []
        for first, last in gaps(cursor, row.head, self.sent.get(row.log, [])):
            for fact in ledger.facts(row.log, first, last):
                if self.room.full:
                    return bodies, cursor
                if fact.number not in sent:
                    bodies.append(msgspec.Raw(b"[%d,%b]" % (fact.number, fact.body)))
                    self.room.facts -= 1
                    self.room.size -= len(fact.body)
                cursor = fact.number
            cursor = last
        return bodies, row.head

    def _wanted(self, reach: Reach) -> list[Sha]:
        writable = {log for log, role in reach.roles.items() if role in WRITERS}
        if not writable:
            return []
        return Attachments(self.connection).wanted(writable, self.caller.person, self.now)


def gaps(cursor: int, head: int, sent: list[int]) -> Iterator[tuple[int, int]]:
    """Give the stretches after `cursor` up to `head` that hold no number of the sorted `sent`.

    Where there are many, one stretch over all is given instead: reading on is cheaper then.
    """
    inside = [number for number in sent if cursor < number <= head]
    edges = [cursor, *inside, head + 1]
    stretches = [(before + 1, after - 1) for before, after in pairwise(edges) if after - before > 1]
    if len(stretches) > _MOST_GAPS:
        yield stretches[0][0], stretches[-1][1]
    else:
        yield from stretches
