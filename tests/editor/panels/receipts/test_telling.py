"""The facts of a sync are told as what people did."""

from __future__ import annotations

import pytest

from editor.panels.kit.avatars import Face
from editor.panels.receipts.telling import (
    ReceiptEntry,
    came_lines,
    found_line,
    in_short,
    overlap_line,
    went_lines,
)
from editor.panels.receipts.values import ReceiptLine, ReceiptPage
from sync.model.kinds import KINDS

ME, AK, RM = Face("me", "Me", me=True), Face("ak", "A. K."), Face("rm", "R. M.")


def entry(kind: str, face: Face = AK, lesson: str = "l1", title: str = "Feedback") -> ReceiptEntry:
    return ReceiptEntry(kind, face, "Course", lesson, title)


def test_changes_are_told_by_their_lesson() -> None:
    (line,) = came_lines([entry("text.revised"), entry("text.revised")])
    assert (line.title, line.detail, line.lesson) == ("A. K. changed “Feedback”", "Course", "l1")


def test_several_lessons_are_counted_and_named() -> None:
    (line,) = came_lines([entry("text.revised"), entry("text.revised", lesson="l2", title="Roles")])
    assert line.title == "A. K. changed 2 lessons"
    assert line.detail == "Course: Feedback, Roles"
    assert line.lesson == ""


def test_each_person_and_deed_has_a_line() -> None:
    lines = came_lines(
        [entry("comment.made", RM), entry("comment.made", RM), entry("suggestion.made", RM)]
    )
    assert [line.title for line in lines] == ["R. M. wrote 2 comments", "R. M. made a suggestion"]
    assert lines[0].sign == RM


def test_mine_is_told_as_mine() -> None:
    (line,) = went_lines([entry("comment.replied", ME)])
    assert line.title == "You wrote an answer"


def test_the_form_of_a_file_is_not_told() -> None:
    assert came_lines([entry("lesson.form")]) == ()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_fact_has_its_words(kind: str) -> None:
    for line in came_lines([entry(kind, lesson="", title="")]):
        assert "a fact" not in line.title


def test_overlaps_and_found_lessons() -> None:
    assert overlap_line(1, "o1").title == "1 overlap was made by this"
    assert overlap_line(2, "o1").title == "2 overlaps were made by this"
    assert found_line("Roles").title == "“Roles” came back in “Found”"


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((6, 3, 1, 0), "6 in, 3 out, 1 overlap"),
        ((0, 2, 0, 0), "2 out"),
        ((0, 0, 0, 1), "1 not taken"),
        ((0, 0, 0, 0), "Nothing new"),
    ],
)
def test_a_sync_in_a_few_words(counts: tuple[int, int, int, int], told: str) -> None:
    assert in_short(*counts) == told


def test_the_account_is_honest() -> None:
    page = ReceiptPage("a", "Today", "", 6, 3)
    assert page.sentence == (
        "All of it arrived, and all of it is accounted for.",
        "6 in, 3 out.",
    )
    waiting = ReceiptPage("a", "Today", "", 6, 3, waiting=2)
    assert waiting.sentence[0] == "2 things wait for what they build on."
    refused = ReceiptPage("a", "Today", "", 6, 3, refused=(ReceiptLine("x"),))
    assert refused.sentence == (
        "1 thing was not taken.",
        "It is kept here. 6 in, 3 out.",
    )
