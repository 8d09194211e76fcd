"""A changed right answer or pass mark is found, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from editor.markdown import right_answers
from editor.markdown.right_answers import answer_changes, differs_only_in_answers

QUIZ = "Which helps most?\n\n[( )] Nice\n[(X)] Which form?\n[( )] What is it?\n"
FLIPPED = QUIZ.replace("(X)", "( )").replace("[( )] What", "[(X)] What")
SEVERAL = "Which two?\n\n[[X]] one\n[[ ]] two\n[[X]] three\n"
PASS = '<!-- data-pass-mark="60" -->\n'


def heads(before: str, after: str) -> list[str]:
    return [change.head for change in answer_changes(before, after)]


def test_another_option_is_right() -> None:
    [change] = answer_changes(QUIZ, FLIPPED)
    assert (change.before, change.after, change.number) == ("B", "C", 1)
    assert change.told == "Question 1: right answer B → C"
    assert differs_only_in_answers(QUIZ, FLIPPED)


def test_another_pass_mark() -> None:
    before, after = (
        QUIZ.replace("[( )] Nice", f"{mark}[( )] Nice") for mark in (PASS, PASS.replace("60", "80"))
    )
    assert heads(before, after) == ["Pass mark 60 % → 80 %"]
    assert heads(QUIZ, before) == ["Pass mark none → 60 %"]
    assert differs_only_in_answers(before, after) and differs_only_in_answers(QUIZ, before)


def test_the_right_option_worded_anew_is_told_by_its_words() -> None:
    assert heads(QUIZ, QUIZ.replace("Which form?", "What form?")) == [
        "Right answer “Which form?” → “What form?”"
    ]


@pytest.mark.parametrize(
    "after",
    [
        SEVERAL.replace("[[X]] one\n[[ ]] two\n[[X]] three", "[[X]] three\n[[ ]] two\n[[X]] one"),
        SEVERAL.replace("two\n", "two  \n"),
        "New words above.\n\n" + SEVERAL,
        SEVERAL.replace("[[ ]] two", "[[ ]] two and a half"),
    ],
)
def test_order_spacing_and_wrong_options_are_no_other_answer(after: str) -> None:
    assert heads(SEVERAL, after) == []


@pytest.mark.parametrize(
    "around",
    [
        "Prose.\n\n{}\n\nMore prose.\n",
        "- an item\n\n{}\n",
        "<!--\nnot shown\n\n[(X)] nor this\n\n-->\n\nProse.\n\n{}",
        "```\n[(X)] code\n\n[( )] code\n```\n\n{}",
        "---\ntitle: x\n\nsub: y\n---\n\n{}\n****\n\nBecause.\n\n****\n\nProse.\n",
    ],
)
def test_in_a_long_lesson_the_same_is_found(around: str, monkeypatch: pytest.MonkeyPatch) -> None:
    far = "A paragraph of no question.\n\n" * 30
    before, after = (around.format(far + quiz + far) for quiz in (QUIZ, FLIPPED))
    monkeypatch.setattr(right_answers, "LONG", 10**9)
    found = answer_changes(before, after)
    monkeypatch.setattr(right_answers, "LONG", 0)
    assert answer_changes(before, after) == found
    assert [change.head for change in found] == ["Right answer B → C"]
