"""Cards stand beside their text and never over each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.panels.comments.stacking import stacked, with_those_above

_CARDS = st.lists(st.tuples(st.floats(-500, 2000), st.floats(20, 300)), min_size=1, max_size=12)


def test_each_stands_at_its_text_where_there_is_room() -> None:
    assert stacked([10, 200], [50, 50], 12) == [10, 200]


def test_one_that_would_lie_over_another_is_pushed_down() -> None:
    assert stacked([10, 30, 31], [50, 50, 50], 12) == [10, 72, 134]


def test_the_active_one_stands_exactly_there() -> None:
    assert stacked([10, 30, 31], [50, 50, 50], 12, active=1) == [-32, 30, 92]


def placed(wanted: list[float], *, most: float = 150) -> list[float]:
    heights = [50.0] * len(wanted)
    return with_those_above(wanted, heights, 12, len(wanted) - 1, top=12, most=most)


def test_a_card_whose_text_is_in_sight_is_not_cut_off_by_the_active_one() -> None:
    assert placed([40, 60]) == [12, 74]
    assert placed([5, 20]) == [5, 67], "no lower than its own text"
    assert placed([40, 200]) == [40, 200], "there is room"


def test_the_active_one_leaves_its_text_no_further_than_it_may() -> None:
    assert placed([40, 60], most=10) == [-2, 60]
    assert placed([40, 50, 60]) == [12, 74, 136]
    assert placed([40, 50, 60], most=70) == [-50, 12, 74], "one of the two comes into sight"


def test_a_card_whose_text_is_scrolled_away_stays_out_of_sight() -> None:
    assert placed([-30, 20]) == [-42, 20]


@given(_CARDS, st.integers(0, 11))
def test_none_lies_over_another(cards: list[tuple[float, float]], active: int) -> None:
    wanted = sorted(want for want, _ in cards)
    heights = [height for _, height in cards]
    chosen = active if active < len(cards) else None
    tops = stacked(wanted, heights, 12, chosen)
    for number in range(len(tops) - 1):
        assert tops[number] + heights[number] + 12 <= tops[number + 1] + 1e-6
    if chosen is not None:
        assert tops[chosen] == wanted[chosen]
