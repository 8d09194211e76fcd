"""How much of a course is in sight, and how much of it went: counted in lessons and in words.

Words that another lesson holds now have not gone, and a sentence that was written anew is as long
as it is: what is left without anything in its place counts, and a lesson of which hardly a word
stands any more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from sync.merge.words import tokens
from sync.model.ids import FactId, LogId, NodeId
from sync.workspace.opening import Workspace

SHARE = 10
"""More than one part in so many of a course's lessons, or of its words, is much."""
FEWEST_LESSONS, FEWEST_WORDS = 3, 200
"""Less than this is never much: in a course of five lessons one is a fifth."""


@dataclass(frozen=True)
class Sight:
    """What stood in a course at one moment: the words of its lessons, in reading order."""

    words: dict[NodeId, int]

    @property
    def total(self) -> int:
        """How many words it has."""
        return sum(self.words.values())


@dataclass(frozen=True)
class Loss:
    """What went from sight: lessons, and words, those of lost lessons among them."""

    lessons: frozenset[NodeId] = frozenset()
    words: int = 0
    fewer: dict[NodeId, int] = field(default_factory=dict)
    """By how many words lessons that still stand are shorter than before."""

    def and_also(self, other: Loss) -> Loss:
        """Add what went before in the same sync."""
        return Loss(
            self.lessons | other.lessons, self.words + other.words, self.fewer | other.fewer
        )

    def and_over(self, words: Mapping[NodeId, int]) -> Loss:
        """Add what went from lessons that were written over, as long as they still are."""
        more = sum(max(0, count - self.fewer.get(one, 0)) for one, count in words.items())
        return Loss(self.lessons, self.words + more, {**self.fewer, **words})

    def is_much(self, lessons: int, words: int) -> bool:
        """Tell whether that is more than a tenth of so many lessons, or of so many words."""
        gone = len(self.lessons)
        return (gone >= FEWEST_LESSONS and gone * SHARE > lessons) or (
            self.words >= FEWEST_WORDS and self.words * SHARE > words
        )


Heads = dict[NodeId, tuple[FactId, ...]]
"""The heads of lessons at an earlier moment."""


def sight_of(ws: Workspace, log: LogId) -> Sight:
    """See what stands in a course now, and what was found again."""
    counts = ws.store.drafts.counts(log)
    lessons = ws.courses.open(log).outline.lessons()
    return Sight({node.id: counts.get(node.id, (0, 0))[0] for node in lessons})


def loss_between(
    ws: Workspace,
    log: LogId,
    before: Sight,
    heads: Heads,
    now: Sight,
    fewest: int = FEWEST_WORDS,
) -> Loss:
    """Tell what went from sight; `heads` are those that changed texts had before.

    Where fewer words than `fewest` may have gone, it is not looked whether they moved.
    """
    gone = frozenset(before.words.keys() - now.words.keys())
    fewer = {
        lesson: words - now.words[lesson]
        for lesson, words in before.words.items()
        if lesson in now.words and now.words[lesson] < words
    }
    words = sum(before.words[lesson] for lesson in gone) + sum(fewer.values())
    grown = {one for one in now.words if now.words[one] > before.words.get(one, 0)}
    if words >= fewest and grown:
        was: Counter[str] = Counter()
        still: Counter[str] = Counter()
        for lesson in {*gone, *fewer, *grown}:
            text = ws.store.drafts.text(log, lesson) or ""
            if lesson in now.words:
                still.update(_words(text))
            if lesson in before.words:
                was.update(
                    _words(_text_at(ws, log, lesson, heads[lesson]) if lesson in heads else text)
                )
        words = min(words, sum((was - still).values()))
    return Loss(gone, words, fewer)


def written_over(before: Mapping[NodeId, str], now: Mapping[NodeId, str]) -> dict[NodeId, int]:
    """Count the words gone from lessons of which less than half the words still stand anywhere."""
    gone: dict[NodeId, tuple[Counter[str], int]] = {}
    come: Counter[str] = Counter()
    for lesson, old in before.items():
        new = now[lesson]
        if old == new:
            continue
        was, still = Counter(_words(old)), Counter(_words(new))
        come.update(still - was)
        gone[lesson] = was - still, was.total()
    found = {}
    for lesson, (words, had) in gone.items():
        left = words - come
        come -= words
        if 2 * left.total() > had:
            found[lesson] = left.total()
    return found


def _text_at(ws: Workspace, log: LogId, lesson: NodeId, heads: tuple[FactId, ...]) -> str:
    history = ws.lessons.history(log, lesson)
    return history.text_at(heads) if all(map(history.ancestry.knows, heads)) else ""


def _words(text: str) -> list[str]:
    return [token for token in tokens(text) if token[:1].isalnum()]
