"""What the judge has before it: the facts of one round and what the database knows of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from sync.model.facts import Fact
from sync.model.ids import CourseId, DeviceId, FactId, LogId, PersonId
from sync.model.kinds import KINDS
from sync.model.payloads import ContentRedacted, CourseShared, MemberSet
from sync.server.attachments import Attachments
from sync.server.door import Checked
from sync.server.ledger import Ledger, LogRow
from sync.server.members import Members
from sync.server.strikes import Strikes, comes_struck, places_of, strikes_on
from sync.server.verified import Reader, nothing_read


@dataclass
class Bench:
    """State of one judgement, in one transaction; `now` is in ms.

    `tops` are the highest clocks of each log, with what stands in this batch.
    """

    connection: Connection
    now: int
    ledger: Ledger
    members: Members
    attachments: Attachments
    logs: dict[LogId, LogRow] = field(default_factory=dict)
    numbers: dict[FactId, tuple[LogId, int]] = field(default_factory=dict)
    refused: dict[FactId, str] = field(default_factory=dict)
    people: dict[DeviceId, PersonId] = field(default_factory=dict)
    withdrawn: dict[DeviceId, int] = field(default_factory=dict)
    """When the access of devices was withdrawn, in ms; others may bring what those signed."""
    tops: dict[LogId, int] = field(default_factory=dict)
    changed: set[LogId] = field(default_factory=set)
    strikes: Strikes = field(default_factory=dict)
    taken: dict[FactId, Fact] = field(default_factory=dict)
    """What was accepted of this batch by now: it is not in the database yet."""
    coming: list[tuple[Fact, ContentRedacted]] = field(default_factory=list)
    """Redactions in this batch: laptops send what they struck together with them."""
    vouched: dict[LogId, dict[DeviceId, PersonId]] = field(default_factory=dict)
    """Keys by which owners know people who came to a course by file, and have no account."""
    read: Reader = nothing_read

    @classmethod
    def lay_out(
        cls,
        connection: Connection,
        checked: Sequence[Checked],
        now: int,
        read: Reader = nothing_read,
    ) -> Bench:
        """Read all that judging these facts needs."""
        ledger = Ledger(connection)
        bench = cls(connection, now, ledger, Members(connection), Attachments(connection))
        bench.read = read
        ids = {c.fact.id for c in checked}
        bench.strikes = strikes_on(connection, ids)
        bench.coming = [
            (c.fact, c.payload)
            for c in checked
            if isinstance(c.payload, ContentRedacted) and not c.is_changed
        ]
        ids.update(need for c in checked for need in c.needs)
        bench.numbers = ledger.numbers(ids)
        bench.refused = ledger.refusals(ids - bench.numbers.keys())
        devices = {c.fact.device for c in checked}
        bench.people = ledger.people_of(devices)
        bench.withdrawn = ledger.withdrawn(devices)
        names = {c.fact.log for c in checked}
        names.update(c.payload.log for c in checked if isinstance(c.payload, CourseShared))
        bench.logs = ledger.logs(names)
        bench.logs |= ledger.logs({row.space for row in bench.logs.values()} - names)
        bench.tops = {name: row.top for name, row in bench.logs.items()}
        return bench

    def is_struck(self, fact: Fact) -> bool:
        """Tell whether a fact came without words that an owner struck, by now or in this batch."""
        if comes_struck(fact, self.strikes):
            return True
        owners = [
            one
            for one in self.coming
            if (log := self.logs.get(one[0].log))
            and self.people.get(one[0].device) == one[0].person
            and self.members.may_write(log, one[0].person, one[0].kind, self.now)
        ]
        return comes_struck(fact, places_of(owners))

    def writer_of(self, fact: Fact) -> PersonId | None:
        """Tell whose device signed a fact: by their account, else by an owner's word.

        A laptop that joined a person's others was somebody of its own before, by whose name it
        may be known in a course that came by files.
        """
        person = self.people.get(fact.device)
        if person == fact.person or fact.log not in self.logs:
            return person
        if fact.log not in self.vouched:
            self.vouched[fact.log] = self.ledger.vouched(fact.log)
        vouched = self.vouched[fact.log].get(fact.device)
        return vouched if person is None or vouched == fact.person else person

    def vouch(self, log: LogId, body: MemberSet) -> None:
        """Note an owner's word that counts from now on."""
        if body.devices and self.ledger.has_no_account(body.person):
            keys = self.vouched.setdefault(log, self.ledger.vouched(log))
            keys |= dict.fromkeys(body.devices, body.person)

    def course_log(self, course: CourseId) -> LogRow | None:
        """Find the log that a course has, of those on the bench or in the database."""
        here = (row for row in self.logs.values() if row.course == course)
        return next(here, None) or self.ledger.log_of_course(course)

    def comes_first(self, one: Checked) -> tuple[bool, int, FactId]:
        """Sort key: facts of spaces before those of courses, then causes first."""
        row, kind = self.logs.get(one.fact.log), KINDS.get(one.fact.kind)
        of_space = row.scope == "space" if row else bool(kind and kind.scope == "space")
        return (not of_space, one.fact.clock, one.fact.id)
