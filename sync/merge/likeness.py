"""Pair lines, sentences or paragraphs that are the same or share most of their words."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from sync.merge.matching import patience
from sync.merge.words import WORD

ALIKE = 0.5
"""What shares this much of its words is taken for one text that changed."""
LONG = 4000
"""Of longer texts the order of the words is not looked at: it would take seconds."""
BAND = 25
"""A changed text is looked for among so many neighbours on either side,"""
MOST_PAIRS = 50_000
"""but not more than so many are compared in all."""


def aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Pair what is equal, and between it what shares most words; the rest is paired with nothing.

    All indices come once, in order on both sides.
    """
    i = j = 0
    for i2, j2, n in [*patience(old, new), (len(old), len(new), 0)]:
        for k, m in [*_alike(old, new, i, i2, j, j2), (i2, j2)]:
            yield from ((x, None) for x in range(i, k))
            yield from ((None, y) for y in range(j, m))
            if k < i2:
                yield k, m
            i, j = k + 1, m + 1
        yield from ((i2 + k, j2 + k) for k in range(n))
        i, j = i2 + n, j2 + n


def _alike(
    old: Sequence[str], new: Sequence[str], i: int, i2: int, j: int, j2: int
) -> list[tuple[int, int]]:
    """Find the rising row of pairs that share most words."""
    if i == i2 or j == j2:
        return []
    if i2 - i == j2 - j == 1:
        return [(i, j)] if _share(old[i], new[j]) >= ALIKE else []
    band = min(BAND, MOST_PAIRS // (i2 - i))
    words = [WORD.findall(text) for text in new[j:j2]]
    rows = _Rows()
    for x in range(i, i2):
        mine = WORD.findall(old[x])
        middle = (x - i) * (j2 - j) // (i2 - i)
        near = range(max(0, middle - band), min(j2 - j, middle + band + 1))
        rows.extend(
            x, [(j + y, share) for y in near if (share := likeness(mine, words[y])) >= ALIKE]
        )
    return rows.best()


class _Rows:
    """Finds the rising row of pairs that weighs most."""

    def __init__(self) -> None:
        self._links: list[tuple[int, int, int]] = []
        """Each pair, and the number of the pair before it in its row, or -1."""
        # Rows by where they end: a row that ends later is kept only if it weighs more.
        self._ends: list[int] = []
        self._weights: list[float] = []
        self._lasts: list[int] = []

    def extend(self, x: int, pairs: Sequence[tuple[int, float]]) -> None:
        """Put pairs of one x, that is above all before it, behind the rows that they may follow."""
        longer: list[tuple[int, float, int]] = []
        for y, weight in pairs:
            at = bisect_left(self._ends, y) - 1
            before, sum_before = (self._lasts[at], self._weights[at]) if at >= 0 else (-1, 0.0)
            self._links.append((x, y, before))
            longer.append((y, sum_before + weight, len(self._links) - 1))
        for y, weight, last in longer:
            at = bisect_left(self._ends, y)
            if at and self._weights[at - 1] >= weight:
                continue
            stop = at
            while stop < len(self._ends) and self._weights[stop] <= weight:
                stop += 1
            self._ends[at:stop] = [y]
            self._weights[at:stop] = [weight]
            self._lasts[at:stop] = [last]

    def best(self) -> list[tuple[int, int]]:
        """Walk back along the heaviest row."""
        out: list[tuple[int, int]] = []
        at = self._lasts[-1] if self._lasts else -1
        while at >= 0:
            x, y, at = self._links[at]
            out.append((x, y))
        return out[::-1]


def _share(a: str, b: str) -> float:
    return likeness(WORD.findall(a), WORD.findall(b))


def likeness(a: Sequence[str], b: Sequence[str]) -> float:
    """Tell how much two lists of words have in common: 0 to 1; in order, unless they are long."""
    if not a and not b:
        return 1.0
    if 2 * min(len(a), len(b)) < ALIKE * (len(a) + len(b)):
        return 0.0
    if len(a) > LONG:
        return 2 * (Counter(a) & Counter(b)).total() / (len(a) + len(b))
    # loaded late: most commands of the day compare no words
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(a, b)
