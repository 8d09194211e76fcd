"""What is enough: the gates of a policy, and how a release is judged on what it had seen.

One function judges on the server and on every laptop, by facts that both have. What a server
cannot see, a course's own checks and its open talk, the laptop looks at before it releases.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sync.model.approvals import IGNORED, Approval, Contents, approvals
from sync.model.course import CourseFacts
from sync.model.ids import FactId, NodeId, PersonId
from sync.model.language import mark
from sync.model.registers import Entry
from sync.model.review import Verdict
from sync.model.round_payloads import Policy

REVIEW_GATES: dict[str, str] = {
    "overlaps": mark("Every overlap is checked"),
    "checks": mark("No check stands in the way"),
}
"""What may have to hold before a version is ready to review."""
RELEASE_GATES: dict[str, str] = {
    "answers": mark("Each right answer is approved by someone who did not write it"),
    "changes": mark("Nobody asks for changes"),
    "done": mark("Everyone who was asked is done"),
    "comments": mark("No comment is open"),
    "suggestions": mark("No suggestion is open"),
}
"""What may have to hold before a version is ready to release, beside what always must."""
LOOKED_AT_HERE = frozenset({"done", "comments", "suggestions"})
"""Gates that the laptop which releases looks at: no fact that a release names tells of them."""
MOST_APPROVALS, MOST_DAYS, MOST_POINTS, LONGEST_POINT = 20, 365, 30, 200

PolicyHeads = tuple[Entry[Policy | None], ...]


@dataclass(frozen=True)
class Unmet:
    """One thing that a policy asks for and a release lacks.

    `blocks` are those that lack approvals, each by its lesson and number, `approvals` how many
    there must be of each; `people` are those whose word is missing, or who ask for changes.
    """

    what: Literal["approvals", "person", "answers", "changes", "unknown"]
    approvals: int = 0
    people: tuple[PersonId, ...] = ()
    blocks: tuple[tuple[NodeId, int], ...] = ()
    gate: str = ""


@dataclass(frozen=True)
class Release:
    """A version on its way to learners, with what whoever releases it had seen.

    `contents` tells what the versions hold that were approved, and this one.
    """

    version: FactId
    named_by: PersonId
    contents: Mapping[FactId, Contents]
    seen: Sequence[Verdict]


def policy_heads(course: CourseFacts, space: CourseFacts | None) -> PolicyHeads:
    """Give the policies that hold for a course: its own, else its space's; () for none.

    Where two people set one apart, both hold.
    """
    for facts in (course, space):
        heads = facts.policy.heads() if facts is not None else ()
        if standing := tuple(head for head in heads if head.value is not None):
            return standing
    return ()


def policies_in(heads: PolicyHeads) -> tuple[Policy, ...]:
    """Give the policies of these heads."""
    return tuple(head.value for head in heads if head.value is not None)


def latest(heads: PolicyHeads) -> Policy:
    """Give the policy whose checklist and days go for the next round."""
    found = policies_in(heads)
    return found[-1] if found else Policy()


def judge(policies: Iterable[Policy], release: Release) -> tuple[Unmet, ...]:
    """List what a release lacks, by all policies that hold; () where it may go.

    Peers decide: the word of whoever named the version does not count, and no word of theirs
    counts for a block whose right answer they wrote.
    """
    peers = peers_of(release)
    found: dict[Unmet, None] = {}
    for policy in policies:
        for one in _unmet(policy, release, peers):
            found[one] = None
    return tuple(found)


def peers_of(release: Release) -> list[Approval]:
    """Give the approvals that count: not that of whoever named the version."""
    given = approvals(release.version, release.contents, release.seen)
    return [one for one in given if one.person != release.named_by]


def _unmet(policy: Policy, release: Release, peers: Sequence[Approval]) -> Iterable[Unmet]:
    here = release.contents[release.version]
    if blocks := lacking(here, peers, policy.approvals):
        yield Unmet("approvals", policy.approvals, blocks=blocks)
    for person in policy.people:
        own = next((peer for peer in peers if peer.person == person), None)
        if person != release.named_by and (own is None or own.missing):
            missing = tuple(own.missing) if own is not None else ()
            yield Unmet("person", people=(person,), blocks=missing)
    gates = policy.release_gates
    answers = unapproved_answers(here, peers) if "answers" in gates else ()
    if answers and not policy.approvals:  # which asks for theirs already
        yield Unmet("answers", 1, blocks=answers)
    if "changes" in gates and (asking := asking_for_changes(release.seen)):
        yield Unmet("changes", people=asking)
    for gate in gates:
        if gate not in RELEASE_GATES:
            yield Unmet("unknown", gate=gate)


def lacking(
    here: Contents, given: Iterable[Approval], least: int
) -> tuple[tuple[NodeId, int], ...]:
    """List the blocks that fewer people than `least` have approved."""
    return tuple(
        (node, number)
        for node, all_ in counted(here, given).items()
        for number, count in enumerate(all_)
        if count < least and here[node].blocks[number] != IGNORED
    )


def counted(here: Contents, given: Iterable[Approval]) -> dict[NodeId, list[int]]:
    """Count the approvals of each block."""
    counts = {node: [0] * len(prints.blocks) for node, prints in here.items()}
    for one in given:
        for node, blocks in one.blocks.items():
            counts[node] = [a + b for a, b in zip(counts[node], blocks, strict=True)]
    return counts


def unapproved_answers(here: Contents, given: Iterable[Approval]) -> tuple[tuple[NodeId, int], ...]:
    """List the blocks with right answers that nobody has approved but those who wrote them."""
    given = list(given)
    return tuple(
        (node, number)
        for node, prints in here.items()
        for number in sorted({one.block for one in prints.rights})
        if not any(one.blocks[node][number] for one in given)
    )


def asking_for_changes(verdicts: Iterable[Verdict]) -> tuple[PersonId, ...]:
    """List those whose last word asks for changes."""
    last: dict[PersonId, Verdict] = {}
    for verdict in sorted(verdicts, key=lambda one: (one.clock, one.id)):
        last[verdict.person] = verdict
    return tuple(sorted(p for p, one in last.items() if one.verdict == "ask-changes"))


def is_sound(policy: Policy) -> bool:
    """Tell whether a policy keeps to its limits."""
    return (
        0 <= policy.approvals <= MOST_APPROVALS
        and 0 <= policy.days <= MOST_DAYS
        and len(policy.checklist) <= MOST_POINTS
        and all(0 < len(point) <= LONGEST_POINT for point in policy.checklist)
        and len(policy.people) <= MOST_APPROVALS
    )
