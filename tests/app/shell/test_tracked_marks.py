"""Changes of a text in the learner's view: found by the words that learners see before them."""

from __future__ import annotations

from app.shell.tracked_marks import as_shown, marks_of_changes
from editor.writing.tracked import Change

TEXT = "# Head\n\n1. Say what.\n2. Say what.\n\nOne line\nand another.\n"


def told(start: int, end: int, put: str) -> list[tuple[int, str, str, str]]:
    marks = marks_of_changes("s", TEXT, [Change(start, end, put)])
    return [(one.line, one.quote, one.instead, one.lead) for one in marks]


def test_the_lead_has_no_sign_that_learners_do_not_see() -> None:
    second = TEXT.rindex("what")
    assert told(second, second + 4, "why") == [(3, "what", "why", "Say ")]
    assert told(second, second, "just ") == [(3, "", "just ", "Say ")]


def test_what_comes_at_the_beginning_of_a_line_stands_behind_the_line_above() -> None:
    place = TEXT.index("and another")
    assert told(place, place, "then ") == [(6, "", "then ", "One line")]


def test_each_line_that_goes_is_struck_and_what_comes_stands_by_the_last() -> None:
    start = TEXT.index("One line")
    marks = marks_of_changes("s", TEXT, [Change(start, len(TEXT) - 1, "All new.")])
    assert [(one.id, one.quote, one.instead) for one in marks] == [
        ("s", "One line", ""),
        ("s#1", "and another.", "All new."),
    ]
    assert told(start, start + 9, " ") == [(5, "One line", "", "")]


def test_what_comes_is_read_and_not_deciphered() -> None:
    assert as_shown("## The **four** parts\n\n[See](a.md) `it`, _now_\n") == (
        "\nThe four parts\n\nSee it, now\n"
    )
    assert as_shown("| a | b |\n|---|---|\n| c | d |") == "a · b\nc · d"
    assert as_shown("[( )] a\n[(X)] b\n[[?]] c") == "○ a\n● b\n[[?]] c"
    assert as_shown("snake_case 2 * 3") == "snake_case 2 * 3"


def test_a_paragraph_that_is_split_or_joined_says_so() -> None:
    place = TEXT.index("\nand another")
    assert [mark[2] for mark in told(place, place + 1, "\n\n")] == ["¶"]
    gap = TEXT.index("\n\nOne line")
    assert "joined" in told(gap, gap + 2, "\n")[0][2]


def test_a_block_that_comes_before_another_stands_behind_the_one_above() -> None:
    place = TEXT.index("1. Say")
    assert told(place, place, "A new paragraph.\n\n") == [(0, "", "\nA new paragraph.\n\n", "")]
    assert told(0, 0, "First of all.\n\n")[0][0] == 0
