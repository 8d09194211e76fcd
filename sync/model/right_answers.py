"""Right answers as versions name them: which question, what is right, and who wrote that.

A right answer belongs to its question: two questions with the same options may exchange theirs,
and no block changes by it. So questions are paired first, and compared then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from sync.model.ids import PersonId


class RightAnswer(msgspec.Struct, frozen=True, array_like=True):
    """One question of a lesson, by hashes; `block` is the number of its block, from 0.

    `asks` is what is asked and `options` what may be chosen, whatever is right among them;
    `right` is what is right, and the pass mark. `writers` are those whose revisions made it so.
    """

    block: int
    asks: str
    options: str
    right: str
    writers: tuple[PersonId, ...] = ()


_Sign = Callable[[RightAnswer], tuple[str, ...]]
_SIGNS: tuple[_Sign, ...] = (
    lambda one: (one.asks, one.options),
    lambda one: (one.asks, one.right),
    lambda one: (one.asks,),
    lambda one: (one.options, one.right),
    lambda one: (one.options,),
    lambda one: (),
)
"""What tells a question again, the surest first; at last only that it is the next one left."""


def paired(old: Sequence[RightAnswer], new: Sequence[RightAnswer]) -> dict[int, int]:
    """Tell which old question each new one is, by their numbers; none is paired twice."""
    pairs: dict[int, int] = {}
    for sign in _SIGNS:
        left: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        taken = set(pairs.values())
        for i in reversed(range(len(old))):
            if i not in taken:
                left[sign(old[i])].append(i)
        for j, one in enumerate(new):
            if j not in pairs and left[sign(one)]:
                pairs[j] = left[sign(one)].pop()
    return pairs


@dataclass(frozen=True)
class Answered:
    """A right answer of a text; `past` tells who wrote what was right in its question before."""

    answer: RightAnswer
    past: Mapping[str, frozenset[PersonId]]


def written(
    before: Iterable[Sequence[Answered]],
    now: Sequence[RightAnswer],
    by: Iterable[PersonId],
    elsewhere: Callable[[RightAnswer], Iterable[PersonId]] = lambda _: (),
) -> tuple[Answered, ...]:
    """Say who wrote each right answer of a text, known who wrote those of the texts before it.

    It is of those who wrote it before where it was just so in any text before; else it is of `by`,
    and of those who wrote just that earlier: in this question, or `elsewhere`.
    """
    known = [(old, paired([each.answer for each in old], now)) for old in before]
    makers = frozenset(by)
    found = []
    for number, one in enumerate(now):
        olds = [old[pairs[number]] for old, pairs in known if number in pairs]
        kept = [each.answer for each in olds if each.answer.right == one.right]
        if kept:
            people = {person for each in kept for person in each.writers}
        else:
            earlier = (each.past.get(one.right, frozenset()) for each in olds)
            people = {*makers.union(*earlier), *elsewhere(one)}
        past: dict[str, frozenset[PersonId]] = {one.right: frozenset(people)}
        for each in olds:
            for right, those in each.past.items():
                past[right] = past.get(right, frozenset()) | those
        answer = msgspec.structs.replace(one, writers=tuple(sorted(people)))
        found.append(Answered(answer, past))
    return tuple(found)
