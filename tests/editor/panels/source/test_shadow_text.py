"""The shadow text is a text, however it is cut into pieces."""

from __future__ import annotations

import random

from editor.panels.source.shadow_text import ShadowText
from editor.panels.source.utf16 import units_in

LETTERS = "abc \n😀世\u2028\0"


def test_random_edits_leave_what_a_plain_string_would_hold() -> None:
    seed = 20251122
    chance = random.Random(seed)
    plain = "".join(chance.choices(LETTERS, k=30_000))
    shadow = ShadowText(plain)
    for step in range(600):
        start = chance.randint(0, len(plain))
        most = 9000 if step % 50 == 0 else 5
        deleted = min(chance.randint(0, most), len(plain) - start)
        put = "".join(
            chance.choices(LETTERS, k=chance.choice([0, 1, 1, 2, 6000 if deleted else 3]))
        )
        plain = plain[:start] + put + plain[start + deleted :]
        shadow.replace(start, deleted, put)
        place = chance.randint(0, len(plain))
        assert shadow.units(place) == units_in(plain[:place]), (seed, step)
        assert shadow.points(shadow.units(place)) == place, (seed, step)
        assert shadow.slice(start, start + 50) == plain[start : start + 50], (seed, step)
        assert (len(shadow), shadow.total_units) == (len(plain), units_in(plain)), (seed, step)
    assert shadow.text() == plain
    assert shadow.has_pairs


def test_an_empty_text() -> None:
    shadow = ShadowText()
    assert (shadow.text(), len(shadow), shadow.units(0), shadow.points(0)) == ("", 0, 0, 0)
    shadow.replace(0, 0, "😀")
    assert (shadow.points(1), shadow.points(2)) == (0, 1)
    shadow.replace(0, 1, "")
    assert shadow.text() == ""
