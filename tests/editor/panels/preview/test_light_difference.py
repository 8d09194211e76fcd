"""Which blocks are written anew: whatever came, what is written ends as what is wanted."""

from __future__ import annotations

import random

from editor.markdown.rendered import BlockId
from editor.panels.preview.light_difference import blocks_to_write, difference
from editor.panels.preview.values import Blocks


def made(chance: random.Random) -> Blocks:
    return [(BlockId(chance.randint(1, 4)), "x") for _ in range(chance.randint(0, 9))]


def test_to_write_what_differs_gives_what_is_wanted() -> None:
    chance = random.Random(1)
    for _ in range(2_000):
        old, new = made(chance), made(chance)
        for _ in range(3):
            found = difference(old, new)
            count = blocks_to_write(old, new, found)
            old = [*old[: found.first], *new[found.first : found.end], *old[found.last :]]
            if found.first == len(old) and count == 0:
                old += new[len(old) :]
        assert old == new


def test_equal_ends_stay() -> None:
    one = [(BlockId(n), str(n)) for n in range(6)]
    two = [*one[:2], (BlockId(9), "new"), *one[3:]]
    found = difference(one, two)
    assert (found.first, found.last, found.end) == (2, 3, 3)
    assert blocks_to_write(one, two, found) == 1
    longer = [*one[:2], (BlockId(9), "new"), *one[2:]]
    assert difference(one, longer) == type(found)(2, 2, 3)
