"""Comments on the command line: on anything, reopened, confirmed, worded anew, put elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.app.commands.conftest import Coursefolk

WHY, FEEDBACK = "01 Start/Why peers teach well", "02 Go on/Useful feedback"
QUIZ = (
    b"# Q\n\nWhich helps?\n\n[( )] Nice!\n[(X)] Where you stopped.\n\n"
    b"And then?\n\n- [(X)] Ask.\n- [( )] Wait.\n"
)


def said(coursefolk: Coursefolk, course: str, *more: str) -> Any:
    return coursefolk("threads", course, *more, "--json").json


def test_a_comment_may_be_about_anything(coursefolk: Coursefolk, course: str) -> None:
    coursefolk("add", course, "--module", "02 Go on", "--lesson", "Q")
    coursefolk("edit", course, "02 Go on/Q", "--file", "-", stdin=QUIZ)
    made = [
        ("block", WHY, "hard", "Peers remember what was hard."),
        ("picture", WHY, "loop.svg", "![Loop](loop.svg)"),
        ("option", "02 Go on/Q", "stopped", "[(X)] Where you stopped."),
        ("words", FEEDBACK, "one change", "one change"),
    ]
    for about, lesson, quote, _ in made:
        done = coursefolk(
            "comment", course, lesson, "--on", about, "--quote", quote, "--text", about
        )
        assert done.code == 0, done.err
    in_list = ("comment", course, "02 Go on/Q", "--on", "option", "--quote", "Wait", "--text", "!")
    assert coursefolk(*in_list).code == 0
    assert coursefolk("comment", course, FEEDBACK, "--on", "lesson", "--text", "lesson").code == 0
    assert coursefolk("comment", course, "--on", "course", "--text", "course").code == 0
    found = {row["text"]: row for row in said(coursefolk, course)}
    assert found.pop("!")["quote"] == "[( )] Wait."
    for about, _, _, quote in made:
        assert (found[about]["about"], found[about]["quote"]) == (about, quote)
    assert all(row["placed"] and row["about"] == row["text"] for row in found.values())
    assert found["course"]["lesson"] == ""
    assert coursefolk("comment", course, "--text", "x").code == 2
    assert coursefolk("comment", course, WHY, "--on", "block", "--text", "x").code == 2
    many = coursefolk("comment", course, WHY, "--on", "block", "--quote", "e", "--text", "x")
    assert many.code == 1


def test_a_thread_is_answered_reopened_and_confirmed(coursefolk: Coursefolk, course: str) -> None:
    thread = coursefolk(
        "comment", course, FEEDBACK, "--quote", "Say what it did.", "--text", "To whom?", "--json"
    ).json["thread"]
    assert coursefolk("confirm-answer", thread).code == 1
    assert coursefolk("reopen", thread, "--why", "no").code == 1
    coursefolk("resolve", thread, "--verdict", "wont", "--why", "clear enough")
    [row] = said(coursefolk, course)
    assert (row["state"], row["resolved"]["why"]) == ("wont", "clear enough")
    assert row["confirmed"]["by"] == row["author"]  # by closing it oneself
    coursefolk("reopen", thread, "--why", "not to newcomers")
    [row] = said(coursefolk, course)
    assert (row["state"], row["resolved"], row["confirmed"]) == ("open", None, None)
    assert [one["why"] for one in row["reopened"]] == ["not to newcomers"]
    assert [reply["text"] for reply in row["replies"]] == ["clear enough", "not to newcomers"]
    coursefolk("resolve", thread, "--verdict", "done", "--why", "said now")
    [row] = said(coursefolk, course)
    assert (row["state"], row["resolved"]["why"]) == ("done", "said now")


def test_own_words_are_worded_anew_and_their_history_is_seen(
    coursefolk: Coursefolk, course: str
) -> None:
    thread = coursefolk(
        "comment", course, FEEDBACK, "--quote", "Say what it did.", "--text", "To whom?", "--json"
    ).json["thread"]
    coursefolk("reply", thread, "--text", "To al.")
    [row] = said(coursefolk, course)
    reply = row["replies"][0]["id"]
    assert coursefolk("edit-comment", thread, "--text", "To which reader?", "--json").json[
        "changed"
    ]
    coursefolk("edit-comment", thread, "--text", "To which readers?")
    coursefolk("edit-comment", reply, "--text", "To all.")
    again = coursefolk("edit-comment", reply, "--text", "To all.", "--json").json
    assert again == {"id": reply, "changed": False}
    [row] = said(coursefolk, course)
    assert row["text"] == "To which readers?"
    assert [one["text"] for one in row["edited"]] == ["To whom?", "To which reader?"]
    assert row["replies"][0]["text"] == "To all."
    assert [one["text"] for one in row["replies"][0]["edited"]] == ["To al."]
    assert coursefolk("edit-comment", thread, "--text", " ").code == 1
    assert coursefolk("edit-comment", "f00", "--text", "x").code == 1
    found = coursefolk("search", "readers", "--json").json
    assert [hit["kind"] for hit in found] == ["comment"]
    assert not [
        hit for hit in coursefolk("search", "whom", "--json").json if hit["kind"] != "lesson"
    ]


def test_a_loose_comment_is_put_on_other_words_and_back(
    coursefolk: Coursefolk, course: str
) -> None:
    thread = coursefolk(
        "comment", course, FEEDBACK, "--quote", "Say what it did.", "--text", "To whom?", "--json"
    ).json["thread"]
    gone = b"# Useful feedback\n\nSay what you saw.\n\nSuggest one change"
    coursefolk("edit", course, FEEDBACK, "--file", "-", stdin=gone)
    assert said(coursefolk, course)[0]["placed"] is False
    assert coursefolk("re-attach", thread, WHY, "--quote", "nowhere").code == 1
    assert coursefolk("re-attach", thread, WHY, "--quote", "the words that helped").code == 0
    [row] = said(coursefolk, course)
    assert (row["placed"], row["moved"], row["quote"]) == (True, True, "the words that helped")
    assert row["lesson"] != row["made_in"]
    text = coursefolk("cat", course, WHY, "--json").json["text"]
    assert text[row["where"]["start"] : row["where"]["end"]] == "the words that helped"
    coursefolk("re-attach", thread, FEEDBACK, "--quote", "what you saw")
    [row] = said(coursefolk, course)
    assert (row["quote"], row["lesson"]) == ("what you saw", row["made_in"])


def test_a_paragraph_taken_to_another_lesson_takes_its_comments_along(
    coursefolk: Coursefolk, course: str
) -> None:
    """Cut out of one lesson and put into another, edited there, and taken back."""
    coursefolk("comment", course, FEEDBACK, "--quote", "Say what it did.", "--text", "To whom?")
    whole = coursefolk("cat", course, FEEDBACK, "--json").json["text"]
    other = coursefolk("cat", course, WHY, "--json").json["text"]
    there = other.replace("They know", "Say what it did. Always.\n\nThey know")
    coursefolk("edit", course, WHY, "--file", "-", stdin=there.encode())
    [row] = said(coursefolk, course)
    assert row["lesson"] == row["made_in"]  # it stands in both: the first one is its own
    cut = whole.replace("Say what it did.\n\n", "")
    coursefolk("edit", course, FEEDBACK, "--file", "-", stdin=cut.encode())
    [row] = said(coursefolk, course)
    assert (row["placed"], row["where"]["how"], row["lesson"] != row["made_in"]) == (
        True, "moved", True,
    )  # fmt: skip
    assert there[row["where"]["start"] : row["where"]["end"]] == "Say what it did."
    edited = there.replace("Say what it did.", "Say what it did to you.")
    coursefolk("edit", course, WHY, "--file", "-", stdin=edited.encode())
    [row] = said(coursefolk, course)
    assert (row["placed"], row["where"]["how"]) == (True, "changed")
    coursefolk("edit", course, WHY, "--file", "-", stdin=other.encode())
    assert said(coursefolk, course)[0]["placed"] is False
    coursefolk("edit", course, FEEDBACK, "--file", "-", stdin=whole.encode())
    [row] = said(coursefolk, course)
    assert (row["lesson"], row["where"]["how"]) == (row["made_in"], "exact")


def test_words_that_another_lesson_always_had_take_no_comment(
    coursefolk: Coursefolk, course: str
) -> None:
    twin = "Read it once more before you go on."
    for lesson in (FEEDBACK, WHY):
        text = coursefolk("cat", course, lesson, "--json").json["text"] + f"\n\n{twin}\n"
        coursefolk("edit", course, lesson, "--file", "-", stdin=text.encode())
    coursefolk("comment", course, FEEDBACK, "--quote", twin, "--text", "Why?")
    coursefolk("edit", course, FEEDBACK, "--file", "-", stdin=b"# Useful feedback\n\nOther.\n")
    [row] = said(coursefolk, course)
    assert (row["placed"], row["lesson"]) == (False, row["made_in"])


def test_a_version_keeps_its_comments(coursefolk: Coursefolk, course: str) -> None:
    thread = coursefolk(
        "comment", course, FEEDBACK, "--quote", "Say what it did.", "--text", "To whom?", "--json"
    ).json["thread"]
    coursefolk("publish", course)
    coursefolk("resolve", thread, "--verdict", "done", "--why", "cut")
    coursefolk("release", course, "1")
    coursefolk("edit", course, FEEDBACK, "--file", "-", stdin=b"# Useful feedback\n\nOther.\n")
    coursefolk("publish", course)
    coursefolk("comment", course, FEEDBACK, "--quote", "Other.", "--text", "Than what?")
    [first] = said(coursefolk, course, "--version", "1")
    assert (first["placed"], first["where"]["how"], first["state"]) == (True, "exact", "done")
    second = {row["text"]: row["placed"] for row in said(coursefolk, course, "--version", "2")}
    assert second == {"To whom?": False, "Than what?": True}


def test_people_are_spoken_to_by_name(coursefolk: Coursefolk, course: str) -> None:
    me = coursefolk(
        "comment", course, FEEDBACK, "--on", "lesson", "--text", "Whose is it?", "--json"
    )
    [row] = said(coursefolk, course)
    name = row["author"]
    coursefolk("reply", me.json["thread"], "--text", f"@{name}, yours.")
    [row] = said(coursefolk, course)
    assert row["replies"][0]["mentions"] in ([name], [])


def test_what_stays_private_when_a_course_is_shared_is_listed_and_found_here(
    coursefolk: Coursefolk, course: str, tmp_path: Path
) -> None:
    for quote in ("one change", "what you saw"):
        coursefolk("comment", course, FEEDBACK, "--quote", quote, "--text", f"on {quote}")
    text = coursefolk("cat", course, FEEDBACK).out.replace(b"one change", b"two changes")
    coursefolk("edit", course, FEEDBACK, "--file", "-", stdin=text)
    coursefolk("publish", course, "--note", "Privately noted")
    assert coursefolk("review-file", "make", course, "--out", str(tmp_path / "a")).code == 0
    found = {row["text"]: (row["only_here"], row["placed"]) for row in said(coursefolk, course)}
    assert found == {"on what you saw": (False, True), "on one change": (True, False)}
    assert "(loose) (only on this laptop)" in coursefolk("threads", course).text
    for words in ("on one change", "privately noted"):
        [row] = [r for r in coursefolk("search", words, "--json").json if r["kind"] != "lesson"]
        assert row["only_here"], words
    assert "(only on this laptop)" in coursefolk("search", "privately noted").text
