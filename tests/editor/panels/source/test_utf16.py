"""Units and code points agree with Python's own codec, and no pair is cut in two."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.panels.source.utf16 import points_in, units_in

TEXTS = st.text(alphabet=st.sampled_from("aé\u00a0世😀𝒳\u2028\0"), max_size=20)


@given(TEXTS)
def test_units_are_those_of_utf16(text: str) -> None:
    assert units_in(text) == len(text.encode("utf-16-le")) // 2


@given(TEXTS, st.integers(0, 50))
def test_a_place_goes_there_and_back(text: str, units: int) -> None:
    points = points_in(text, units)
    back = units_in(text[:points])
    assert back <= units
    if units <= units_in(text):
        assert units - back in (0, 1), "at most half of a pair is left out"
        if units - back:
            assert text[points] > "\uffff"


def test_a_lone_half_is_one_unit() -> None:
    assert units_in("a\ud83d") == 2
    assert points_in("\ud83da", 1) == 1
