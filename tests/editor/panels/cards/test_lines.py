"""Markdown is laid out for reading, and what changed stays in sight."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.panels.cards.lines import Shape, lines_of
from editor.panels.cards.runs import Mark, Run, plain


def shapes(text: str) -> list[tuple[Shape, str]]:
    return [(line.shape, "".join(p.text for p in line.pieces)) for line in lines_of(plain(text))]


def test_each_kind_of_line_is_known() -> None:
    found = shapes("## Head\n\nText\n\n- item\n  - deeper\n\n1. one\n\n> quote\n\n```\n*code*\n```")
    assert [one for one in found if one[1]] == [
        (Shape.HEADING, "Head"),
        (Shape.TEXT, "Text"),
        (Shape.ITEM, "item"),
        (Shape.ITEM, "deeper"),
        (Shape.ITEM, "one"),
        (Shape.QUOTE, "quote"),
        (Shape.CODE, "*code*"),
    ]


def test_wrapped_lines_of_a_paragraph_are_joined() -> None:
    assert shapes("one\ntwo") == [(Shape.TEXT, "one two")]


def test_options_of_a_question_keep_their_lines() -> None:
    assert len(shapes("[( )] one\n[(X)] two")) == 2


def test_a_sign_that_changed_stays_in_sight() -> None:
    (line,) = lines_of((Run("new", "# "), Run("same", "Head")))
    assert line.shape is Shape.TEXT
    assert "".join(piece.text for piece in line.pieces) == "# Head"


def test_an_item_that_is_new_as_a_whole_is_an_item() -> None:
    (line,) = lines_of((Run("new", "- item"),))
    assert (line.shape, line.sign) == (Shape.ITEM, "•")


_KINDS = st.sampled_from([mark.value for mark in Mark if mark is not Mark.CARET])
_TEXTS = st.text(alphabet="ab *_`#>-1.[]()X\n|", max_size=12)


@given(st.lists(st.builds(Run, _KINDS, _TEXTS), max_size=8))
def test_no_letter_is_invented_and_none_of_a_word_is_lost(runs: list[Run]) -> None:
    shown = "".join(piece.text for line in lines_of(runs) for piece in line.pieces)
    source = "".join(run.text for run in runs)
    assert sorted(c for c in shown if c in "abX") == sorted(c for c in source if c in "abX")
    assert len(shown) <= len(source) + source.count("\n")
