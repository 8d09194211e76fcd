"""Bound a lesson: one of more parts than anybody reads is shown as it was written.

Every part costs its time in all that is asked of a lesson, so that a text of a few hundred
kilobytes that is nothing but headings of one letter would take many seconds each time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_SIGNS = 2_000_000
"""Code points of a lesson: some 330,000 words."""
MOST_WEIGHT = 160_000
"""What the lines and marks of a lesson may weigh. The heaviest of 1,800 real lessons weighs 28,000,
one of 200,000 words 130,000. What weighs most is read in one and a half seconds at the bound."""

_LINES_AT_ONCE = 500
_NO_PROSE = re.compile(r"^(?![^\S\n]*[^\W\d_])", re.MULTILINE)
"""Begins a line that is no plain words: it may open or end a block."""
_OF_A_LINE, _OF_SUCH = 2, 10
"""What any line weighs, and what one of those weighs more."""
_OF_A_MARK = {"|": 6, ">>": 2, "> >": 2} | dict.fromkeys("[$`*_<~\\&", 1)
"""What may make a part of its own within a line."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much some lines are. Each counts by itself, so that what is taken out can be deducted."""

    signs: int
    weight: int

    @property
    def is_immense(self) -> bool:
        """Say whether a lesson of this size is more than can be read as Markdown."""
        return self.signs > MOST_SIGNS or self.weight > MOST_WEIGHT

    def changed(self, gone: Size, come: Size) -> Size:
        """Give the size after some lines were replaced by others."""
        return Size(self.signs - gone.signs + come.signs, self.weight - gone.weight + come.weight)


def size_of(lines: Sequence[str]) -> Size:
    """Measure some lines."""
    if not lines:
        return Size(0, 0)
    source = "\n".join(lines)
    marks = sum(source.count(mark) * cost for mark, cost in _OF_A_MARK.items())
    begun = len(lines) * _OF_A_LINE + len(_NO_PROSE.findall(source)) * _OF_SUCH
    return Size(len(source) + 1, begun + marks)


def stretches(lines: Sequence[str]) -> list[list[str]]:
    """Cut an immense lesson into stretches: an edit in one leaves the others as they are."""
    starts = range(0, len(lines), _LINES_AT_ONCE)
    return [list(lines[start : start + _LINES_AT_ONCE]) for start in starts]
