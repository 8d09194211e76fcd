"""What one sync brought in and sent out, in values that a person can read and take back."""

from __future__ import annotations

from typing import Literal

import msgspec

from sync.model.ids import CourseId, FactId, LogId, NodeId, PersonId

What = Literal["text", "place", "title", "file", "field"]
"""What a batch may change: a lesson's text, the place or title of a node, a file, a field."""


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
    """A fact that the server did not take, or no file any more, with its reason."""

    fact: FactId
    kind: str
    why: str


class Touched(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One thing that a batch changed here: the heads it had before, and those it had after.

    `name` is the node, the path of a file, or the name of a field. What was not here before has
    no heads then.
    """

    log: LogId
    what: What
    name: str
    before: tuple[FactId, ...] = ()
    after: tuple[FactId, ...] = ()

    @property
    def key(self) -> tuple[LogId, What, str]:
        """Name the thing, whatever became of it."""
        return self.log, self.what, self.name


class Receipt(msgspec.Struct, frozen=True, omit_defaults=True):
    """The account of one sync, of one review file, or of what was taken back here.

    `overlaps` are those that are open now and were not before. `decided_apart` are suggestions
    that turned out to be accepted by one and refused by another. `touched` is what can be taken
    back. `file` is the name of a review file. A receipt that `takes_back` another one, or some
    of its `lines`, tells in `written` what was written for that, and by which `people` those
    lines had come. `broken` names what was whole on each computer and broke by this batch. One with
    `away_ms` tells how long no server was reached, while so many facts `waited`. `size` are bytes
    that went over the line, `took_ms` how long it took.
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
    decided_apart: tuple[FactId, ...] = ()
    touched: tuple[Touched, ...] = ()
    file: str = ""
    takes_back: str = ""
    lines: tuple[str, ...] = ()
    written: tuple[Entry, ...] = ()
    people: tuple[PersonId, ...] = ()
    broken: tuple[str, ...] = ()
    away_ms: int = 0
    waited: int = 0
    size: int = 0
    took_ms: int = 0

    @property
    def count(self) -> int:
        """How many facts it tells of."""
        return len(self.sent) + len(self.received) + len(self.refused)

    def and_then(self, later: Receipt) -> Receipt:
        """Make one account of this batch and the one that followed it in the same sync."""
        touched = {one.key: one for one in self.touched}
        for one in later.touched:
            first = touched.get(one.key)
            touched[one.key] = (
                msgspec.structs.replace(one, before=first.before) if first is not None else one
            )
        return msgspec.structs.replace(
            self,
            sent=self.sent + later.sent,
            received=self.received + later.received,
            refused=self.refused + later.refused,
            waiting=later.waiting,
            overlaps=tuple(sorted({*self.overlaps, *later.overlaps})),
            found=tuple(dict.fromkeys((*self.found, *later.found))),
            decided_apart=tuple(dict.fromkeys((*self.decided_apart, *later.decided_apart))),
            touched=tuple(touched.values()),
        )
