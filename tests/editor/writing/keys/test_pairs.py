"""Signs pair where that helps, and stand alone where it would not."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.writing.change import Change, Selection, changed
from editor.writing.keys.pairs import PAIRS, backspace, typed
from tests.editor.writing.carets import after, hold


def typing(sign: str, text: str, selection: Selection) -> Change | None:
    """Type a sign."""
    return typed(text, selection, sign)


@pytest.mark.parametrize(
    ("before", "sign", "expected"),
    [
        ("a ¦", "(", "a (¦)"),
        ("¦", "[", "[¦]"),
        ("(¦)", "[", "([¦])"),
        ("a ¦", '"', 'a "¦"'),
        ("a ¦", "`", "a `¦`"),
        ("„¦“", "“", "„“¦"),
        ("(a¦)", ")", "(a)¦"),
        ('"a¦"', '"', '"a"¦'),
        ("`a¦`", "`", "`a`¦"),
        ("a ‖word¦ b", "(", "a (‖word¦) b"),
        ("a ¦word‖ b", "*", "a *¦word‖* b"),
        ("‖two\nlines¦", '"', '"‖two\nlines¦"'),
        ("‖code¦", "`", "`‖code¦`"),
    ],
)
def test_pairs(before: str, sign: str, expected: str) -> None:
    assert after(partial(typing, sign), before) == expected


@pytest.mark.parametrize(
    ("before", "sign"),
    [
        ("a ¦word", "("),
        ("don¦", "'"),
        ("¦", "*"),
        ("5¦", '"'),
        ("``¦", "`"),
        ('say "yes¦', '"'),
        (")¦)", ")"),
        ("a¦", "x"),
        ("‖two\nlines¦", "`"),
        ("‖word¦", "x"),
    ],
)
def test_no_pairs(before: str, sign: str) -> None:
    assert after(partial(typing, sign), before) is None


def test_a_fence_is_typed_as_ever() -> None:
    text, place = "", 0
    for _ in range(3):
        change = typed(text, Selection.at(place), "`")
        if change is None:
            text, place = text[:place] + "`" + text[place:], place + 1
        else:
            text, place = changed(text, change), change.caret
    assert text == "```"


def test_backspace_takes_an_empty_pair() -> None:
    assert after(backspace, "a (¦) b") == "a ¦ b"
    assert after(backspace, "a (¦ b") is None
    assert after(backspace, "a (b¦)") is None
    assert after(backspace, "¦") is None


@given(st.text("ab ()[]`\"'\n“”„", max_size=30), st.integers(0, 30), st.sampled_from([*PAIRS, ")"]))
def test_typing_is_never_lost(text: str, at: int, sign: str) -> None:
    selection = Selection.at(min(at, len(text)))
    change = typed(text, selection, sign)
    if change is not None:
        hold(text, selection, change)
        new = changed(text, change)
        assert new[change.caret - 1] == sign
        assert len(new) - len(text) in (0, 2)
