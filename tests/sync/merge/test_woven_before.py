"""What was woven before is what would be woven now, and takes no more room than it may."""

from __future__ import annotations

import random

from sync.merge.weave import weave
from sync.merge.woven_before import LARGEST, WovenBefore

LINES = [f"Line {n} of a lesson.\n" for n in range(12)]


def revised(rng: random.Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    at = rng.randrange(len(lines))
    lines[at : at + rng.randrange(2)] = [f"Said anew {rng.randrange(9)}.\n"] * rng.randrange(3)
    return "".join(lines)


def test_what_is_remembered_is_what_weaving_gives() -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    rng, before, base = random.Random(seed), WovenBefore(signs=4_000), "".join(LINES)
    for _ in range(300):
        one, two = revised(rng, base), revised(rng, base)
        assert before.weave(base, one, two) == weave(base, one, two)


def test_the_same_texts_are_woven_once() -> None:
    before, base = WovenBefore(), "".join(LINES)
    one, two = base + "More of one.\n", base + "More of the other.\n"
    assert before.weave(base, one, two) is before.weave(base, one, two)
    assert before.weave(base, two, one).overlaps[0].one == "More of the other.\n"


def test_what_was_woven_first_is_forgotten_first() -> None:
    base = "".join(LINES)
    pairs = [(f"{base}One {n}.\n", f"{base}Two {n}.\n") for n in range(4)]
    before = WovenBefore(signs=3 * len(base) * 3)
    first, second, third, _ = (before.weave(base, *pair) for pair in pairs)
    assert before.weave(base, *pairs[2]) is third
    assert before.weave(base, *pairs[0]) is not first
    assert before.weave(base, *pairs[1]) is not second


def test_a_long_text_is_not_remembered() -> None:
    before, base = WovenBefore(), "word " * (LARGEST // 5)
    assert before.weave(base, base + "a", base + "b") is not before.weave(
        base, base + "a", base + "b"
    )
