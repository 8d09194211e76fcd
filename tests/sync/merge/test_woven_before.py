"""What was woven before is what would be woven now, and takes no more room than it may."""

from __future__ import annotations

import random

from sync.merge.weave import weave
from sync.merge.woven_before import LARGEST, MOST, weave_once

LINES = [f"Line {n} of a lesson.\n" for n in range(12)]
BASE = "".join(LINES)


def revised(rng: random.Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    at = rng.randrange(len(lines))
    lines[at : at + rng.randrange(2)] = [f"Said anew {rng.randrange(9)}.\n"] * rng.randrange(3)
    return "".join(lines)


def test_what_is_remembered_is_what_weaving_gives() -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    rng = random.Random(seed)
    for _ in range(300):
        one, two = revised(rng, BASE), revised(rng, BASE)
        assert weave_once(BASE, one, two) == weave(BASE, one, two)


def test_the_same_texts_are_woven_once() -> None:
    one, two = BASE + "More of one.\n", BASE + "More of the other.\n"
    assert weave_once(BASE, one, two) is weave_once(BASE, one, two)
    assert weave_once(BASE, two, one).overlaps[0].one == "More of the other.\n"


def test_what_was_woven_first_is_forgotten_first() -> None:
    first = weave_once(BASE, BASE + "First.\n", BASE)
    for number in range(MOST):
        weave_once(BASE, BASE + f"One {number}.\n", BASE)
    assert weave_once(BASE, BASE + "First.\n", BASE) is not first


def test_a_long_text_is_not_remembered() -> None:
    base = "word " * (LARGEST // 5)
    one, two = base + "a", base + "b"
    assert weave_once(base, one, two) is not weave_once(base, one, two)
