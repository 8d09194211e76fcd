"""Who may do what where: roles in spaces and courses, as accepted facts set them.

The highest (clock, fact) counts, as on every laptop, so that the order of arrival does not
matter. A course's own role goes before the space's; an owner of the space is an owner of all
its courses; one who was taken out of the space is out of its courses too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from sqlalchemy import Connection, delete, func, insert, select

from sync.model.facts import Fact
from sync.model.ids import LogId, PersonId
from sync.model.kinds import may_write
from sync.model.payloads import MemberSet
from sync.model.people import SERVER, WRITERS, Role
from sync.server import schema
from sync.server.ledger import LogRow

GRACE_MS = 30 * 24 * 3600 * 1000
"""How long one who lost the right to write may still send suggestions."""

SUGGESTED = "suggestion.made"


@dataclass(frozen=True)
class Standing:
    """One row of members: the role that the latest fact in order gives."""

    role: str
    clock: int
    fact: str
    number: int
    former: str = ""
    ended: int = 0

    def lost_writing(self, now: int) -> bool:
        """Tell whether this person could write or suggest here until lately."""
        return may_write(cast("Role | None", self.former or None), SUGGESTED) and (
            now - self.ended < GRACE_MS
        )


def effective(space: str | None, own: str | None) -> Role | None:
    """Combine the role in a space with that in one of its courses; None is no access."""
    if space in ("owner", "none"):
        own = space
    role = own if own is not None else space
    return None if role in (None, "none") else cast(Role, role)


class Members:
    """The standings of some people in some logs, read when asked for; for one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[LogId, PersonId], Standing | None] = {}

    def role(self, log: LogRow, person: PersonId) -> Role | None:
        """Find the role a person has in a log today, None for no access."""
        space, own = self._both(log, person)
        return effective(space.role if space else None, own.role if own else None)

    def may_write(self, log: LogRow, person: PersonId, kind: str, now: int) -> bool:
        """Tell whether a person may write a kind of fact here today; `now` in ms."""
        if person == SERVER:
            return kind == "member.set"
        return may_write(self.role(log, person), kind) or (
            kind == SUGGESTED and self._lost_writing(log, person, now)
        )

    def _lost_writing(self, log: LogRow, person: PersonId, now: int) -> bool:
        space, own = self._both(log, person)
        last = own if own is not None and own.role not in WRITERS else space
        return last is not None and last.lost_writing(now)

    def _both(self, log: LogRow, person: PersonId) -> tuple[Standing | None, Standing | None]:
        own = self.standing(log.log, person) if log.scope == "course" else None
        return self.standing(log.space, person), own

    def standing(self, log: LogId, person: PersonId) -> Standing | None:
        """Read one row."""
        key = (log, person)
        if key not in self._known:
            m = schema.members.c
            row = self._connection.execute(
                select(m.role, m.clock, m.fact, m.number, m.former, m.ended).where(
                    m.log == log, m.person == person
                )
            ).first()
            self._known[key] = Standing(*row) if row else None
        return self._known[key]

    def owners(self, space: LogId) -> int:
        """Count the owners of a space."""
        m = schema.members.c
        counted = select(func.count()).where(m.log == space, m.role == "owner")
        return int(self._connection.execute(counted).scalar_one())

    def is_later(self, fact: Fact, person: PersonId) -> bool:
        """Tell whether a fact comes after the one that set this person's role in its log."""
        present = self.standing(fact.log, person)
        return present is None or (fact.clock, fact.id) > (present.clock, present.fact)

    def set(self, log: LogRow, fact: Fact, body: MemberSet, number: int, now: int) -> None:
        """Let a member.set count, unless a later one does already."""
        if not self.is_later(fact, body.person):
            return
        before, present = self.role(log, body.person), self.standing(log.log, body.person)
        made = Standing(body.role, fact.clock, fact.id, number)
        if body.role not in WRITERS:
            if before != body.role and may_write(before, SUGGESTED):
                made = replace(made, former=str(before), ended=now)
            elif present:
                made = replace(made, former=present.former, ended=present.ended)
        self.put(log.log, body.person, made)

    def put(self, log: LogId, person: PersonId, standing: Standing) -> None:
        """Write one row, in place of the one before."""
        m = schema.members
        self._connection.execute(delete(m).where(m.c.log == log, m.c.person == person))
        row = {"log": log, "person": person, **vars(standing)}
        self._connection.execute(insert(m).values(row))
        self._known[log, person] = standing


def standings_of(connection: Connection, person: PersonId) -> dict[LogId, Standing]:
    """Read all rows of one person."""
    m = schema.members.c
    rows = connection.execute(
        select(m.log, m.role, m.clock, m.fact, m.number, m.former, m.ended).where(
            m.person == person
        )
    )
    return {row[0]: Standing(*row[1:]) for row in rows}
