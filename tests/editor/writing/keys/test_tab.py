"""Items go in and out with what stands in them, and numbers count on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.writing.change import Selection, changed
from editor.writing.keys.numbering import counts
from editor.writing.keys.tab import means_something, shift_tab, tab
from tests.editor.writing.carets import after, drawn, hold


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("- one\n- two¦", "- one\n  - two¦"),
        ("1. one\n2. two¦\n3. three", "1. one\n   1. two¦\n2. three"),
        ("1. one\n   1. in\n2. two¦", "1. one\n   1. in\n   2. two¦"),
        ("- one\n- t¦wo\n  - in two\n- three", "- one\n  - t¦wo\n    - in two\n- three"),
        ("- one\n- ‖two\n- three¦", "- one\n  - ‖two\n  - three¦"),
        ("> - one\n> - two¦", "> - one\n>   - two¦"),
        ("10. ten\n11. eleven¦", "10. ten\n    1. eleven¦"),
        ("- [ ] a\n- [ ] b¦", "- [ ] a\n  - [ ] b¦"),
        ("a‖\nb¦", "    a‖\n    b¦"),
    ],
)
def test_in_and_out_again(before: str, expected: str) -> None:
    assert after(tab, before) == expected
    assert after(shift_tab, expected) == before


@pytest.mark.parametrize("picture", ["- one¦", "- one\n  - two¦", "words¦", "1. one¦\n2. two", "¦"])
def test_nothing_to_go_under(picture: str) -> None:
    assert after(tab, picture) is None


@pytest.mark.parametrize("picture", ["- one¦", "words¦", "> - a¦"])
def test_nothing_to_come_out_of(picture: str) -> None:
    assert after(shift_tab, picture) is None


def test_out_of_an_indent_of_ones_own() -> None:
    assert after(shift_tab, "    - one¦") == "- one¦"


def test_tab_moves_on_where_it_means_nothing() -> None:
    assert means_something(*drawn("- a¦"))
    assert means_something(*drawn("a‖\nb¦"))
    assert not means_something(*drawn("words¦"))


@given(st.lists(st.integers(0, 2), min_size=2, max_size=9), st.integers(1, 8))
def test_numbers_that_counted_go_on_counting(depths: list[int], at: int) -> None:
    lines: list[str] = []
    numbers = [0, 0, 0]
    depth = 0
    for wish in depths:
        depth = min(wish, depth + 1) if lines else 0
        numbers[depth] += 1
        numbers[depth + 1 :] = [0] * (2 - depth)
        lines.append(f"{'   ' * depth}{numbers[depth]}. x")
    text = "\n".join(lines)
    assert counts(lines)
    place = Selection.at(len("\n".join(lines[: at % len(lines) + 1])))
    for act, back in ((tab, shift_tab), (shift_tab, tab)):
        change = act(text, place)
        if change is None:
            continue
        hold(text, place, change)
        new = changed(text, change)
        assert counts(new.split("\n"))
        if act is tab and back(new, change.selection) is not None:
            again = back(new, change.selection)
            assert again is not None
            assert changed(new, again).replace(" ", "").count("x") == len(lines)
