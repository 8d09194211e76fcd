"""Texts of a hundred thousand signs that one member may send: each is read, and read as it is.

Where work grows with the square of a text, each of these takes a minute and more.
"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.rules_block import blockquote

from editor.markdown.changed_blocks import changed_lesson
from editor.markdown.comments import is_comment, without_comments
from editor.markdown.fingerprints import blocks
from editor.markdown.gisting import gist_of
from editor.markdown.grammar import parser, rules
from editor.markdown.pieces import cut
from editor.markdown.quizzes import quizzes
from editor.markdown.render import render
from editor.markdown.right_answers import answer_changes
from editor.markdown.structure import headings, length_of
from editor.markdown.syntax.quotes import ENDS

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


def test_brackets_without_end_are_words() -> None:
    assert render("[" * N) == f'<p dir="auto">{"[" * N}</p>\n'
    text = "[" * 5_000 + "]"
    assert render(text) == f'<p dir="auto">{text}</p>\n'
    assert answer_changes("[[a]] " + text, "[[b]] " + text) == ()


def test_tags_that_are_never_closed_leave_their_words() -> None:
    assert render("<div>" * N + "a <b>c &amp; d").split() == ["a", "c", "&amp;", "d"]
    assert render("<p><li>" * 20 + "a").count("<li") == 20


def test_quotes_that_nothing_can_go_on_from_end_there() -> None:
    assert len(cut(parser(), (">>>\na\n" * 3_000).split("\n"))) == 6_000
    assert len(cut(parser(), ("> # h\na\n" * 3_000).split("\n"))) == 6_000


MARKS = st.sampled_from(["> ", ">", "> > ", ">>", ">     ", "- ", "  ", "    ", "", "1. ", "   > "])
WORDS = st.sampled_from(
    ["a", "", "# h", "#", "```", "~~~", "---", "===", "<div>", "[(X)] b", "::: note", "  # h"]
)
LINES = st.lists(st.builds("{}{}{}".format, MARKS, MARKS, WORDS), min_size=2, max_size=7)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_a_quote_is_what_the_stock_rule_makes_of_it(lines: list[str]) -> None:
    stock = rules()
    stock.block.ruler.at("blockquote", blockquote, {"alt": ENDS})
    text = "\n".join(lines)
    assert [t.as_dict() for t in rules().parse(text)] == [t.as_dict() for t in stock.parse(text)]


def test_a_comment_in_the_list_of_a_quote_that_ends_bare_is_read() -> None:
    for text in ("> - <!--\n>", "> - <!--\n   > "):
        assert render(text) == render(text + "\n")
        assert len(gist_of(text).blocks) == 1


def test_words_that_go_on_from_a_deep_quote_stay_in_it() -> None:
    """Each of the quotes asked every rule about each line: forty times the work of one."""
    text = ">" * 30 + "a\n" + "b\n" * 3_000
    assert len(cut(parser(), text.split("\n"))) == 1
    assert render(text).count("<blockquote") == 30 and render(text).count("<p") == 1


def test_many_comments_in_a_block_are_left_out_as_few_are() -> None:
    for many in (3, 3_000):
        text = "".join(f"- a <!-- {n} -->\n" for n in range(many))
        [block] = blocks(text)
        [bare] = blocks("- a \n" * many)
        assert block.fingerprint == bare.fingerprint
