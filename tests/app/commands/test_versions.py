"""Versions on the command line: what differs, right answers first, and what comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.commands.conftest import Coursefolk

FEEDBACK = "02 Go on/Useful feedback"
QUIZ = """

Which helps most?

<!-- data-pass-mark="60" -->
[( )] Nice
[(X)] Which form?
[( )] What is it?
"""


@pytest.fixture
def course_with_quiz(coursefolk: Coursefolk, course: str) -> str:
    """A course whose version 1 holds a question."""
    text = coursefolk("cat", course, FEEDBACK).out
    assert coursefolk("edit", course, FEEDBACK, "--file", "-", stdin=text + QUIZ.encode()).code == 0
    coursefolk("publish", course)
    return course


def write(coursefolk: Coursefolk, course: str, *changes: tuple[str, str]) -> str:
    """Change words of the lesson; give its text of before."""
    before = coursefolk("cat", course, FEEDBACK).out.decode()
    text = before
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    assert coursefolk("edit", course, FEEDBACK, "--file", "-", stdin=text.encode()).code == 0
    return before


FLIP = (("[(X)] Which", "[( )] Which"), ("[( )] What", "[(X)] What"))


def test_only_the_key_flipped_is_told_in_words(
    coursefolk: Coursefolk, course_with_quiz: str
) -> None:
    """The row is about the right answer, not about a text that changed somewhere (G6)."""
    write(coursefolk, course_with_quiz, *FLIP)
    [row] = coursefolk("diff", course_with_quiz, "1", "--json").json
    told = {key: row[key] for key in ("title", "kind", "before", "after", "question")}
    assert told == {
        "title": "Useful feedback", "kind": "right-answer",
        "before": "B", "after": "C", "question": 1,
    }  # fmt: skip
    text = coursefolk("diff", course_with_quiz, "1").text
    assert "Useful feedback, question 1: right answer B → C" in text


def test_right_answers_and_pass_marks_stand_before_all_else(
    coursefolk: Coursefolk, course_with_quiz: str
) -> None:
    write(coursefolk, course_with_quiz, *FLIP, ('"60"', '"80"'), ("Say what it did.", "Say it."))
    coursefolk("move", course_with_quiz, FEEDBACK, "--module", "01 Start")
    coursefolk("publish", course_with_quiz)
    rows = coursefolk("diff", course_with_quiz, "1", "2", "--json").json
    assert [row["kind"] for row in rows] == ["right-answer", "pass-mark", "moved", "changed"]
    assert (rows[1]["before"], rows[1]["after"]) == ("60 %", "80 %")
    lines = coursefolk("diff", course_with_quiz, "1", "2").text.splitlines()
    assert lines[0].strip() == "1  Useful feedback, question 1: right answer B → C"
    assert lines[1].endswith("pass mark 60 % → 80 %")
    coursefolk("move", course_with_quiz, "01 Start/Why peers teach well", "--module", "01 Start")
    [row] = coursefolk("diff", course_with_quiz, "2", "--json").json
    assert (row["kind"], row["before"], row["after"]) == ("moved", "2", "3"), "among its own"


def test_what_differs_is_told_with_its_authors_counted_and_written_out(
    coursefolk: Coursefolk, course_with_quiz: str, tmp_path: Path
) -> None:
    write(coursefolk, course_with_quiz, *FLIP, ("Say what it did.", "Say <b>it</b>."))
    me = coursefolk("versions", course_with_quiz, "--json").json[0]["author"]
    answer, words = coursefolk("diff", course_with_quiz, "1", "--json").json
    assert [row["authors"] for row in (answer, words)] == [[me], [me]]
    moved = coursefolk("diff", course_with_quiz, "1").text
    assert "  - Say what it did." in moved and "(X)" not in moved, "answers are told above"
    [block] = words["blocks"]
    assert "Say what it did." in block["before"] and "Say <b>it</b>." in block["after"]
    assert (block["what"], block["authors"]) == ("Sentence changed", [me])
    [version] = coursefolk("versions", course_with_quiz, "--since", "--json").json
    assert version["since"] == 2
    assert "(2 changed since)" in coursefolk("versions", course_with_quiz, "--since").text
    out = tmp_path / "what differs.html"
    assert coursefolk("diff", course_with_quiz, "1", "--out", str(out)).code == 0
    page = out.read_text("utf-8")
    assert "Version 1 compared with the draft" in page and "by you" in page
    assert "Right answer B → C" in page and "<b>it</b>" not in page
    again = coursefolk("diff", course_with_quiz, "--out", str(out))
    assert again.code == 1 and "is there already" in again.err
    assert out.read_text("utf-8") == page, "it was not written over"


def test_a_sentence_comes_back_and_later_work_stays(
    coursefolk: Coursefolk, course_with_quiz: str
) -> None:
    before = write(coursefolk, course_with_quiz, ("Say what it did.", "Say it. Later work."), *FLIP)
    asked = ("restore", course_with_quiz, "1", "--lesson", FEEDBACK)
    done = coursefolk(*asked, "--quote", "what it did", "--json").json
    assert done["changed"]
    text = coursefolk("cat", course_with_quiz, FEEDBACK).out.decode()
    assert "Say what it did." in text and "Later work." in text
    assert "[(X)] What is it?" in text, "the question stays as it is today"
    assert not coursefolk(*asked, "--quote", "what it did", "--json").json["changed"]
    assert coursefolk(*asked, "--json").json["changed"]
    assert coursefolk("cat", course_with_quiz, FEEDBACK).out.decode() == before


def test_a_lesson_that_was_taken_out_comes_back(
    coursefolk: Coursefolk, course_with_quiz: str
) -> None:
    before = coursefolk("cat", course_with_quiz, FEEDBACK).out
    coursefolk("remove", course_with_quiz, FEEDBACK)
    assert coursefolk("cat", course_with_quiz, FEEDBACK).code == 1
    quoted = ("restore", course_with_quiz, "1", "--lesson", FEEDBACK)
    assert coursefolk(*quoted, "--quote", "Say what").code == 1
    assert coursefolk("restore", course_with_quiz, "1", "--lesson", "useful feedback").code == 0
    assert coursefolk("cat", course_with_quiz, FEEDBACK).out == before


def test_what_cannot_come_back_is_said(coursefolk: Coursefolk, course_with_quiz: str) -> None:
    lesson = ("restore", course_with_quiz, "1", "--lesson", FEEDBACK)
    assert "not in that version" in coursefolk(*lesson, "--quote", "never written").err
    assert coursefolk("restore", course_with_quiz, "1", "--lesson", "No such").code == 1
    assert coursefolk("restore", course_with_quiz, "1", "--quote", "x").code == 2
    assert coursefolk("restore", course_with_quiz).code == 2
    assert coursefolk("restore", course_with_quiz, "1", "--undo").code == 2
    assert coursefolk("restore", course_with_quiz, "--undo").code == 1, "nothing came back yet"


def test_the_last_restore_is_taken_back(coursefolk: Coursefolk, course_with_quiz: str) -> None:
    write(coursefolk, course_with_quiz, ("Say what it did.", "Say it."), *FLIP)
    today = coursefolk("cat", course_with_quiz, FEEDBACK).out.decode()
    done = coursefolk("restore", course_with_quiz, "1")
    assert "What was in the draft before is in version 2." in done.text
    listed = coursefolk("versions", course_with_quiz, "--json").json
    assert [row["note"] for row in listed] == ["", "Before bringing back version 1"]
    assert coursefolk("diff", course_with_quiz, "--json").json == [], "the last that was named is 1"
    assert coursefolk("diff", course_with_quiz, "2", "--json").json != []
    write(coursefolk, course_with_quiz, ("Say what it did.", "Say what it did. Meanwhile."))
    write(coursefolk, course_with_quiz, ("Say what it did. Meanwhile.", "Say what it did."))
    assert coursefolk("restore", course_with_quiz, "--undo", "--json").json["changed"]
    assert coursefolk("cat", course_with_quiz, FEEDBACK).out.decode() == today
    assert coursefolk("restore", course_with_quiz, "--undo").code == 1
