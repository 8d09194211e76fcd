"""What the writer of a fact knew of the others: who wrote apart.

Facts that take something away say it themselves. Of the others it is read off clocks and causes: a
clock is 1 + the highest that its writer knew, so where a device wrote one fact after another
without a leap, nothing came in between that was later than what it knew at first.
"""

from __future__ import annotations

from collections.abc import Iterable

from sync.model.facts import Fact
from sync.model.ids import FactId
from sync.model.kinds import payload_of

_SAYING = frozenset({"lesson.removed", "lesson.renamed", "file.placed"})
"""Kinds of facts that say what their writers knew."""


class Knowledge:
    """The facts of one log, asked who knew what."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._by_id: dict[FactId, Fact] = {}
        self._rows: dict[str, list[Fact]] = {}
        for fact in sorted(facts, key=lambda fact: fact.order):
            self._by_id[fact.id] = fact
            self._rows.setdefault(fact.device, []).append(fact)

    def fact(self, ident: FactId) -> Fact | None:
        """Find a fact of the log."""
        return self._by_id.get(ident)

    def knew(self, writer: Fact, other: Fact) -> bool:
        """Tell whether the writer of one fact had another before it."""
        if other.clock >= writer.clock:
            return False
        if other.device == writer.device:
            return True
        body = payload_of(writer) if writer.kind in _SAYING else None
        if body is not None and body.known:
            return bool(other.clock <= body.known.get(other.device, 0))
        begun = writer.clock
        for fact in self._before(writer):
            if fact.clock < begun - 1:
                break
            begun = fact.clock
            if self._names_later(fact, other):
                return True
        return other.clock < begun or self._names_later(writer, other)

    def apart(self, one: Fact, two: Fact) -> bool:
        """Tell whether neither writer had the other's fact."""
        return not self.knew(one, two) and not self.knew(two, one)

    def _before(self, writer: Fact) -> list[Fact]:
        row = self._rows.get(writer.device, [])
        return [fact for fact in reversed(row) if fact.clock < writer.clock]

    def _names_later(self, fact: Fact, other: Fact) -> bool:
        """Tell whether a fact builds on one that its device wrote with the other, or after it."""
        causes = (self._by_id.get(cause) for cause in fact.causes)
        return any(
            cause is not None and cause.device == other.device and cause.clock >= other.clock
            for cause in causes
        )
