"""Give the blocks of a lesson ids that stay while its text is edited, in whatever editor.

No id stands in the text. A block keeps the one that it got when it was first seen: the lesson's
first text, each version and today's text are matched one after another, so that every laptop
with the same facts gives the same ids. Who keeps something about a block outside of the course, a
learner's progress or a note, keeps it under this id.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from app.flows.versions.publishing import all_versions
from editor.markdown.fingerprints import TextBlock, blocks
from sync.merge.matching import patience
from sync.model.ids import NodeId, sha_of
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.revisions import LessonFacts

IN_PLACE = 45
"""Per cent of likeness from which what stands in a block's place is that block, reworded."""
ELSEWHERE = 70
"""Per cent of likeness from which a block at another place is it, moved and reworded."""
MOST_COMPARED = 20_000
"""So many pairs at most are compared by likeness; a lesson with more was written anew."""


@dataclass(frozen=True)
class BlockId:
    """A block of a lesson under its id; positions are those of `TextBlock`."""

    id: str
    block: TextBlock


def block_ids(
    ws: Workspace, course: Course, lesson: NodeId, version: int | None = None
) -> tuple[BlockId, ...]:
    """Give the blocks of today's text, or of a version, with their ids."""
    known: tuple[BlockId, ...] = ()
    for text in _texts(ws, course, lesson, version):
        known = carried(lesson, known, text)
    return known


def carried(lesson: NodeId, known: Sequence[BlockId], text: str) -> tuple[BlockId, ...]:
    """Cut a text into blocks and carry the ids over from an earlier text; new blocks get new ids.

    What is word for word the same keeps its id wherever it stands. What was reworded keeps it in
    its place, and elsewhere if it is still mostly the same.
    """
    found = blocks(text)
    ids = dict(_matched(known, found))
    taken = {one.id for one in known}
    count: Counter[str] = Counter()
    for number, block in enumerate(found):
        while number not in ids:
            count[block.fingerprint] += 1
            fresh = sha_of(f"{lesson}\n{block.fingerprint}\n{count[block.fingerprint]}")[:16]
            if fresh not in taken:
                ids[number] = fresh
    return tuple(BlockId(ids[number], block) for number, block in enumerate(found))


def _texts(ws: Workspace, course: Course, lesson: NodeId, upto: int | None) -> Iterator[str]:
    """Yield the texts that ids are carried through, the first one first."""
    facts = LessonFacts(ws.store, course.log, lesson)
    first = sorted((fact.order, fact.id) for fact, _ in facts.revised.values())
    if first:
        yield facts.text_of(first[0][1])
    for log, version in all_versions(ws, course):
        if upto is not None and version.number > upto:
            return
        state = version.named.texts.get(lesson)
        if state is not None:
            yield ws.lessons.text_at(log, lesson, state)
    if upto is None:
        yield ws.lessons.seen_now(course.log, lesson).text


def _matched(old: Sequence[BlockId], new: Sequence[TextBlock]) -> Iterator[tuple[int, str]]:
    """Pair blocks: the same in order, the same elsewhere, then by likeness in place, elsewhere."""
    ours = [one.block.fingerprint for one in old]
    theirs = [block.fingerprint for block in new]
    pairs = {j + k: i + k for i, j, n in patience(ours, theirs) for k in range(n)}
    left: defaultdict[str, list[int]] = defaultdict(list)
    for i in sorted(set(range(len(old))) - set(pairs.values()), reverse=True):
        left[ours[i]].append(i)
    for j, print_ in enumerate(theirs):
        if j not in pairs and left[print_]:
            pairs[j] = left[print_].pop()
    _by_likeness(old, new, pairs)
    for j, i in pairs.items():
        yield j, old[i].id


def _by_likeness(old: Sequence[BlockId], new: Sequence[TextBlock], pairs: dict[int, int]) -> None:
    """Pair what is left, the most alike first."""
    mine = [i for i in range(len(old)) if i not in set(pairs.values())]
    theirs = [j for j in range(len(new)) if j not in pairs]
    if not mine or not theirs or len(mine) * len(theirs) > MOST_COMPARED:
        return
    place = {i: j for j, i in pairs.items()}
    texts = [new[j].text for j in theirs]
    alike: list[tuple[float, int, int]] = []
    for i in mine:
        gap = _gap(i, place, len(old), len(new))
        scores = process.extract(
            old[i].block.text, texts, scorer=fuzz.ratio, score_cutoff=IN_PLACE, limit=None
        )
        for _, score, number in scores:
            j = theirs[number]
            same_kind = old[i].block.kind == new[j].kind
            if same_kind and (j in gap or score >= ELSEWHERE):
                alike.append((-score - 10 * (j in gap), i, j))
    free = set(mine)
    for _, i, j in sorted(alike):
        if i in free and j not in pairs:
            pairs[j] = i
            free.discard(i)


def _gap(i: int, place: dict[int, int], old: int, new: int) -> range:
    """Tell which new blocks stand where an old one stood: between the neighbours that stayed."""
    before = next((place[k] for k in range(i - 1, -1, -1) if k in place), -1)
    after = next((place[k] for k in range(i + 1, old) if k in place), new)
    return range(before + 1, after) if before < after else range(0)
