"""Bound a weave: where megabytes stand against each other, nothing is compared.

All of it is one overlap: the wordings are kept whole, and somebody decides. Texts of less than a
million signs are never asked about.
"""

from __future__ import annotations

from sync.merge.matching import same_end, same_start
from sync.merge.pieces import Piece, Texts, decided, plain

MOST_SIGNS = 3_000_000
"""In code points: what three texts, or the three wordings of one place, may hold in all."""
MOST_LINES = 600_000
"""Lines of three texts, but for the paragraphs that all hold. Nobody writes so many."""


def is_too_much(base: str, one: str, two: str) -> bool:
    """Tell whether three wordings are too long to be compared by words."""
    return len(base) + len(one) + len(two) > MOST_SIGNS


def has_too_many_lines(texts: Texts) -> bool:
    """Tell whether comparing three texts by lines would take seconds."""
    return sum(len(text.raw) for text in texts) > MOST_LINES


def one_place(texts: Texts) -> list[Piece]:
    """Make one piece of all that lies between what all three begin and end with."""
    base, one, two = (text.raw for text in texts)
    sides = (one, two)
    head = min(same_start(base, 0, len(base), own, 0, len(own)) for own in sides)
    tail = min(same_end(base, head, len(base), own, head, len(own)) for own in sides)
    middle = decided(*(text[head : len(text) - tail] for text in (base, one, two)))
    return [plain(base[:head]), middle, plain(base[len(base) - tail :])]
