"""Changes fit, are taken back, and places are followed through them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.writing.change import (
    Change,
    Selection,
    changed,
    followed,
    joined,
    smallest,
    undone,
)
from sync.merge.edits import Edit, apply


@given(st.text("ab\n", max_size=12), st.text("ab\n", max_size=12), st.text("xy", max_size=4))
def test_the_smallest_edit_does_it(old: str, new: str, before: str) -> None:
    edits = smallest(len(before), old, new)
    assert apply(before + old, edits) == before + new
    assert bool(edits) == (old != new)
    for edit in edits:
        gone = (before + old)[edit.start : edit.end]
        assert not (gone and edit.inserted) or gone[0] != edit.inserted[0]


def test_edits_that_touch_become_one() -> None:
    assert joined([Edit(3, 0, "b"), Edit(1, 2, "a")]) == (Edit(1, 2, "ab"),)
    assert joined([Edit(1, 0, ""), Edit(5, 1, "")]) == (Edit(5, 1, ""),)


def test_taken_back() -> None:
    change = Change((Edit(0, 1, "xy"), Edit(2, 0, "z")), 1, 1)
    assert changed("abc", change) == "xybzc"
    back = undone("abc", change, Selection(1, 2))
    assert changed("xybzc", back) == "abc"
    assert back.selection == Selection(1, 2)


def test_places_are_followed() -> None:
    edits = (Edit(2, 0, "xx"), Edit(4, 2, "y"))
    assert [followed(place, edits) for place in (0, 2, 3, 4, 5, 7)] == [0, 4, 5, 6, 7, 8]
    assert followed(2, edits, stays=True) == 2


def test_a_part_of_a_text_is_counted_from_its_place() -> None:
    change = Change((Edit(1, 0, "x"),), 2, 2)
    assert change.moved(10) == Change((Edit(11, 0, "x"),), 12, 12)
    assert Selection.at(3).is_empty
    assert (Selection(5, 2).first, Selection(5, 2).last) == (2, 5)
