"""What one sync brought in and sent out, in values that a person can read and take back."""

from __future__ import annotations

import msgspec

from sync.model.ids import CourseId, FactId, LogId, NodeId, PersonId


class Entry(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One line of a receipt: a fact that came or went, in the course and lesson it is about."""

    fact: FactId
    kind: str
    log: LogId
    course: CourseId
    person: PersonId
    at: int
    lesson: NodeId = NodeId("")


class RefusedEntry(msgspec.Struct, frozen=True):
    """A fact that the server did not take, with its reason."""

    fact: FactId
    kind: str
    why: str


class Receipt(msgspec.Struct, frozen=True, omit_defaults=True):
    """The account of one sync. `overlaps` are those that are open now and were not before.

    `decided_apart` are suggestions that turned out to be accepted by one and refused by another.
    """

    id: str
    at: int
    server: str
    sent: tuple[Entry, ...] = ()
    received: tuple[Entry, ...] = ()
    refused: tuple[RefusedEntry, ...] = ()
    waiting: tuple[FactId, ...] = ()
    overlaps: tuple[str, ...] = ()
    found: tuple[NodeId, ...] = ()
    taken_back: bool = False
    decided_apart: tuple[FactId, ...] = ()
