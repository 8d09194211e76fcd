"""Golden vectors: what rule 1 makes of a set of texts, down to the last character.

A lesson's text is the same on every laptop only if all weave alike. If one of these changes, either
a mistake was made or the rules need a new number (see `sync.merge.rules`).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
import pytest

from sync.merge.overlap import Overlap
from sync.merge.rules import RULES
from sync.merge.weave import weave


class Vector(msgspec.Struct, frozen=True):
    """Three texts and the parts they are woven to."""

    name: str
    base: str
    one: str
    two: str
    parts: list[str | Overlap]


class Golden(msgspec.Struct, frozen=True):
    """All vectors of one number of rules."""

    rules: int
    vectors: list[Vector]


GOLDEN = msgspec.json.decode(
    Path(__file__).with_name("golden_weave.json").read_bytes(), type=Golden
)


def test_the_vectors_are_of_the_rules_in_force() -> None:
    assert GOLDEN.rules == RULES == 1


@pytest.mark.parametrize("vector", GOLDEN.vectors, ids=lambda vector: vector.name)
def test_vector(vector: Vector) -> None:
    assert list(weave(vector.base, vector.one, vector.two).parts) == vector.parts


class Dice:
    """A row of numbers that is the same in every version of every language."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def roll(self, sides: int) -> int:
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % sides


WORDS = [
    "the",
    "valve",
    "is",
    "open",
    "and",
    "*hot*",
    "now,",
    "steam",
    "–",
    "“wet”",
    "`code`",
    "|",
    "é",
    "汽",
    "👩🏽\u200d🔧",
    "(",
    ")",
    "[a](b)",
    "3.5",
]


def _line(dice: Dice) -> str:
    return " ".join(WORDS[dice.roll(len(WORDS))] for _ in range(dice.roll(9)))


def _edit(dice: Dice, lines: list[str]) -> list[str]:
    out = lines[:]
    for _ in range(1 + dice.roll(4)):
        at, what = dice.roll(len(out) + 1), dice.roll(5)
        if what == 0:
            out.insert(at, _line(dice))
        elif what == 1:
            del out[at : at + 1 + dice.roll(2)]
        elif what == 2 and at < len(out):
            out.insert(dice.roll(len(out)), out.pop(at))
        elif at < len(out):
            words = out[at].split(" ")
            words[dice.roll(len(words))] = WORDS[dice.roll(len(WORDS))]
            out[at] = " ".join(words)
    return out


def test_a_thousand_texts_hash_to_the_same() -> None:
    dice, digest = Dice(1), hashlib.sha256()
    for _ in range(1000):
        base = [_line(dice) for _ in range(dice.roll(12))]
        texts = ["\n".join(lines) for lines in (base, _edit(dice, base), _edit(dice, base))]
        digest.update(msgspec.json.encode(weave(*texts).parts))
    assert digest.hexdigest() == "94f8f752c39d2492a09809a685a8fd8354a20689d6026c215f42b4d5df5b3302"
