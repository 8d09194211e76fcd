"""What the writer of a fact knew of the others: who wrote apart.

Facts that take something away say it themselves. Of the others it is read off clocks and causes: a
clock is 1 + the highest that its writer knew, so where a device wrote one fact after another
without a leap, nothing came in between that was later than what it knew at first.
"""

from __future__ import annotations

from bisect import bisect_right
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
        self._places = {
            fact.id: place for row in self._rows.values() for place, fact in enumerate(row)
        }
        self._until: dict[tuple[FactId, str], int] = {}

    @property
    def devices(self) -> int:
        """How many devices wrote in the log."""
        return len(self._rows)

    def fact(self, ident: FactId) -> Fact | None:
        """Find a fact of the log."""
        return self._by_id.get(ident)

    def knew(self, writer: Fact, other: Fact) -> bool:
        """Tell whether the writer of one fact had another before it."""
        if other.device == writer.device:
            return other.clock < writer.clock
        return other.clock <= self._known_until(writer, other.device)

    def apart(self, one: Fact, two: Fact) -> bool:
        """Tell whether neither writer had the other's fact."""
        return not self.knew(one, two) and not self.knew(two, one)

    def has_company(self, fact: Fact) -> bool:
        """Tell whether anything was written apart from a fact, by another device."""
        for device, row in self._rows.items():
            if device == fact.device:
                continue
            until = self._known_until(fact, device)
            at = bisect_right(row, until, key=lambda one: one.clock)
            # who knew it at first knew it ever after
            if at < len(row) and not self.knew(row[at], fact):
                return True
        return False

    def _known_until(self, writer: Fact, device: str) -> int:
        """Give the last clock of a device that the writer of a fact had; 0 for none."""
        key = (writer.id, device)
        if key not in self._until:
            body = payload_of(writer) if writer.kind in _SAYING else None
            if body is not None and body.known:
                self._until[key] = int(body.known.get(device, 0))
            else:
                self._until[key] = self._worked_out(writer, device)
        return self._until[key]

    def _worked_out(self, writer: Fact, device: str) -> int:
        """Go back as long as clocks follow one another: before that anything may have come in."""
        row, place = self._rows[writer.device], self._places[writer.id]
        latest = self._named_by(writer, device)
        while place and row[place - 1].clock >= row[place].clock - 1:
            place -= 1
            before = self._until.get((row[place].id, device))
            if before is not None:  # it was worked out already
                return max(latest, before)
            latest = max(latest, self._named_by(row[place], device))
        return max(latest, row[place].clock - 1)

    def _named_by(self, fact: Fact, device: str) -> int:
        """Give the last clock of a device among the facts that a fact builds on."""
        causes = (self._by_id.get(cause) for cause in fact.causes)
        clocks = (one.clock for one in causes if one is not None and one.device == device)
        return max(clocks, default=0)
