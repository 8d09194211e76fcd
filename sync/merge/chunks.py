"""Cut three texts into stable runs and chunks: the three-way comparison under every merge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sync.merge.matching import Run


class Chunk(NamedTuple):
    """One stretch of a three-way comparison, as index ranges in the three lists of tokens."""

    base_lo: int
    base_hi: int
    one_lo: int
    one_hi: int
    two_lo: int
    two_hi: int
    stable: bool
    """Matched on both sides, token by token."""


def three_way(
    to_one: Sequence[Run], to_two: Sequence[Run], base_len: int, one_len: int, two_len: int
) -> list[Chunk]:
    """Cut by the rule that edits which touch each other belong together.

    A base token is stable if it is matched on both sides; all between two stable tokens is one
    chunk.
    """
    chunks: list[Chunk] = []
    i = j = k = 0
    for n, one_at, two_at, length in [*both(to_one, to_two), (base_len, one_len, two_len, 0)]:
        if i < n or j < one_at or k < two_at:
            chunks.append(Chunk(i, n, j, one_at, k, two_at, False))
        i, j, k = n + length, one_at + length, two_at + length
        if length:
            chunks.append(Chunk(n, i, one_at, j, two_at, k, True))
    return chunks


def both(to_one: Sequence[Run], to_two: Sequence[Run]) -> list[tuple[int, int, int, int]]:
    """Find the runs of base tokens matched on both sides: `(base, one, two, length)`."""
    out: list[tuple[int, int, int, int]] = []
    x = y = 0
    while x < len(to_one) and y < len(to_two):
        base_1, one_at, n_1 = to_one[x]
        base_2, two_at, n_2 = to_two[y]
        lo, hi = max(base_1, base_2), min(base_1 + n_1, base_2 + n_2)
        if lo < hi:
            out.append((lo, one_at + lo - base_1, two_at + lo - base_2, hi - lo))
        if base_1 + n_1 <= base_2 + n_2:
            x += 1
        else:
            y += 1
    return out
