"""Pieces of a weave: what became of one stretch of the three texts."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sync.merge.chunks import Chunk
from sync.merge.lines import Lines

Texts = tuple[Lines, Lines, Lines]
"""Base, one, two."""


class Copy(enum.Enum):
    """How the same lines came to stand at two places."""

    MOVED = "both moved them"
    ADDED = "both added them"


class Piece(NamedTuple):
    """The raw lines of one stretch in base, one and two."""

    base: Sequence[str]
    one: Sequence[str]
    two: Sequence[str]
    copy: Copy | None = None
    """Set if the other side put the same lines at another place."""

    @property
    def taken(self) -> Sequence[str] | None:
        """The merged lines if at most one side changed, or both alike; None if they clash."""
        if self.copy:
            return None
        if self.one in (self.base, self.two):
            return self.two
        return self.one if self.two == self.base else None


def cut_pieces(chunks: Iterable[Chunk], texts: Texts) -> Iterator[Piece]:
    """Turn chunks into pieces; where matched lines differ in blanks at their ends, line by line."""
    base, one, two = (text.raw for text in texts)
    for chunk in chunks:
        piece = Piece(
            base[chunk.base_lo : chunk.base_hi],
            one[chunk.one_lo : chunk.one_hi],
            two[chunk.two_lo : chunk.two_hi],
        )
        if chunk.stable and piece.taken is None:
            for old, first, second in zip(*piece[:3], strict=True):
                yield Piece([old], [first], [second])
        else:
            yield piece


def silent_lines(chunks: Iterable[Chunk], texts: Texts) -> list[str] | None:
    """Merge chunks without a mark; None if somewhere both sides clash."""
    out: list[str] = []
    for piece in cut_pieces(chunks, texts):
        lines = piece.taken
        if lines is None:
            return None
        out += lines
    return out
