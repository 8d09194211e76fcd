"""A register that keeps every value written apart: its heads are what nobody has written over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import msgspec

from sync.model.facts import Fact
from sync.model.ids import FactId, PersonId

Value = TypeVar("Value")


class Entry(msgspec.Struct, Generic[Value], frozen=True, gc=False):
    """One value, who wrote it, and its place in the order of replay."""

    fact: FactId
    clock: int
    person: PersonId
    at: int
    value: Value

    @property
    def order(self) -> tuple[int, FactId]:
        """Sort key: causal clock, then id."""
        return (self.clock, self.fact)


_NOTHING: frozenset[FactId] = frozenset()


@dataclass(slots=True)
class Register(Generic[Value]):
    """Values of one thing (a title, a place), each naming the values its writer had before it."""

    entries: dict[FactId, Entry[Value]] = field(default_factory=dict)
    written_over: frozenset[FactId] | set[FactId] = _NOTHING

    def write(self, fact: Fact, value: Value, over: Iterable[FactId]) -> None:
        """Take one value in; the order of calls does not matter."""
        self.entries[fact.id] = Entry(fact.id, fact.clock, fact.person, fact.at, value)
        if isinstance(self.written_over, set):
            self.written_over.update(over)
        else:
            self.written_over = set(over) or _NOTHING

    def look_through(self, fact: FactId, over: Iterable[FactId]) -> None:
        """Write also over what a value that counts no more was written over."""
        if fact in self.written_over and isinstance(self.written_over, set):
            self.written_over.update(over)

    def heads(self) -> tuple[Entry[Value], ...]:
        """List the values that nobody has written over, in replay order."""
        if len(self.entries) == 1 and not self.written_over:  # as nearly all of a large course
            return tuple(self.entries.values())
        heads = [e for e in self.entries.values() if e.fact not in self.written_over]
        return tuple(sorted(heads, key=lambda entry: entry.order))

    def before(self, heads: Iterable[Entry[Value]]) -> Entry[Value] | None:
        """Find the latest value that was written over before all of `heads`: what it was."""
        first = min((head.clock for head in heads), default=0)
        old = [e for e in self.entries.values() if e.fact in self.written_over and e.clock < first]
        return max(old, key=lambda entry: entry.order, default=None)
