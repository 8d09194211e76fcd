"""People and their roles in a space or a course."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Literal

import msgspec

from sync.model.errors import BadInput
from sync.model.ids import PersonId
from sync.model.language import say

Role = Literal["owner", "author", "reviewer", "reader"]
ROLES: tuple[Role, ...] = ("owner", "author", "reviewer", "reader")
"""From the widest to the narrowest."""

SERVER = PersonId("server")
"""The person in whose name a server writes memberships."""


class Person(msgspec.Struct, frozen=True):
    """A person as others see them in one space or course."""

    id: PersonId
    name: str
    role: Role


OWNERS: frozenset[Role] = frozenset({"owner"})
WRITERS: frozenset[Role] = frozenset({"owner", "author"})
REVIEWERS: frozenset[Role] = frozenset({"owner", "author", "reviewer"})

NAME_LENGTH = 80
"""Most characters of a person's name."""
_SHORTEST_MARK = 4


def name_given(name: str) -> str:
    """Give a person's name as it is kept: one line, with no sign that nobody sees.

    Raises BadInput for one that is too long, or of which nothing is left; none at all may be.
    """
    tidy = tidy_name(name)
    if len(tidy) > NAME_LENGTH or (name.strip() and not tidy):
        raise BadInput(
            say("A name has 1 to {most} characters.", most=NAME_LENGTH),
            safe=say("Nothing was changed."),
            mend=say("Give the name that colleagues know."),
        )
    return tidy


def tidy_name(name: str) -> str:
    """Put a name on one line, and leave what is not seen: it would turn or hide others' words."""
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())


def told_apart(names: Mapping[PersonId, str]) -> dict[PersonId, str]:
    """Add to names that look the same as much of the person's id as tells them apart."""
    alike: dict[str, list[PersonId]] = {}
    for person, name in names.items():
        alike.setdefault(_looks(name), []).append(person)
    found = dict(names)
    for looks, people in alike.items():
        if looks and len(people) > 1:
            length = _SHORTEST_MARK
            while len({person[:length] for person in people}) < len(people):
                length += 1
            found |= {person: f"{names[person]} ({person[:length]})" for person in people}
    return found


def people_called(
    wanted: str, names: Mapping[PersonId, str], shown: Mapping[PersonId, str]
) -> list[PersonId]:
    """Find who is meant: by id, by the name as it is shown, by one that looks so, by a prefix."""
    word = wanted.strip()
    if not word:
        return []
    found = [p for p in names if p == word] or [p for p in names if shown.get(p) == word]
    found = found or [p for p, name in names.items() if name and _looks(name) == _looks(word)]
    is_prefix = len(word) >= _SHORTEST_MARK
    return found or [p for p in names if is_prefix and p.startswith(word)]


def _looks(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
