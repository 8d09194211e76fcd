"""Cards stand beside their text and never over each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.panels.comments.stacking import stacked

_CARDS = st.lists(st.tuples(st.floats(-500, 2000), st.floats(20, 300)), min_size=1, max_size=12)


def test_each_stands_at_its_text_where_there_is_room() -> None:
    assert stacked([10, 200], [50, 50], 12) == [10, 200]


def test_one_that_would_lie_over_another_is_pushed_down() -> None:
    assert stacked([10, 30, 31], [50, 50, 50], 12) == [10, 72, 134]


def test_the_active_one_stands_exactly_there() -> None:
    assert stacked([10, 30, 31], [50, 50, 50], 12, active=1) == [-32, 30, 92]


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
