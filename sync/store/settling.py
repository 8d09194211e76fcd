"""Decide which facts count: those whose causes all count, in whatever order they came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sync.model.ids import FactId


@dataclass
class Settled:
    """What was decided about facts that were new or waiting; the rest goes on waiting."""

    kept: list[FactId] = field(default_factory=list)
    refused: dict[FactId, FactId] = field(default_factory=dict)
    """Each with the cause whose refusal it shares."""
    far: set[FactId] = field(default_factory=set)
    """Those among the waiting whose clock is far ahead of all that counts."""


def settle(
    undecided: Mapping[FactId, Iterable[FactId]],
    kept: Iterable[FactId],
    refused: Iterable[FactId],
) -> Settled:
    """Let facts count whose causes do, and refuse those that build on a refused one.

    `undecided` gives each fact's causes; `kept` and `refused` are those already decided. What
    comes to be kept is listed causes first, else in the order given.
    """
    done, out = set(kept), set(refused)
    missing: dict[FactId, int] = {}
    built_on: dict[FactId, list[FactId]] = defaultdict(list)
    settled = Settled()
    fallen: list[tuple[FactId, FactId]] = []
    for ident, causes in undecided.items():
        open_causes = set(causes) - done
        missing[ident] = len(open_causes)
        for cause in open_causes:
            built_on[cause].append(ident)
        if bad := open_causes & out:
            fallen.append((ident, min(bad)))
    while fallen:
        ident, cause = fallen.pop()
        if ident not in settled.refused:
            settled.refused[ident] = cause
            fallen.extend((later, ident) for later in built_on[ident])
    passed_by: set[FactId] = set()
    for ident in undecided:
        passed_by.add(ident)
        ready = [] if missing[ident] else [ident]
        while ready:
            settled.kept.append(now := ready.pop())
            for later in built_on[now]:
                missing[later] -= 1
                if not missing[later] and later in passed_by:
                    ready.append(later)
    return settled
