"""Who the people of a course are, as review files tell it: names, roles, keys that were seen.

A server knows who signs with which key. Without one, a laptop knows what it has seen: the keys of
the facts that it holds, and what the makers of files said. A key that nobody has vouched for
reads “name not checked”.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Literal

import msgspec

from sync.model.course import CourseFacts
from sync.model.ids import DeviceId, LogId, PersonId
from sync.model.people import ROLES, WRITERS, Role
from sync.store.settings import Settings
from sync.wire.review_file import Someone

_PREFIX = "people."
_SOME = msgspec.json.Decoder(tuple[Someone, ...])

Known = Mapping[PersonId, Someone]
Pair = tuple[PersonId, DeviceId]
"""A person, and a key."""


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
    mine: Known, theirs: Iterable[Someone], *, from_writer: bool, maker: Pair, keys: Set[Pair]
) -> dict[PersonId, Someone]:
    """Add what the maker of a file says of people to what is known; `keys` are known as theirs.

    A writer of the course is believed. Of others it counts what they are called themselves, and
    the names of people of whom nothing was known, as reviewers, whatever they say.
    """
    found = dict(mine)
    met = {person for person, _ in keys}
    for one in theirs:
        before = found.get(one.person)
        if from_writer:
            devices = tuple(sorted({*(before.devices if before else ()), *one.devices}))
            name = one.name or (before.name if before else "")
            found[one.person] = Someone(one.person, name, one.role, devices)
        elif one.person not in met and not (before and before.devices):
            # the file is signed with the maker's own key: it is the first one of theirs
            first = (maker[1],) if one.person == maker[0] else ()
            if before is None or (first and not may_vouch(before.role)):
                found[one.person] = Someone(one.person, one.name, "reviewer", first)
        elif maker[0] == one.person and maker in keys and one.name:
            found[one.person] = msgspec.structs.replace(before or one, name=one.name)
    return found


def may_vouch(role: str) -> bool:
    """Tell whether what someone of this role says of others is believed."""
    return role in WRITERS
