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


def settle(
    undecided: Mapping[FactId, Iterable[FactId]],
    kept: Iterable[FactId],
    refused: Iterable[FactId],
) -> Settled:
    """Let facts count whose causes do, and refuse those that build on a refused one.

    `undecided` gives each fact's causes; `kept` and `refused` are those already decided.
    """
    done, out = set(kept), set(refused)
    missing: dict[FactId, int] = {}
    built_on: dict[FactId, list[FactId]] = defaultdict(list)
    ready: list[FactId] = []
    settled = Settled()
    fallen: list[tuple[FactId, FactId]] = []
    for ident, causes in undecided.items():
        open_causes = set(causes) - done
        missing[ident] = len(open_causes)
        for cause in open_causes:
            built_on[cause].append(ident)
        if not open_causes:
            ready.append(ident)
        elif bad := open_causes & out:
            fallen.append((ident, min(bad)))
    while fallen:
        ident, cause = fallen.pop()
        if ident not in settled.refused:
            settled.refused[ident] = cause
            fallen.extend((later, ident) for later in built_on[ident])
    while ready:
        ident = ready.pop()
        settled.kept.append(ident)
        for later in built_on[ident]:
            missing[later] -= 1
            if not missing[later] and later not in settled.refused:
                ready.append(later)
    return settled
