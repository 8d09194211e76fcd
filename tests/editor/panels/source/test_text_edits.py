"""Edits as values: applied, inverted, carried through each other, made small."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.panels.source.rebase import one_of_both, rebase
from editor.panels.source.text_edits import Edits, inverse, moved, smallest
from sync.merge.edits import Edit, apply

TEXTS = st.text(alphabet="abc\n😀", max_size=12)


@st.composite
def edits_of(draw: st.DrawFn, text: str, letters: str = "XYZ") -> Edits:
    """Draw ascending edits of a text that do not overlap."""
    found, place = [], 0
    for _ in range(draw(st.integers(0, 4))):
        if place > len(text):
            break
        start = draw(st.integers(place, len(text)))
        deleted = draw(st.integers(0, len(text) - start))
        inserted = draw(st.text(alphabet=letters, max_size=3))
        if deleted or inserted:
            found.append(Edit(start, deleted, inserted))
            place = start + deleted + 1
    return tuple(found)


@given(st.data())
def test_two_changes_made_apart_meet(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    mine, theirs = data.draw(edits_of(text)), data.draw(edits_of(text, "uvw"))
    mine_after, theirs_after = rebase(mine, theirs)
    one = apply(apply(text, mine), theirs_after)
    two = apply(apply(text, theirs), mine_after)
    assert one == two


@given(st.data())
def test_two_changes_one_after_the_other_are_one(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    first = data.draw(edits_of(text))
    between = apply(text, first)
    second = data.draw(edits_of(between, "uvw"))
    assert apply(text, one_of_both(first, second)) == apply(between, second)


@given(st.data())
def test_what_both_insert_is_all_there(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    mine, theirs = data.draw(edits_of(text)), data.draw(edits_of(text, "uvw"))
    both = apply(apply(text, mine), rebase(mine, theirs)[1])
    for edit in (*mine, *theirs):
        assert edit.inserted in both


@given(st.data())
def test_the_inverse_takes_it_back(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    edits = data.draw(edits_of(text))
    back = inverse(edits, [text[edit.start : edit.end] for edit in edits])
    assert apply(apply(text, edits), back) == text


@given(TEXTS, TEXTS, st.integers(0, 9))
def test_the_smallest_edit_does_the_same(old: str, new: str, start: int) -> None:
    edit = smallest(start, old, new)
    before = "." * start
    if edit is None:
        assert old == new
    else:
        assert apply(before + old, [edit]) == before + new
        assert edit.start >= start


def test_mine_comes_first_at_one_place() -> None:
    mine, theirs = (Edit(1, 0, "M"),), (Edit(1, 0, "t"),)
    assert apply(apply("ab", mine), rebase(mine, theirs)[1]) == "aMtb"


def test_a_place_is_carried_along() -> None:
    edits = (Edit(2, 3, "xy"), Edit(8, 0, "zz"))
    assert [moved(place, edits) for place in (0, 2, 3, 5, 8, 9)] == [0, 2, 4, 4, 9, 10]
    assert moved(8, edits, stays=True) == 7
    assert moved(3, edits, stays=True) == 2
