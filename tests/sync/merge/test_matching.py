"""Matching lists of tokens: rising runs of equal tokens, found in two independent ways."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.merge.matching import (
    MOST_EDITS,
    Run,
    once_in,
    patience,
    shortest,
    slid_down,
)

TOKENS = st.lists(st.sampled_from(["a", "b", "c", "", "d"]), max_size=14)
Matcher = Callable[[Sequence[str], Sequence[str]], list[Run] | None]


def check_runs(runs: Sequence[Run], a: Sequence[str], b: Sequence[str]) -> None:
    """Runs rise on both sides, hold equal tokens, and none continues the one before."""
    i = j = 0
    for n, (x, y, length) in enumerate(runs):
        assert length > 0 and x >= i and y >= j
        assert list(a[x : x + length]) == list(b[y : y + length])
        assert not n or (x, y) != (i, j)
        i, j = x + length, y + length
    assert i <= len(a) and j <= len(b)


def longest_common(a: Sequence[str], b: Sequence[str]) -> int:
    """The length of the longest common subsequence, counted the slow way."""
    row = [0] * (len(b) + 1)
    for token in a:
        before = row
        row = [0]
        for j, other in enumerate(b):
            row.append(before[j] + 1 if token == other else max(row[-1], before[j + 1]))
    return row[-1]


@pytest.mark.parametrize("match", [patience, shortest])
@given(a=TOKENS, b=TOKENS)
def test_runs_are_sound(match: Matcher, a: list[str], b: list[str]) -> None:
    runs = match(a, b)
    assert runs is not None
    check_runs(runs, a, b)
    slid = slid_down(runs, a, b)
    check_runs(slid, a, b)
    assert sum(n for *_, n in slid) == sum(n for *_, n in runs)
    assert slid_down(slid, a, b) == slid


@given(TOKENS, TOKENS)
def test_the_short_way_is_the_shortest(a: list[str], b: list[str]) -> None:
    assert sum(n for *_, n in shortest(a, b) or []) == longest_common(a, b)


@given(TOKENS, TOKENS)
def test_knowing_what_stands_once_changes_nothing_that_matters(a: list[str], b: list[str]) -> None:
    once = once_in(b, once_in(a)) - {""}
    check_runs(patience(a, b, once), a, b)


def test_what_stands_once_is_an_anchor() -> None:
    assert patience(["x", "", "y"], ["", "y", "", "x", "", "y"]) == [(0, 3, 3)]


def test_of_blocks_that_changed_places_the_longer_row_stays() -> None:
    before, after = list("abcdefg"), list("efgabcd")
    assert patience(before, after) == [(0, 3, 4)]


def test_an_insertion_slides_down_as_far_as_it_may() -> None:
    before, after = ["p", "", "q"], ["p", "", "new", "", "q"]
    up = [(0, 0, 1), (1, 3, 2)]
    assert slid_down(up, before, after) == [(0, 0, 2), (2, 4, 1)]


def test_a_deletion_slides_down_too() -> None:
    before, after = ["p", "", "old", "", "q"], ["p", "", "q"]
    up = [(0, 0, 1), (3, 1, 2)]
    assert slid_down(up, before, after) == [(0, 0, 2), (4, 2, 1)]


def test_the_short_way_gives_up_on_wholly_different_orders() -> None:
    rng = random.Random(1)
    many = [f"{n}" for n in range(3 * MOST_EDITS)]
    other = rng.sample(many, len(many))
    assert shortest(many, other) is None
    check_runs(patience(many, other), many, other)


def test_lines_reworded_in_place_cost_the_short_way_nothing() -> None:
    before = [f"line {n}" for n in range(5000)]
    after = [f"reworded {n}" if n % 3 == 0 else line for n, line in enumerate(before)]
    runs = shortest(before, after)
    assert runs is not None
    assert sum(n for *_, n in runs) == sum(line in set(after) for line in before)
