"""Follow words through the texts that a lesson had one after the other, where one step is too far.

A sentence that was reworded, and whose paragraph was moved later, is known again at each of the two
steps, and by nothing from its first text to the last.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sync.merge.anchors import place

MOST = 32
"""So many steps are followed: who reworks a sentence more often than that comments anew."""


class Stand(NamedTuple):
    """Words in a text: `start` and `end` count code points."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words themselves."""
        return self.text[self.start : self.end]


def last_stand(first: Stand, text_at: Callable[[int], str], count: int) -> Stand | None:
    """Go from text to text, the farthest that is found each time; None if the first was too far.

    `text_at` gives the texts since, `count` of them in order. Words that one text took out are
    not looked for behind it.
    """
    stand, at = first, -1
    for _ in range(MOST):
        following = _found(stand, text_at(at + 1)) if at + 1 < count else None
        if following is None:
            break
        stand, at = _farthest(stand, at + 1, following, text_at, count)
    return stand if at >= 0 else None


def _farthest(
    stand: Stand, at: int, reached: Stand, text_at: Callable[[int], str], count: int
) -> tuple[Stand, int]:
    high = count
    while high - at > 1:
        middle = (at + high) // 2
        there = _found(stand, text_at(middle))
        if there is None:
            high = middle
        else:
            at, reached = middle, there
    return reached, at


def _found(stand: Stand, text: str) -> Stand | None:
    there = place(stand.text, stand.start, stand.end, text, quote=stand.words)
    if there.start is None or there.end is None or there.start == there.end:
        return None
    return Stand(text, there.start, there.end)
