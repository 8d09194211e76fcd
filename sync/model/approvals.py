"""Who has approved which blocks of a version: what was approved once stays so until it changes.

An approval covers the blocks of the version it was given on. A later version's block keeps it as
long as it is the same: other spaces, another order or lesson, a comment beside it change nothing.
Whoever wrote a right answer cannot approve its block.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sync.model.ids import FactId, NodeId, PersonId
from sync.model.payloads import VersionNamed
from sync.model.review import Verdict
from sync.model.right_answers import RightAnswer, changed_blocks

IGNORED = "-"
"""The print of a block that learners never see: it needs nobody's approval."""


@dataclass(frozen=True)
class LessonPrints:
    """The fingerprints of a lesson's blocks in order, and its questions."""

    blocks: tuple[str, ...]
    rights: tuple[RightAnswer, ...] = ()


Contents = Mapping[NodeId, LessonPrints]
"""What a version holds, lesson by lesson."""


def claimed(named: VersionNamed) -> dict[NodeId, LessonPrints]:
    """Read what a version says that it holds: all that a server knows, which reads no Markdown."""
    found = {}
    for node in named.texts:
        blocks = tuple(named.prints.get(node, "").split())
        # whoever named it may have written any number
        rights = tuple(r for r in named.rights.get(node, ()) if 0 <= r.block < len(blocks))
        found[node] = LessonPrints(blocks, rights)
    return found


def kept(old: Contents, new: Contents) -> dict[NodeId, list[bool]]:
    """Tell of each block of `new` whether it is one of `old` still.

    Each block of `old` is found again once: in its own lesson first, then wherever it was put.
    """
    stays = {node: [one == IGNORED for one in prints.blocks] for node, prints in new.items()}
    spare: Counter[str] = Counter()
    for node, prints in old.items():
        left = Counter(prints.blocks)
        if node in new:
            loud = changed_blocks(prints.rights, new[node].rights)
            for number, print_ in enumerate(new[node].blocks):
                if left[print_] > 0 and number not in loud:
                    left[print_] -= 1
                    stays[node][number] = True
        spare += left
    for node, prints in new.items():
        loud = changed_blocks(old[node].rights, prints.rights) if node in old else set()
        for number, print_ in enumerate(prints.blocks):
            if not stays[node][number] and number not in loud and spare[print_] > 0:
                spare[print_] -= 1
                stays[node][number] = True
    return stays


def written_by(person: PersonId, prints: LessonPrints) -> set[int]:
    """List the blocks whose right answers this person wrote."""
    return {one.block for one in prints.rights if person in one.writers}


@dataclass(frozen=True)
class Approval:
    """How far one person has approved a version: by lesson, each block in its order.

    `own` are the blocks that this person can never approve, having written what is right there.
    """

    person: PersonId
    blocks: Mapping[NodeId, tuple[bool, ...]]
    own: frozenset[tuple[NodeId, int]] = frozenset()
    fresh: bool = False
    """Whether it was given on this very version."""

    @property
    def missing(self) -> list[tuple[NodeId, int]]:
        """List the blocks without this person's approval, those they cannot give left out."""
        return [
            (node, number)
            for node, all_ in self.blocks.items()
            for number, approved in enumerate(all_)
            if not approved and (node, number) not in self.own
        ]

    @property
    def given(self) -> int:
        """Count the blocks with this person's approval."""
        return sum(sum(all_) for all_ in self.blocks.values())

    @property
    def of(self) -> int:
        """Count the blocks that there are."""
        return sum(len(all_) for all_ in self.blocks.values())


def in_force(verdicts: Iterable[Verdict]) -> dict[PersonId, list[Verdict]]:
    """Give the approvals that stand: each person's last word on each version, if it is one.

    Whoever asked for changes last has no approval in force, of whatever version.
    """
    latest: dict[tuple[PersonId, FactId], Verdict] = {}
    last: dict[PersonId, Verdict] = {}
    for verdict in sorted(verdicts, key=lambda one: (one.clock, one.id)):
        latest[verdict.person, verdict.version] = verdict
        last[verdict.person] = verdict
    found: dict[PersonId, list[Verdict]] = {}
    for (person, _), verdict in latest.items():
        if verdict.verdict == "approve" and last[person].verdict == "approve":
            found.setdefault(person, []).append(verdict)
    return found


def approvals(
    version: FactId, contents: Mapping[FactId, Contents], verdicts: Sequence[Verdict]
) -> list[Approval]:
    """Say how far each person has approved a version, by all approvals of theirs in force.

    `contents` tells what the versions hold; a verdict on one that is not among them counts for
    nothing.
    """
    return list(_approvals(version, contents, verdicts))


def _approvals(
    version: FactId, contents: Mapping[FactId, Contents], verdicts: Sequence[Verdict]
) -> Iterator[Approval]:
    here = contents[version]
    found: dict[FactId, dict[NodeId, list[bool]]] = {}
    for person, given in sorted(in_force(verdicts).items()):
        blocks = {node: [False] * len(prints.blocks) for node, prints in here.items()}
        for one in given:
            if one.version not in contents:
                continue
            if one.version not in found:
                found[one.version] = kept(contents[one.version], here)
            for node, stays in found[one.version].items():
                blocks[node] = [a or b for a, b in zip(blocks[node], stays, strict=True)]
        own = {(node, n) for node, prints in here.items() for n in written_by(person, prints)}
        for node, number in own:
            blocks[node][number] = False
        yield Approval(
            person,
            {node: tuple(all_) for node, all_ in blocks.items()},
            frozenset(own),
            any(one.version == version for one in given),
        )
