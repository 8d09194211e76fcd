"""What a thing that a person did changed: views look at it and decide whether to refresh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sync.model.facts import Fact
from sync.model.ids import LogId, NodeId
from sync.model.kinds import payload_of
from sync.model.payloads import LessonPlaced, LessonRemoved


@dataclass(frozen=True)
class Changes:
    """The facts that one act wrote into one log; none if there was nothing to do."""

    log: LogId
    facts: tuple[Fact, ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of facts that were written."""
        return frozenset(fact.kind for fact in self.facts)

    @property
    def nodes(self) -> tuple[NodeId, ...]:
        """The modules and lessons that the facts are about, in order, each once."""
        found: dict[NodeId, None] = {}
        for fact in self.facts:
            body: Any = payload_of(fact)
            if isinstance(body, LessonPlaced):
                found.update(dict.fromkeys(place.node for place in body.places))
            elif isinstance(body, LessonRemoved):
                found.update(dict.fromkeys(removal.node for removal in body.nodes))
            elif node := getattr(body, "lesson", None) or getattr(body, "node", None):
                found[node] = None
        return tuple(found)

    def and_also(self, facts: Sequence[Fact]) -> Changes:
        """Add the facts of a second step of the same act."""
        return Changes(self.log, (*self.facts, *facts))


def changed(log: LogId, facts: Sequence[Fact | None]) -> Changes:
    """Build changes from what was written, leaving out what turned out to be nothing."""
    return Changes(log, tuple(fact for fact in facts if fact is not None))
