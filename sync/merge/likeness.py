"""Pair lines, sentences or paragraphs that are the same or share most of their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from sync.merge.matching import patience
from sync.merge.words import WORD

ALIKE = 0.5
"""What shares this much of its words is taken for one text that changed."""
BAND = 25
"""A changed text is looked for among so many neighbours."""


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
    words = [WORD.findall(text) for text in new[j:j2]]
    best: dict[int, tuple[float, tuple[int, int], int]] = {}
    rows: list[tuple[float, tuple[int, int], int]] = []
    for x in range(i, i2):
        mine = WORD.findall(old[x])
        middle = (x - i) * (j2 - j) // (i2 - i)
        found: list[tuple[float, tuple[int, int], int]] = []
        for y in range(max(0, middle - BAND), min(j2 - j, middle + BAND + 1)):
            share = _likeness(mine, words[y])
            if share >= ALIKE:
                weight, _, before = max(
                    (row for at, row in best.items() if at < y), default=(0.0, (0, 0), -1)
                )
                found.append((weight + share, (x, j + y), before))
        for row in found:
            rows.append(row)
            y = row[1][1] - j
            if y not in best or best[y][0] < row[0]:
                best[y] = (row[0], row[1], len(rows) - 1)
    return _row(rows)


def _row(rows: Sequence[tuple[float, tuple[int, int], int]]) -> list[tuple[int, int]]:
    """Walk back from the heaviest row of pairs."""
    if not rows:
        return []
    n = max(range(len(rows)), key=lambda at: rows[at][0])
    out: list[tuple[int, int]] = []
    while n >= 0:
        _, pair, n = rows[n]
        out.append(pair)
    return out[::-1]


def _share(a: str, b: str) -> float:
    return _likeness(WORD.findall(a), WORD.findall(b))


def _likeness(a: Sequence[str], b: Sequence[str]) -> float:
    """Tell how much two lists of words have in common, in order: 0 to 1."""
    if not a and not b:
        return 1.0
    most = 2 * min(len(a), len(b)) / (len(a) + len(b))
    return Indel.normalized_similarity(a, b) if most >= ALIKE else 0.0
