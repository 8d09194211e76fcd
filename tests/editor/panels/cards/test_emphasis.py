"""Bold, italic and code are shown; a mark that changed alone is not hidden."""

from __future__ import annotations

from editor.panels.cards.emphasis import Face, Piece, emphasised
from editor.panels.cards.runs import Run, plain


def test_marks_around_words_are_hidden() -> None:
    found = emphasised(plain("a **b** *c* `d`"))
    assert [(piece.text, piece.face) for piece in found] == [
        ("a ", Face.PLAIN),
        ("b", Face.BOLD),
        (" ", Face.PLAIN),
        ("c", Face.ITALIC),
        (" ", Face.PLAIN),
        ("d", Face.CODE),
    ]


def test_code_is_not_looked_into() -> None:
    assert emphasised(plain("`a **b** c`")) == [Piece("a **b** c", face=Face.CODE)]


def test_a_word_made_bold_shows_its_stars() -> None:
    found = emphasised((Run("new", "**"), Run("same", "word"), Run("new", "**")))
    assert "".join(piece.text for piece in found) == "**word**"


def test_a_bold_word_that_came_whole_hides_them() -> None:
    assert emphasised((Run("new", "**word**"),)) == [Piece("word", "new", Face.BOLD)]


def test_what_was_taken_out_is_styled_by_itself() -> None:
    found = emphasised((Run("same", "**"), Run("gone", "old"), Run("new", "n"), Run("same", "**")))
    assert [(piece.text, piece.kind, piece.face) for piece in found] == [
        ("old", "gone", Face.BOLD),
        ("n", "new", Face.BOLD),
    ]


def test_snake_case_is_no_italic() -> None:
    assert emphasised(plain("a_b_c")) == [Piece("a_b_c")]
