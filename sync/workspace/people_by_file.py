"""Who the people of a course are, as review files tell it: names, roles, keys that were seen.

A server knows who signs with which key. Without one, a laptop knows what it has seen: the keys of
the facts that it holds, and what the makers of files said. A key that nobody has vouched for
reads “name not checked”.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from sync.model.course import CourseFacts
from sync.model.ids import LogId, PersonId
from sync.model.people import ROLES, WRITERS, Role
from sync.store.settings import Settings
from sync.wire.review_file import Someone

_PREFIX = "people."
_SOME = msgspec.json.Decoder(tuple[Someone, ...])

Known = Mapping[PersonId, Someone]


def known_people(settings: Settings, log: LogId) -> dict[PersonId, Someone]:
    """Read who is known of a log by the files that were taken in."""
    kept = settings.get(_PREFIX + log)
    return {one.person: one for one in _SOME.decode(kept)} if kept else {}


def keep_people(settings: Settings, log: LogId, people: Known) -> None:
    """Keep who is known, in one form for the same people."""
    in_order = [people[person] for person in sorted(people)]
    settings.set(_PREFIX + log, msgspec.json.encode(in_order).decode())


def role_of(person: PersonId, facts: CourseFacts, known: Known) -> Role | Literal["none"]:
    """Tell a person's role in a course without server: who began it owns it, others review."""
    if member := facts.members.get(person):
        return member.role
    if facts.made is not None and facts.made.person == person:
        return "owner"
    told = known[person].role if person in known else "reviewer"
    return next((role for role in ROLES if role == told), "reviewer")


def merged(
    mine: Known, theirs: Iterable[Someone], *, from_writer: bool, maker: PersonId
) -> dict[PersonId, Someone]:
    """Add what the maker of a file says of people to what is known.

    A writer of the course is believed; of others it counts what they are called themselves, and
    who is new: as a reviewer, whatever they say.
    """
    found = dict(mine)
    for one in theirs:
        before = found.get(one.person)
        devices = tuple(sorted({*(before.devices if before else ()), *one.devices}))
        if from_writer:
            name = one.name or (before.name if before else "")
            found[one.person] = Someone(one.person, name, one.role, devices)
        elif before is None:
            found[one.person] = Someone(one.person, one.name, "reviewer", one.devices)
        elif one.person == maker and one.name:
            found[one.person] = msgspec.structs.replace(before, name=one.name)
    return found


def may_vouch(role: str) -> bool:
    """Tell whether what someone of this role says of others is believed."""
    return role in WRITERS
