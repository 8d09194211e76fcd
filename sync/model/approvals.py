"""Who has approved which blocks of a version: what was approved once stays so until it changes.

An approval covers the blocks of the version it was given on. A later version's block keeps it as
long as it is the same: other spaces, another order or lesson, a comment beside it change nothing.
Who asks for changes in a version takes their approval of all its blocks back. Whoever wrote a right
answer cannot approve its block; and one that changed and changed back is approved anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sync.model.ids import FactId, NodeId, PersonId
from sync.model.payloads import VersionNamed
from sync.model.review import Verdict
from sync.model.right_answers import RightAnswer, paired

IGNORED = "-"
"""The print of a block that learners never see: it needs nobody's approval."""


@dataclass(frozen=True)
class LessonPrints:
    """The fingerprints of a lesson's blocks in order, and its questions.

    `turned` names for each question the earlier states, of those that versions name, in which
    something else was right; it is empty where nobody looked, or nothing was ever changed.
    """

    blocks: tuple[str, ...]
    rights: tuple[RightAnswer, ...] = ()
    turned: tuple[tuple[str, ...], ...] = ()

    def turns(self, question: int) -> frozenset[str]:
        """Name the earlier states in which something else was right in a question."""
        return frozenset(self.turned[question] if question < len(self.turned) else ())


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
    loud = _loud(old, new)
    spare: Counter[str] = Counter()
    for node, prints in old.items():
        left = Counter(prints.blocks)
        if node in new:
            for number, print_ in enumerate(new[node].blocks):
                if left[print_] > 0 and number not in loud[node]:
                    left[print_] -= 1
                    stays[node][number] = True
        spare += left
    for node, prints in new.items():
        for number, print_ in enumerate(prints.blocks):
            if not stays[node][number] and number not in loud[node] and spare[print_] > 0:
                spare[print_] -= 1
                stays[node][number] = True
    return stays


def _loud(old: Contents, new: Contents) -> dict[NodeId, set[int]]:
    """List the blocks whose question has another right answer, or had one since.

    What is right was another in between where `new` knows a state in which it was, and `old`,
    which may have had the very same answer, does not.
    """
    known: dict[str, list[frozenset[str]]] = {}
    for prints in old.values():
        for number, one in enumerate(prints.rights):
            known.setdefault(prints.blocks[one.block], []).append(prints.turns(number))
    loud: dict[NodeId, set[int]] = {}
    for node, prints in new.items():
        then = old.get(node, LessonPrints(()))
        pairs = paired(then.rights, prints.rights)
        loud[node] = {
            one.block
            for j, one in enumerate(prints.rights)
            if (j in pairs and has_turned(then, pairs[j], prints, j))
            or (
                prints.turns(j)
                and not any(
                    prints.turns(j) <= seen for seen in known.get(prints.blocks[one.block], ())
                )
            )
        }
    return loud


def has_turned(then: LessonPrints, old: int, now: LessonPrints, new: int) -> bool:
    """Tell whether what is right in a question is, or was since, not what it was then."""
    return then.rights[old].right != now.rights[new].right or not (
        now.turns(new) <= then.turns(old)
    )


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
    refused: Mapping[tuple[NodeId, int], FactId] = field(default_factory=dict)
    """Blocks that they asked for changes with last, each with the version that held it."""

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
    """Say how far each person has approved a version, by all that they ever said.

    Their latest word on a version that holds a block goes for it. `contents` tells what the
    versions hold; a verdict on one that is not among them counts for nothing.
    """
    here, stays = contents[version], {}
    found = []
    for person in sorted(standing := in_force(verdicts)):
        mine = [one for one in verdicts if one.person == person and one.version in contents]
        for one in mine:
            if one.verdict == "approve" and one.version not in stays:
                stays[one.version] = kept(contents[one.version], here)
        approved, refused = _by_all_words(here, contents, stays, mine)
        own = {(node, n) for node, prints in here.items() for n in written_by(person, prints)}
        blocks = {
            node: tuple(
                (node, n) in approved and (node, n) not in own for n in range(len(p.blocks))
            )
            for node, p in here.items()
        }
        fresh = any(one.version == version for one in standing[person])
        found.append(Approval(person, blocks, frozenset(own), fresh, refused))
    return found


def _by_all_words(
    here: Contents,
    contents: Mapping[FactId, Contents],
    stays: Mapping[FactId, Mapping[NodeId, Sequence[bool]]],
    verdicts: Iterable[Verdict],
) -> tuple[set[tuple[NodeId, int]], dict[tuple[NodeId, int], FactId]]:
    """Go through what a person said, in order: which blocks are approved, and which refused."""
    approved: set[tuple[NodeId, int]] = set()
    refused: dict[tuple[NodeId, int], FactId] = {}
    for one in sorted(verdicts, key=lambda one: (one.clock, one.id)):
        if one.verdict == "approve":
            given = {(n, i) for n, all_ in stays[one.version].items() for i in _where(all_)}
            approved |= given
            refused = {place: since for place, since in refused.items() if place not in given}
            continue
        held = {print_ for prints in contents[one.version].values() for print_ in prints.blocks}
        for node, prints in here.items():
            taken = [b in held and b != IGNORED for b in prints.blocks]
            refused |= {(node, i): one.version for i in _where(taken)}
            approved -= {(node, i) for i in _where(taken)}
    return approved, refused


def _where(true: Sequence[bool]) -> list[int]:
    return [number for number, one in enumerate(true) if one]
