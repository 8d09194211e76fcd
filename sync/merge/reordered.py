"""Gather what both sides put in another order: one overlap of two orders, not a row of removals.

Line by line such a place looks as if one side had removed what the other left, and the other way
round below. The offer of each piece alone would then be an order that nobody chose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sync.merge.pieces import Mark, Piece

FARTHEST = 6
"""So many pieces on either side of a clash are looked at,"""
MOST_LINES = 200
"""and not more than so many lines: moved farther, lines are followed one by one (`moved`)."""


def gather_reordered(pieces: Sequence[Piece]) -> list[Piece]:
    """Make one piece of each row of pieces whose full lines all three texts hold, in three orders.

    A row holds a clash, and the smallest row around it is taken.
    """
    out: list[Piece] = []
    at = 0
    for n, piece in enumerate(pieces):
        if n < at or piece.taken is not None:
            continue
        row = _row(pieces, n, at)
        if row is not None:
            out += pieces[at : row[0]]
            out.append(_one_piece(pieces[row[0] : row[1]]))
            at = row[1]
    return [*out, *pieces[at:]]


def _row(pieces: Sequence[Piece], clash: int, first: int) -> tuple[int, int] | None:
    """Find the smallest row around a clash that is only reordered: from, to."""
    if not _may_be(pieces, clash):
        return None
    for lo, hi in _rows(clash, first, len(pieces)):
        row = pieces[lo:hi]
        if any("\n" in line for piece in row for line in piece.base):
            continue  # a long stretch that nobody touched
        if sum(len(piece.base) for piece in row) <= MOST_LINES and _is_reordered(row):
            return lo, hi
    return None


def _may_be(pieces: Sequence[Piece], clash: int) -> bool:
    """Tell whether a clash may belong to a row: what either side put there stood near it before."""
    piece = pieces[clash]
    near = pieces[max(0, clash - FARTHEST) : clash + FARTHEST + 1]
    return all(
        any(line in there.base for there in near)
        for line in (*piece.one, *piece.two)
        if line.strip() and line not in piece.base
    )


def _rows(clash: int, first: int, length: int) -> Iterator[tuple[int, int]]:
    """List the rows around a clash from the smallest on; of equally long ones the lower first."""
    for size in range(1, 2 * FARTHEST + 2):
        for lo in range(clash, clash - size, -1):
            if first <= lo >= clash - FARTHEST and lo + size <= min(length, clash + FARTHEST + 1):
                yield lo, lo + size


def _is_reordered(row: Sequence[Piece]) -> bool:
    """Tell whether all three texts hold the same full lines here, in an order each."""
    base, one, two = ([line.strip() for line in lines if line.strip()] for lines in _whole(row))
    if len(base) != len(one) or len(base) != len(two) or base in (one, two):
        return False
    return Counter(base) == Counter(one) == Counter(two)


def _whole(row: Sequence[Piece]) -> tuple[list[str], list[str], list[str]]:
    return (
        [line for piece in row for line in piece.base],
        [line for piece in row for line in piece.one],
        [line for piece in row for line in piece.two],
    )


def _one_piece(row: Sequence[Piece]) -> Piece:
    base, one, two = _whole(row)
    return Piece(base, one, two, two if one == two else None, None, Mark.BOTH_REORDERED)
