"""Texts of a hundred thousand signs that one member may send: each is read, and read as it is.

Where work grows with the square of a text, each of these takes a minute and more.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.rules_block import blockquote

from editor.markdown import changed_blocks
from editor.markdown.changed_blocks import changed_lesson
from editor.markdown.comments import is_comment, without_comments
from editor.markdown.document import Document
from editor.markdown.fingerprints import blocks
from editor.markdown.gisting import gist_of
from editor.markdown.grammar import parser, rules
from editor.markdown.immense import MOST_WEIGHT, size_of
from editor.markdown.incremental import IncrementalRender
from editor.markdown.pieces import cut
from editor.markdown.quizzes import quizzes
from editor.markdown.render import render
from editor.markdown.right_answers import answer_changes
from editor.markdown.structure import headings, length_of
from editor.markdown.syntax import quiz_lines
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


@pytest.mark.parametrize("option", ["[[x]]\n", "[[x]]\n\n", "[( )]\n", "- [( )]\n", "[( )]\n  a\n"])
def test_options_without_words_are_asked_few_times_each(
    option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    under = quiz_lines._under

    def counted(lines: quiz_lines.Lines, at: int, entry: quiz_lines.Entry, width: int) -> int:
        asked.append(at)
        return under(lines, at, entry, width)

    monkeypatch.setattr(quiz_lines, "_under", counted)
    assert quizzes(option * 400) == ()
    assert len(asked) < 400 * 4 * quiz_lines.MOST_WORDLESS
    few = option * quiz_lines.MOST_WORDLESS
    assert len(quizzes(few + option.replace("]\n", "] b\n"))) == 1


def test_each_changed_answer_is_found_in_its_block_without_asking_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []
    last_line = changed_blocks._last_line

    def counted(block: changed_blocks.ChangedBlock) -> int:
        asked.append(block.line)
        return last_line(block)

    monkeypatch.setattr(changed_blocks, "_last_line", counted)
    before = "".join(f"Question {n}?\n\n[( )] a\n[(X)] b\n\n" for n in range(400))
    after = before.replace("[( )] a\n[(X)] b", "[(X)] a\n[( )] b")
    told = changed_lesson(before, after)
    assert len(told.answers) == len(told.blocks) == 400
    assert all(block.is_told for block in told.blocks)
    assert [told.block_of(one) for one in told.answers] == [one.change for one in told.blocks]
    assert len(asked) < 400 * 12


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


def test_a_lesson_of_too_many_parts_is_shown_as_it_was_written() -> None:
    """Each part costs its time: seventy thousand headings took five seconds, each time."""
    text = "---\nlanguage: de\n---\n" + "# <h>\n" * 20_000 + "[[a]]\n"
    shown = render(text)
    assert "<h1" not in shown and shown.count("# &lt;h&gt;\n") == 20_000
    assert "quiz" not in shown and quizzes(text) == () and headings(text) == ()
    assert render(text + "\n" * 9).count("<pre") == shown.count("<pre") < 60
    assert Document(text).front_matter.language == "de"
    assert 30 < len(blocks(text)) < 60
    for part in ("a\n\n", "- a\n* b\n", "|a|\n|-|\n\n", "[[a]]\n", "a *b* " * 2, "> a\n", "é" * 50):
        assert size_of((part * 60_000).split("\n")).is_immense, part
    words = ("word " * 80 + "\n\n") * 2_500  # the longest lesson that is measured, in plain words
    assert not size_of(words.split("\n")).is_immense


def test_a_lesson_that_grows_beyond_is_followed_as_it_is_written() -> None:
    part = "# h [x]\n"  # weighs 13
    live = IncrementalRender()
    live.set("[x]: /u\n\n" + part * 50 + "\n" + "[" * (MOST_WEIGHT - 800))
    for step in (1, 20, -20, 0, 30):
        before = live.html.startswith("<pre")
        live.edit(5, max(0, -step), part.split("\n")[:1] * max(0, step))
        assert live.html == render(live.text)
        assert live.html.startswith("<pre") == (step in (20, 30) or (before and step == 0))
    for step in ([], ["[y]: /v"]):
        live.edit(0, 1, step)  # what its parts refer to is not asked any more
        assert live.html == render(live.text)
    assert live.refresh() == ()


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
