"""Pieces of a weave: what became of one stretch of the three texts."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from sync.merge.chunks import Chunk
from sync.merge.lines import Lines

Texts = tuple[Lines, Lines, Lines]
"""Base, one, two."""
Side = Literal[1, 2]
SIDES: tuple[Side, Side] = (1, 2)


class Mark(enum.Enum):
    """What makes a piece an overlap though its lines do not clash."""

    BOTH_MOVED = "these lines stand at another place too: both sides moved them"
    BOTH_ADDED = "these lines stand at another place too: each side put them in"
    MOVED_EDITED = "one side moved these lines here, the other edited them where they were"
    MOVED_DELETED = "one side moved these lines here, the other took them out"
    BOTH_REORDERED = "all texts hold these lines, in three orders"


class Piece(NamedTuple):
    """The raw lines of one stretch in base, one and two."""

    base: Sequence[str]
    one: Sequence[str]
    two: Sequence[str]
    taken: Sequence[str] | None
    """The merged lines if at most one side changed, or both alike; None if they clash."""
    by: Side | None = None
    """The only side that changed something, if there is one."""
    mark: Mark | None = None

    def side(self, side: Side) -> Sequence[str]:
        """The lines of side one or two."""
        return self.one if side == 1 else self.two


def other(side: Side) -> Side:
    """The other of the two sides."""
    return 2 if side == 1 else 1


def plain(lines: Sequence[str]) -> Piece:
    """Make a piece of lines on which there is nothing more to decide."""
    return Piece(lines, lines, lines, lines)


def decided(base: Sequence[str], one: Sequence[str], two: Sequence[str]) -> Piece:
    """Take what one side changed, or both alike."""
    if one == base:
        return Piece(base, one, two, two, None if two == base else 2)
    if two == base:
        return Piece(base, one, two, one, 1)
    return Piece(base, one, two, two if one == two else None)


def cut_pieces(chunks: Iterable[Chunk], texts: Texts) -> Iterator[Piece]:
    """Turn chunks into pieces; where matched lines differ in blanks at their ends, line by line."""
    base, one, two = (text.raw for text in texts)
    exact = all(text.keys is text.raw for text in texts)
    for chunk in chunks:
        old = base[chunk.base_lo : chunk.base_hi]
        if chunk.stable and exact:
            yield plain(old)
            continue
        first, second = one[chunk.one_lo : chunk.one_hi], two[chunk.two_lo : chunk.two_hi]
        piece = decided(old, first, second)
        if chunk.stable and piece.taken is None:
            for lines in zip(old, first, second, strict=True):
                yield decided(*([line] for line in lines))
        else:
            yield piece


def silent_lines(chunks: Iterable[Chunk], texts: Texts) -> list[str] | None:
    """Merge chunks without a mark; None if somewhere both sides clash."""
    out: list[str] = []
    for piece in cut_pieces(chunks, texts):
        if piece.taken is None:
            return None
        out += piece.taken
    return out


def put_in(pieces: Sequence[Piece], side: Side) -> dict[str, set[int]]:
    """Index the lines of the pieces that one side alone changed, without spacing around them."""
    found: dict[str, set[int]] = {}
    for n, piece in enumerate(pieces):
        if piece.by == side:
            for line in piece.side(side):
                if full := line.strip():
                    found.setdefault(full, set()).add(n)
    return found
