"""A place is carried through what others wrote as an open lesson carries it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.flows.overview.carrying_places import carried
from app.flows.overview.places import Spot

LINES = [f"Line {n} says what one saw there." for n in range(12)]
THEN = "\n\n".join(LINES) + "\n"


@given(
    line=st.integers(0, 11),
    into=st.integers(1, 20),
    picked=st.integers(0, 8),
    back=st.booleans(),
    above=st.integers(0, 11),
    in_sight=st.booleans(),
)
def test_caret_selection_and_what_is_read_stay_at_their_words(
    line: int, into: int, picked: int, back: bool, above: int, in_sight: bool
) -> None:
    start = THEN.index(LINES[line]) + into
    ends = (start + picked, start) if back else (start, start + picked)
    now = "\n\n".join([*LINES[:above], "Put in by others.", "Twice.", *LINES[above:]]) + "\n"
    spot = Spot(*ends, top=2.0 * line + 0.5, in_sight=in_sight)
    found = carried(spot, THEN, now)
    shift = 4 if above <= line else 0
    moved = now.index(LINES[line]) + into - start
    assert (found.anchor, found.caret) == (ends[0] + moved, ends[1] + moved)
    assert found.top == spot.top + shift


@pytest.mark.parametrize("in_sight", [True, False])
def test_a_place_whose_words_are_gone_is_where_they_were(in_sight: bool) -> None:
    place = THEN.index(LINES[5]) + 9
    now = THEN.replace(LINES[5] + "\n\n", "")
    found = carried(Spot(place, place, 10.0, in_sight=in_sight), THEN, now)
    assert THEN.index(LINES[5]) - 2 <= found.caret <= THEN.index(LINES[5]) and 9 <= found.top <= 10
