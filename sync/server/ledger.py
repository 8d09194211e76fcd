"""The log on disk: heads, facts and refusals. All calls belong to one open transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec
from sqlalchemy import Connection, func, insert, select, update

from sync.model.facts import Fact
from sync.model.ids import CourseId, DeviceId, FactId, LogId, PersonId
from sync.model.kinds import payload_of
from sync.model.payloads import MemberSet
from sync.server import schema
from sync.server.database import in_chunks


@dataclass
class LogRow:
    """One row of logs; the judge moves its numbers on and saves them at the end."""

    log: LogId
    scope: Literal["course", "space"]
    space: LogId
    course: CourseId
    title: str
    head: int = 0
    top_clock: int = 0
    refused_top: int = 0

    @property
    def top(self) -> int:
        """The highest clock judged here, accepted or refused."""
        return max(self.top_clock, self.refused_top)


@dataclass(frozen=True)
class StoredFact:
    """A fact as it is served: its number and its JSON."""

    number: int
    id: FactId
    body: bytes


class Ledger:
    """Reads and writes the logs through one connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def logs(self, names: Iterable[LogId]) -> dict[LogId, LogRow]:
        """Read the rows of some logs, locked against other writers where there are any."""
        found: dict[LogId, LogRow] = {}
        for chunk in in_chunks(list(names)):
            rows = select(*_LOG).where(schema.logs.c.log.in_(chunk)).with_for_update()
            found.update((row[0], LogRow(*row)) for row in self.connection.execute(rows))
        return found

    def logs_of(self, spaces: Iterable[LogId], others: Iterable[LogId]) -> list[LogRow]:
        """Read spaces with all their courses, and some further logs, spaces first."""
        logs = schema.logs.c
        rows = select(*_LOG).where(logs.space.in_(list(spaces)) | logs.log.in_(list(others)))
        found = [LogRow(*row) for row in self.connection.execute(rows)]
        return sorted(found, key=lambda row: (row.scope != "space", row.title, row.log))

    def spaces(self) -> list[LogRow]:
        """Read all spaces."""
        rows = select(*_LOG).where(schema.logs.c.scope == "space").order_by(schema.logs.c.title)
        return [LogRow(*row) for row in self.connection.execute(rows)]

    def log_of_course(self, course: CourseId) -> LogRow | None:
        """Find the log that a course has here."""
        rows = select(*_LOG).where(schema.logs.c.course == course, schema.logs.c.scope == "course")
        row = self.connection.execute(rows).first()
        return LogRow(*row) if row else None

    def add_log(self, row: LogRow) -> None:
        """Begin a log."""
        self.connection.execute(insert(schema.logs).values(vars(row)))

    def save_logs(self, rows: Iterable[LogRow]) -> None:
        """Write the numbers of logs back."""
        logs = schema.logs
        for row in rows:
            self.connection.execute(
                update(logs)
                .where(logs.c.log == row.log)
                .values(
                    title=row.title,
                    head=row.head,
                    top_clock=row.top_clock,
                    refused_top=row.refused_top,
                )
            )

    def numbers(self, ids: Iterable[FactId]) -> dict[FactId, tuple[LogId, int]]:
        """Find which facts are in the log already, and where."""
        facts = schema.facts.c
        found: dict[FactId, tuple[LogId, int]] = {}
        for chunk in in_chunks(list(ids)):
            rows = select(facts.id, facts.log, facts.number).where(facts.id.in_(chunk))
            found.update((r[0], (r[1], r[2])) for r in self.connection.execute(rows))
        return found

    def refusals(self, ids: Iterable[FactId]) -> dict[FactId, str]:
        """Find which facts were refused before, and why."""
        refusals = schema.refusals.c
        found: dict[FactId, str] = {}
        for chunk in in_chunks(list(ids)):
            rows = select(refusals.id, refusals.why).where(refusals.id.in_(chunk))
            found.update((r[0], r[1]) for r in self.connection.execute(rows))
        return found

    def people_of(
        self, devices: Iterable[DeviceId], *, holding: bool = False
    ) -> dict[DeviceId, PersonId]:
        """Find whose the devices are; left out are unknown ones, or those with no token now."""
        table = schema.devices.c
        found: dict[DeviceId, PersonId] = {}
        for chunk in in_chunks(list(devices)):
            rows = select(table.device, table.person).where(table.device.in_(chunk))
            if holding:
                rows = rows.where(table.token_sha.is_not(None), table.revoked.is_(None))
            found.update((r[0], r[1]) for r in self.connection.execute(rows))
        return found

    def withdrawn(self, devices: Iterable[DeviceId]) -> dict[DeviceId, int]:
        """Tell of which devices the access was withdrawn, and when, in ms."""
        table = schema.devices.c
        found: dict[DeviceId, int] = {}
        for chunk in in_chunks(list(devices)):
            rows = select(table.device, table.revoked).where(
                table.device.in_(chunk), table.revoked.is_not(None)
            )
            found.update((r[0], r[1]) for r in self.connection.execute(rows))
        return found

    def vouched(self, log: LogId) -> dict[DeviceId, PersonId]:
        """Read by which keys owners of a course know people who have no account here."""
        f = schema.facts.c
        rows = self.connection.execute(
            select(f.body).where(f.log == log, f.kind == "member.set").order_by(f.number)
        )
        found: dict[DeviceId, PersonId] = {}
        for (body,) in rows:
            member = payload_of(msgspec.json.decode(body, type=Fact))
            if isinstance(member, MemberSet) and member.devices:
                found |= dict.fromkeys(member.devices, member.person)
        return {key: who for key, who in found.items() if self.has_no_account(who)}

    def has_no_account(self, person: PersonId) -> bool:
        """Tell whether a person never joined: of one who did, the server knows the keys itself."""
        a = schema.accounts.c
        return self.connection.execute(select(a.person).where(a.person == person)).first() is None

    def facts_of_kind(self, log: LogId, kind: str) -> list[Fact]:
        """Read the facts of one kind in a log, in their order of arrival."""
        f = schema.facts.c
        rows = select(f.body).where(f.log == log, f.kind == kind).order_by(f.number)
        return [_fact_from(row[0]) for row in self.connection.execute(rows)]

    def facts_by_id(self, ids: Iterable[FactId]) -> list[Fact]:
        """Read some facts, from whatever log."""
        f = schema.facts.c
        found: list[Fact] = []
        for chunk in in_chunks(sorted(ids)):
            rows = select(f.body).where(f.id.in_(chunk))
            found += [_fact_from(row[0]) for row in self.connection.execute(rows)]
        return found

    def last_clock(self, log: LogId, person: PersonId) -> int:
        """Give the highest clock of what a person wrote in a log; 0 if nothing of it is here."""
        f = schema.facts.c
        rows = select(func.max(f.clock)).where(f.log == log, f.person == person)
        return int(self.connection.execute(rows).scalar_one() or 0)

    def write(self, facts: Sequence[tuple[int, Fact, bytes]]) -> None:
        """Append facts with their numbers and JSON."""
        if facts:
            self.connection.execute(
                insert(schema.facts),
                [
                    {
                        "log": fact.log,
                        "number": number,
                        "id": fact.id,
                        "kind": fact.kind,
                        "person": fact.person,
                        "clock": fact.clock,
                        "body": body,
                    }
                    for number, fact, body in facts
                ],
            )

    def refuse(self, facts: Sequence[tuple[Fact, str]], now: int) -> None:
        """Note facts as refused, for good."""
        if facts:
            self.connection.execute(
                insert(schema.refusals),
                [
                    {"id": fact.id, "log": fact.log, "why": why, "clock": fact.clock, "at": now}
                    for fact, why in facts
                ],
            )

    def facts(self, log: LogId, first: int, last: int) -> Iterator[StoredFact]:
        """Read the facts numbered `first` to `last` one by one; stop whenever there are enough."""
        f = schema.facts.c
        rows = (
            select(f.number, f.id, f.body)
            .where(f.log == log, f.number >= first, f.number <= last)
            .order_by(f.number)
        )
        with self.connection.execute(rows) as result:
            for row in result:
                yield StoredFact(*row)


_L = schema.logs.c
_LOG = (_L.log, _L.scope, _L.space, _L.course, _L.title, _L.head, _L.top_clock, _L.refused_top)


def _fact_from(body: bytes) -> Fact:
    return msgspec.json.decode(body, type=Fact)
