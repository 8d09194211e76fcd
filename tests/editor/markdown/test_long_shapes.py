"""Texts of a hundred thousand signs that one member may send: each is read, and read as it is.

Where work grows with the square of a text, each of these takes a minute and more.
"""

from __future__ import annotations

from editor.markdown.changed_blocks import changed_lesson
from editor.markdown.comments import is_comment, without_comments
from editor.markdown.fingerprints import blocks
from editor.markdown.gisting import gist_of
from editor.markdown.grammar import parser
from editor.markdown.pieces import cut
from editor.markdown.quizzes import quizzes
from editor.markdown.right_answers import answer_changes
from editor.markdown.structure import headings, length_of

N = 100_000


def test_comments_that_are_never_closed_stay() -> None:
    text = "<!-- a -->b<!---->c" + "<!--" * N
    assert without_comments(text) == "bc" + "<!--" * N
    assert without_comments("a<!--->") == "a<!--->" and not is_comment("<!--->")
    assert length_of("<!-- one -->two " + "<!--" * N).words == 1
    assert len(gist_of("<div>" * 10_000 + "\n\n" + "<!--" * N).blocks) == 2


def test_spaces_without_end_are_no_setting_and_no_name() -> None:
    spaces = " " * N
    [change] = changed_lesson("[( a\n", f"[({spaces}a\n").blocks
    assert not change.is_told
    [heading] = headings(f"# a{spaces}}}\n")
    assert heading.anchor.startswith("a") and heading.words.endswith("}")
    assert len(blocks(f"[(X)] a\n  [({spaces}a\n")) == 1


def test_a_thousand_questions_in_a_row_are_one_piece_and_compared_one_by_one() -> None:
    text = "Q?\n\n" + "[[a]]\n" * 1_000
    assert len(cut(parser(), text.split("\n"))) == 1
    found = quizzes(text)
    assert [quiz.line for quiz in found[:3]] == [2, 3, 4]
    changes = answer_changes(text, text.replace("[[a]]\n[[a]]", "[[a]]\n[[b]]", 1))
    assert [(one.number, one.before, one.after) for one in changes] == [(2, "“a”", "“b”")]
