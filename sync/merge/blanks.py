"""Settle places where one side changed nothing but blank lines: nobody disagrees about words.

Formatters and careful people put blank lines between what others are rewriting. The words are
those of the side that wrote, and the blank lines those of the side that spaced.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from sync.merge.lines import BLANKS
from sync.merge.matching import patience
from sync.merge.pieces import Piece

Gaps = list[Sequence[str]]


class Parted(NamedTuple):
    """Full lines, and the blank ones before, between and behind them."""

    full: list[str]
    gaps: Gaps


def settle_blanks(pieces: Sequence[Piece]) -> list[Piece]:
    """Decide each clash in which a side left all full lines as they were."""
    return [_settled(piece) if piece.taken is None else piece for piece in pieces]


def _settled(piece: Piece) -> Piece:
    old = _full(piece.base)
    if old != _full(piece.one) and old != _full(piece.two):
        return piece  # nearly always: gaps are not worth looking at
    base, one, two = (_parted(lines) for lines in (piece.base, piece.one, piece.two))
    if one.full == two.full:
        gaps = list(map(_wider, base.gaps, one.gaps, two.gaps))
        return piece._replace(taken=_joined(one.full, gaps))
    if one.full == base.full:
        return piece._replace(taken=_joined(two.full, _spaced(base, one, two)), by=2)
    return piece._replace(taken=_joined(one.full, _spaced(base, two, one)), by=1)


def _spaced(base: Parted, spaced: Parted, wrote: Parted) -> Gaps:
    """Put one side's blank lines between the lines of the other, where both stand together."""
    gaps = wrote.gaps[:]
    pairs = [(-1, -1), *_pairs(base.full, wrote.full), (len(base.full), len(wrote.full))]
    for (i, j), (i2, j2) in pairwise(pairs):
        if i2 > i + 1:
            continue  # its neighbours were taken out or rewritten
        old, new = base.gaps[i2], spaced.gaps[i2]
        if j2 == j + 1:
            gaps[j2] = _wider(old, new, gaps[j2])
        elif len(new) > len(old) and not any(gaps[j + 1 : j2 + 1]):
            gaps[j2] = new  # something was put in there, with no blank line around it
    return gaps


def _pairs(base: Sequence[str], wrote: Sequence[str]) -> list[tuple[int, int]]:
    """Pair equal lines, and between them lines that were edited in their places."""
    pairs: list[tuple[int, int]] = []
    i = j = 0
    for i2, j2, length in [*patience(base, wrote), (len(base), len(wrote), 0)]:
        if i2 - i == j2 - j:
            pairs += zip(range(i, i2), range(j, j2), strict=True)
        pairs += zip(range(i2, i2 + length), range(j2, j2 + length), strict=True)
        i, j = i2 + length, j2 + length
    return pairs


def _wider(old: Sequence[str], one: Sequence[str], two: Sequence[str]) -> Sequence[str]:
    """Take the gap that changed; of two that both did the wider one."""
    if one == old:
        return two
    return one if two == old else max(one, two, key=lambda gap: (len(gap), list(gap)))


def _full(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line.strip(BLANKS)]


def _parted(lines: Sequence[str]) -> Parted:
    full: list[str] = []
    gaps: list[list[str]] = [[]]
    for line in lines:
        if line.strip(BLANKS):
            full.append(line)
            gaps.append([])
        else:
            gaps[-1].append(line)
    return Parted(full, list(gaps))


def _joined(full: Sequence[str], gaps: Gaps) -> list[str]:
    out = list(gaps[0])
    for line, gap in zip(full, gaps[1:], strict=True):
        out += (line, *gap)
    return out
