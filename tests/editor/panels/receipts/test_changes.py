"""A change that can go back is told as what a person did, with its words marked."""

from __future__ import annotations

from typing import get_args

import pytest

from editor.panels.cards.runs import spoken
from editor.panels.kit.avatars import Face
from editor.panels.receipts.changes import ChangeKind, ChangeTold, change_line

AK, ME = Face("ak", "A. K."), Face("me", "L. S.", me=True)


def told(
    kind: ChangeKind = "words", before: str = "", after: str = "", **more: object
) -> ChangeTold:
    given = {"face": AK, "id": "1", **more}
    return ChangeTold(
        kind=kind, name="Feedback", course="Course", time="10:42", before=before, after=after,
        **given,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "title"),
    [
        ("It does not work.\n", "It rarely works.\n", "A. K. changed a sentence in “Feedback”"),
        ("", "New.\n", "A. K. wrote something new in “Feedback”"),
        ("Old.\n", "", "A. K. took words out of “Feedback”"),
        ("One.\n\nTwo.\n", "One.\nTwo.\n", "A. K. moved a paragraph in “Feedback”"),
    ],
)
def test_words_are_told_by_what_became_of_them(before: str, after: str, title: str) -> None:
    line = change_line(told(before=before, after=after))
    assert (line.title, line.detail, line.by, line.id) == (title, "Course, 10:42", "A. K.", "1")


def test_the_words_are_marked() -> None:
    line = change_line(told(before="She answers in a week.\n", after="She answers in a day.\n"))
    assert spoken(line.runs) == "She answers in a [deleted: week] [inserted: day] ."


def test_a_changed_right_answer_is_said_as_a_sentence() -> None:
    before = "Who?\n\n    [(X)] One\n    [( )] Two\n"
    after = "Who?\n\n    [( )] One\n    [(X)] Two\n"
    line = change_line(told(before=before, after=after))
    assert line.title == "A. K. changed a question: Right answer A → B"
    assert line.detail == "Feedback · Course, 10:42"


def test_a_module_tells_what_came_with_it() -> None:
    assert change_line(told("added", more=2)).detail == "Course, 10:42, with 2 below it"


def test_what_was_taken_back_says_why() -> None:
    line = change_line(told(before="a\n", after="b\n", took_back=True, why="The source."))
    assert line.title == "A. K. took a change back in “Feedback”"
    assert "“The source.”" in line.detail


@pytest.mark.parametrize("kind", get_args(ChangeKind))
def test_every_kind_is_told_of_me_and_of_others(kind: ChangeKind) -> None:
    theirs = change_line(told(kind, "One", "Two")).title
    mine = change_line(told(kind, "One", "Two", face=ME))
    assert "A. K." in theirs
    assert (mine.title.split()[0], mine.by) == ("You", "")
