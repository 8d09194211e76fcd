"""Say what became of a question since it was approved, so that the reason given is true."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from sync.model.approvals import Approval, Contents, has_turned, in_force
from sync.model.ids import FactId, NodeId, PersonId
from sync.model.review import Verdict
from sync.model.right_answers import RightAnswer, paired
from sync.model.round_payloads import NOBODY

Became = Literal["new", "changed", "answer", "refused"]
"""Nobody approved the question ever; it changed, but what is right did not; what is right did.

Of any block "refused" says that it is as it was when someone who approves asked for changes.
"""
Given = Sequence[tuple[PersonId, Contents]]
"""What each person approved, as it was then."""


def given_by_others(
    contents: Mapping[FactId, Contents], verdicts: Iterable[Verdict], but: PersonId = NOBODY
) -> Given:
    """List what was approved by approvals in force, those of one person left out."""
    return [
        (person, contents[one.version])
        for person, each in sorted(in_force(verdicts).items())
        for one in each
        if person != but and one.version in contents
    ]


def refused_by(given: Iterable[Approval]) -> dict[tuple[NodeId, int], FactId]:
    """Name for each block that somebody asked for changes with last the version that held it."""
    return {place: since for one in given for place, since in one.refused.items()}


def became_of(here: Contents, node: NodeId, number: int, given: Given) -> Became:
    """Tell of a block's question; the word of those who wrote what is right counts for nothing."""
    found: Became = "new"
    for person, old in given:
        if node not in old:
            continue
        now, then = here[node].rights, old[node].rights
        for j, i in paired(then, now).items():
            if now[j].block != number or _wrote(person, then[i], now[j]):
                continue
            if not has_turned(old[node], i, here[node], j):
                return "changed"
            found = "answer"
    return found


def _wrote(person: PersonId, *rights: RightAnswer) -> bool:
    return any(person in one.writers for one in rights)
