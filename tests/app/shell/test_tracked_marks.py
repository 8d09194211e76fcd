"""Changes of a text in the learner's view: found by the words that learners see before them."""

from __future__ import annotations

import random
import re
from html import unescape

import pytest

from app.shell.tracked_marks import as_shown, marks_of_changes
from editor.markdown.render import render
from editor.panels.preview.quotes import find_quote
from editor.panels.preview.values import PreviewMarkKind
from editor.writing.tracked import Change
from sync.merge.edits import edits
from tests.app.shell.block_pairs import random_pair

TEXT = "# Head\n\n1. Say what.\n2. Say what.\n\nOne line\nand another.\n"


def told(start: int, end: int, put: str) -> list[tuple[int, str, str, str]]:
    marks = marks_of_changes("s", TEXT, [Change(start, end, put)])
    return [(one.line, one.quote, one.instead, one.lead) for one in marks]


def test_the_lead_has_no_sign_that_learners_do_not_see() -> None:
    second = TEXT.rindex("what")
    assert told(second, second + 4, "why") == [(3, "what", "why", "Say what.\nSay ")]
    assert told(second, second, "just ") == [(3, "", "just ", "Say what.\nSay ")]


def test_what_comes_at_the_beginning_of_a_line_stands_before_its_words() -> None:
    place = TEXT.index("and another")
    (mark,) = marks_of_changes("s", TEXT, [Change(place, place, "then ")])
    assert (mark.line, mark.instead, mark.lead) == (6, "then ", "One line\n")
    assert mark.follow == "and another."
    (first,) = marks_of_changes("s", TEXT, [Change(place - 9, place - 9, "Please ")])
    assert (first.line, first.instead, first.lead) == (5, "Please ", "")
    assert first.follow == "One line", "inside its paragraph, not behind the one above"


def test_each_line_that_goes_is_struck_and_what_comes_stands_by_the_last() -> None:
    start = TEXT.index("One line")
    marks = marks_of_changes("s", TEXT, [Change(start, len(TEXT) - 1, "All new.")])
    assert [(one.id, one.quote, one.instead) for one in marks] == [
        ("s", "One line", ""),
        ("s#1", "and another", "All new"),
    ]
    assert told(start, start + 9, "") == [(5, "One line", "", "")]


def test_what_comes_is_read_and_not_deciphered() -> None:
    assert as_shown("## The **four** parts\n\n[See](a.md) `it`, _now_\n") == (
        "\nThe four parts\n\nSee it, now\n"
    )
    assert as_shown("| a | b |\n|---|---|\n| c | d |") == "a · b\nc · d"
    assert as_shown("[( )] a\n[(X)] b\n[[?]] c") == "○ a\n● b\n[[?]] c"
    assert as_shown(" Be kind.") == " Be kind."
    assert as_shown("\n\nMore.") == "\nMore."
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


def test_the_signs_that_stand_in_both_stay_unmarked() -> None:
    text = "Suggest one change, with an example.\n"
    (mark,) = marks_of_changes("s", text, [Change(0, len(text), "Propose a single thing.\n")])
    assert (mark.quote, mark.instead) == (text[:-2], "Propose a single thing")
    stop = len(text) - 2
    (more,) = marks_of_changes("s", text, [Change(stop, stop, ". Be kind")])
    assert (more.quote, more.instead) == ("", " Be kind.")
    (typed,) = marks_of_changes("s", text, [Change(18, 18, "s")])
    assert (typed.quote, typed.instead) == ("change", "changes"), "words are whole"


def test_half_of_what_learners_see_as_one_is_never_struck() -> None:
    text = "[( )] No\n[(X)] See [it](a.md), now\n"
    marks = marks_of_changes("s", text, [Change(2, 3, "X"), Change(11, 12, " ")])
    assert [(one.quote, one.instead, one.follow) for one in marks] == [
        ("", "● ", "No"),
        ("", "○ ", "See [it](a.md), now"),
    ]
    address = text.index("a.md")
    (mark,) = marks_of_changes("s", text, [Change(address, address + 4, "b.md")])
    assert (mark.kind, mark.quote) == (PreviewMarkKind.NOTED, "See [it](a.md), now")


@pytest.mark.parametrize("seed", range(12))
def test_what_is_marked_is_what_would_change_and_no_more(seed: int) -> None:
    """Without what comes it reads as today, without what goes as was suggested."""
    chance = random.Random(seed)
    for _ in range(12):
        before, after = random_pair(chance)
        changes = [Change(one.start, one.end, one.inserted) for one in edits(before, after)]
        today = read(before)
        kept, end, wanted = "", 0, ""
        for mark in marks_of_changes("s", before, changes):
            if mark.kind is not PreviewMarkKind.SUGGESTION:
                continue
            found = find_quote(today, mark.quote, mark.lead, mark.follow)
            assert found is not None and found[0] >= end, (seed, before, after, mark)
            kept += today[end : found[0]]
            wanted += today[end : found[0]] + mark.instead
            kept += today[found[0] : found[1]]
            end = found[1]
        assert kept + today[end:] == today
        assert one_spaced(wanted + today[end:]) == one_spaced(read(after)), (seed, before, after)


def read(markdown: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", render(markdown)))


def one_spaced(text: str) -> str:
    return " ".join(text.split())
