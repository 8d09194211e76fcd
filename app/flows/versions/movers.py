"""Tell who moved, renamed, made or took out a module or lesson between two states of a course.

Where it cannot be told for sure, since it was done apart, nobody is named rather than somebody
else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sync.model.course import CourseFacts, NodeFacts, Removed
from sync.model.ids import FactId, NodeId, PersonId
from sync.model.payloads import OutlineEntry, Place
from sync.model.registers import Entry


@dataclass(frozen=True)
class Stretch:
    """The time between two states, in clocks of the log, and what became of one node in it."""

    since: int
    until: int
    was: OutlineEntry | None
    now: OutlineEntry | None


def clock_of(facts: CourseFacts, side: str, otherwise: int) -> int | None:
    """Give the clock of a version by its id; of the draft, or nothing, what it is otherwise.

    None for a version of another log: what was done there is not known by this one.
    """
    version = facts.versions.get(FactId(side))
    if version is not None:
        return version.clock
    return otherwise if side in ("", "draft") else None


def who_placed(facts: CourseFacts, node: NodeId, kind: str, time: Stretch) -> tuple[PersonId, ...]:
    """List who made a node what it is in the outline, by the `kind` of difference, in order."""
    known = facts.nodes.get(node)
    if known is None:
        return ()
    ways = {"renamed": _renamed, "moved": _moved, "added": _added, "removed": _removed}
    found = sorted(ways[kind](known, time), key=lambda one: one[0])
    if kind == "moved" and not found:
        found = sorted(_moved_past(facts, time), key=lambda one: one[0])
    return tuple(dict.fromkeys(person for _, person in found))


_Told = tuple[tuple[int, FactId], PersonId]


def _renamed(node: NodeFacts, time: Stretch) -> Iterator[_Told]:
    title = time.now.title if time.now is not None else ""
    given = [one for one in node.title.entries.values() if one.clock < time.until]
    named = [one for one in given if one.value == title]
    if named:
        last = max(named, key=lambda one: one.order)
        yield last.order, last.person


def _moved(node: NodeFacts, time: Stretch) -> Iterator[_Told]:
    if time.was is None or time.now is None:
        return
    moves = [one for one in _places(node, time) if one[1].over]
    if time.was.parent != time.now.parent:
        there = [entry for entry, place in moves if place.parent == time.now.parent]
        if there:
            last = max(there, key=lambda one: one.order)
            yield last.order, last.person
        return
    for entry, _ in moves:
        if entry.clock > time.since:
            yield entry.order, entry.person


def _moved_past(facts: CourseFacts, time: Stretch) -> Iterator[_Told]:
    """Tell who moved what stands beside it: of two that changed places either may be told of."""
    parent = time.now.parent if time.now is not None else ""
    for node in facts.nodes.values():
        there = [entry for entry, place in _places(node, time) if place.parent == parent]
        first = min((entry.order for entry in there), default=None)
        for entry in there:
            if entry.order != first and entry.clock > time.since:
                yield entry.order, entry.person


def _added(node: NodeFacts, time: Stretch) -> Iterator[_Told]:
    made = min((entry for entry, _ in _places(node, time)), key=lambda one: one.order, default=None)
    if made is not None:
        yield made.order, made.person


def _removed(node: NodeFacts, time: Stretch) -> Iterator[_Told]:
    for entry in node.place.entries.values():
        if isinstance(entry.value, Removed) and time.since < entry.clock < time.until:
            yield entry.order, entry.person


def _places(node: NodeFacts, time: Stretch) -> Iterator[tuple[Entry[Place | Removed], Place]]:
    for entry in node.place.entries.values():
        if isinstance(entry.value, Place) and entry.clock < time.until:
            yield entry, entry.value
