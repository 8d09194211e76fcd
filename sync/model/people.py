"""People and their roles in a space or a course."""

from __future__ import annotations

from typing import Literal

import msgspec

from sync.model.ids import PersonId

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
