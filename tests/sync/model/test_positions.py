"""Positions among siblings: always room, always in order."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model.positions import between, spread


def test_room_at_both_ends_and_between() -> None:
    middle = between("", "")
    assert between("", middle) < middle < between(middle, "")


@given(st.integers(0, 2**32))
def test_a_thousand_insertions_anywhere_stay_in_order(seed: int) -> None:
    rng = random.Random(seed)
    positions: list[str] = []
    for _ in range(200):
        at = rng.choice([0, len(positions), rng.randint(0, len(positions))])
        low = positions[at - 1] if at else ""
        high = positions[at] if at < len(positions) else ""
        made = between(low, high)
        assert low < made
        assert not high or made < high
        positions.insert(at, made)
    assert positions == sorted(positions)


def test_always_at_the_front_stays_short() -> None:
    position = between("", "")
    for _ in range(300):
        position = between("", position)
    assert len(position) < 80


@pytest.mark.parametrize("count", [0, 1, 2, 61, 62, 1000, 10_000])
def test_spread_rises_and_leaves_room(count: int) -> None:
    made = list(spread(count))
    assert len(made) == count
    assert made == sorted(set(made))
    for low, high in pairwise(made):
        assert low < between(low, high) < high
    if made:
        assert between("", made[0]) < made[0]


def test_out_of_order_is_refused() -> None:
    with pytest.raises(ValueError, match="order"):
        between("b", "a")
