"""Comments, suggestions, versions and verdicts on the command line, on one laptop."""

from __future__ import annotations

from tests.app.commands.conftest import Coursefolk

FEEDBACK = "02 Go on/Useful feedback"


def test_a_comment_is_placed_answered_and_resolved(coursefolk: Coursefolk, course: str) -> None:
    made = coursefolk(
        "comment", course, FEEDBACK, "--quote", "Say what it did.", "--text", "To whom?", "--json"
    ).json["thread"]
    coursefolk("reply", made, "--text", "To the reader.")
    [thread] = coursefolk("threads", course, "--json").json
    assert set(thread) >= {
        "id",
        "lesson",
        "quote",
        "where",
        "placed",
        "text",
        "author",
        "state",
        "replies",
    }
    assert (thread["placed"], thread["state"]) == (True, "open")
    assert thread["replies"][0]["text"] == "To the reader."
    coursefolk("resolve", made, "--verdict", "done", "--why", "said now")
    assert coursefolk("threads", course, "--json").json[0]["state"] == "done"


def test_a_comment_follows_its_words_and_is_loose_without_them(
    coursefolk: Coursefolk, course: str
) -> None:
    coursefolk("comment", course, FEEDBACK, "--quote", "Say what it did.", "--text", "To whom?")
    text = coursefolk("cat", course, FEEDBACK, "--json").json["text"]
    moved = text.replace("\n\nSay what it did.", "") + "\n\nMore.\n\nSay what it did.\n"
    coursefolk("edit", course, FEEDBACK, "--file", "-", stdin=moved.encode())
    [thread] = coursefolk("threads", course, "--json").json
    now = coursefolk("cat", course, FEEDBACK, "--json").json["text"]
    assert now[thread["where"]["start"] : thread["where"]["end"]] == "Say what it did."
    coursefolk(
        "edit", course, FEEDBACK, "--file", "-", stdin=b"# Useful feedback\n\nQuite other.\n"
    )
    [thread] = coursefolk("threads", course, "--json").json
    assert thread["placed"] is False
    assert thread["quote"] == "Say what it did."
    coursefolk("edit", course, FEEDBACK, "--file", "-", stdin=text.encode())
    [thread] = coursefolk("threads", course, "--json").json
    assert (thread["placed"], thread["where"]["how"]) == (True, "exact")


def test_a_quote_must_stand_once(coursefolk: Coursefolk, course: str) -> None:
    for quote in ("Say", "not here at all"):
        answer = coursefolk("comment", course, FEEDBACK, "--quote", quote, "--text", "x")
        assert answer.code == 1
    assert coursefolk("threads", course, "--json").json == []
    text = coursefolk("cat", course, FEEDBACK, "--json").json["text"]
    lines = text[: text.index("Say") + 3].replace("\n", "\r\n")  # as some shells hand them on
    answer = coursefolk("comment", course, FEEDBACK, "--quote", lines, "--text", "x")
    assert answer.code == 0, answer.err


def test_suggestions_are_made_block_by_block(coursefolk: Coursefolk, course: str) -> None:
    text = coursefolk("cat", course, FEEDBACK, "--json").json["text"]
    wish = text.replace("what you saw", "what you really saw").replace("one change", "two changes")
    made = coursefolk(
        "suggest",
        course,
        FEEDBACK,
        "--file",
        "-",
        "--why",
        "clearer",
        "--json",
        stdin=wish.encode(),
    ).json
    assert len(made) == 2
    no_reason = ("suggest", course, FEEDBACK, "--file", "-", "--why", " ")
    refused = coursefolk(*no_reason, stdin=wish.replace("two changes", "3").encode())
    assert (refused.code, "needs a reason" in refused.err) == (1, True)
    coursefolk("accept", made[0]["id"])
    coursefolk("reject", made[1]["id"], "--why", "one is enough")
    listed = {row["id"]: row for row in coursefolk("suggestions", course, "--json").json}
    assert listed[made[0]["id"]]["state"] == "accepted"
    assert listed[made[1]["id"]]["state"] == "rejected"
    assert set(listed[made[0]["id"]]) >= {"id", "lesson", "author", "why", "before", "after"}
    now = coursefolk("cat", course, FEEDBACK, "--json").json["text"]
    assert "what you really saw" in now
    assert "one change" in now
    assert coursefolk("accept", made[0]["id"]).code == 1


def test_both_suggestions_of_one_edit_can_be_taken(coursefolk: Coursefolk, course: str) -> None:
    text = coursefolk("cat", course, FEEDBACK, "--json").json["text"]
    wish = text.replace("what you saw", "what you really saw").replace("one change", "two changes")
    made = coursefolk(
        "suggest",
        course,
        FEEDBACK,
        "--file",
        "-",
        "--why",
        "clearer",
        "--json",
        stdin=wish.encode(),
    ).json
    for row in made:
        assert coursefolk("accept", row["id"]).code == 0
    assert coursefolk("cat", course, FEEDBACK, "--json").json["text"] == wish
    assert coursefolk("overlaps", course, "--json").json == []


def test_versions_are_numbered_compared_and_restored(coursefolk: Coursefolk, course: str) -> None:
    before = coursefolk("cat", course, FEEDBACK).out
    first = coursefolk("publish", course, "--note", "first", "--json").json
    assert first["number"] == 1
    text = before.replace(b"Say what it did.", b"Say what it did to you.")
    coursefolk("edit", course, FEEDBACK, "--file", "-", stdin=text)
    coursefolk("move", course, FEEDBACK, "--module", "01 Start")
    kinds = {row["kind"] for row in coursefolk("diff", course, "--json").json}
    assert kinds == {"changed", "moved"}
    second = coursefolk("publish", course, "--note", "second", "--json").json
    assert second["number"] == 2
    assert coursefolk("diff", course, "2", "--json").json == []
    assert coursefolk("diff", course, "1", first["hash"][:8], "--json").json == []
    coursefolk("restore", course, "1")
    assert coursefolk("cat", course, FEEDBACK).out == before
    assert coursefolk("diff", course, "1", "--json").json == []
    listed = coursefolk("versions", course, "--json").json
    assert [(v["number"], v["note"], v["state"]) for v in listed] == [
        (1, "first", "named"),
        (2, "second", "named"),
    ]
    assert all(set(v) >= {"number", "note", "author", "at", "hash", "state"} for v in listed)


def test_a_verdict_is_on_a_version(coursefolk: Coursefolk, course: str) -> None:
    assert coursefolk("review", course, "--approve").code == 1
    coursefolk("publish", course)
    assert coursefolk("review", course).code == 2
    done = coursefolk("review", course, "--ask-changes", "--note", "too long", "--json").json
    assert (done["version"], done["verdict"]) == (1, "ask-changes")
    assert coursefolk("versions", course, "--json").json[0]["state"] == "changes asked"
    coursefolk("release", course, "1")
    assert coursefolk("versions", course, "--json").json[0]["state"] == "released"
    for number in range(2, 10):  # the hash begins with one of them, often enough
        assert coursefolk("release", course, str(number)).code == 1


def suggest(coursefolk: Coursefolk, course: str, *changes: tuple[str, str]) -> list[str]:
    """Suggest the lesson with some words in place of others; return the ids."""
    text = coursefolk("cat", course, FEEDBACK, "--json").json["text"]
    for old, new in changes:
        text = text.replace(old, new)
    arguments = ("suggest", course, FEEDBACK, "--file", "-", "--why", "clearer", "--json")
    return [row["id"] for row in coursefolk(*arguments, stdin=text.encode()).json]


def test_a_suggestion_is_taken_back_and_waits_no_more(coursefolk: Coursefolk, course: str) -> None:
    [one] = suggest(coursefolk, course, ("what you saw", "what you really saw"))
    assert coursefolk("withdraw", one, "--why", "misread", "--json").json["state"] == "withdrawn"
    coursefolk("reply", one, "--text", "I read it again.")
    [row] = coursefolk("suggestions", course, "--json").json
    assert (row["state"], row["withdrawn"]) == ("withdrawn", "misread")
    assert [said["text"] for said in row["replies"]] == ["I read it again."]
    assert coursefolk("suggestions", course, "--open", "--json").json == []
    for again in (("accept", one), ("reject", one, "--why", "no"), ("withdraw", one)):
        assert coursefolk(*again).code == 1
    assert b"really saw" not in coursefolk("cat", course, FEEDBACK).out


def test_all_of_one_person_are_decided_at_once(coursefolk: Coursefolk, course: str) -> None:
    suggest(coursefolk, course, ("what you saw", "what you really saw"), ("one change", "two"))
    name = coursefolk("suggestions", course, "--json").json[0]["author"]
    assert coursefolk("accept", "--all-by", name).code == 2, "it is not said where"
    nobody = coursefolk("accept", "--all-by", "Nobody", "--course", course)
    assert nobody.code == 1
    rows = coursefolk("accept", "--all-by", name, "--course", course, "--json").json
    assert [row["state"] for row in rows] == ["accepted", "accepted"]
    assert coursefolk("accept", rows[0]["id"], rows[1]["id"], "--undo").code == 2
    undone = coursefolk("accept", rows[1]["id"], "--undo", "--json").json
    assert sorted(undone["ids"]) == sorted(row["id"] for row in rows)
    waiting = coursefolk("suggestions", course, "--open", "--json").json
    assert sorted(undone["again"]) == sorted(row["id"] for row in waiting)
    assert b"Say what you saw" in coursefolk("cat", course, FEEDBACK).out
    assert coursefolk("accept", rows[1]["id"], "--undo").code == 1
    more = suggest(coursefolk, course, ("Say what", "Tell what"))
    assert more
    arguments = ("--all-by", name, "--course", course, "--why", "enough", "--json")
    assert {row["state"] for row in coursefolk("reject", *arguments).json} == {"rejected"}
    again = coursefolk("reopen", more[0], "--why", "We have time", "--json").json
    assert again["state"] == "open"
    assert coursefolk("reopen", more[0], "--why", "Twice").code == 1
    coursefolk("reject", more[0], "--why", "enough")
    assert coursefolk("suggestions", course, "--open", "--json").json == []


def test_a_suggestion_is_accepted_with_a_change(coursefolk: Coursefolk, course: str) -> None:
    [one] = suggest(coursefolk, course, ("what you saw", "what you really saw"))
    [row] = coursefolk("suggestions", course, "--json").json
    mine = row["after"].replace("really", "truly")
    done = coursefolk("accept", one, "--with", "-", "--json", stdin=mine.encode()).json
    assert (done["state"], done["overlaps"]) == ("accepted", [])
    assert b"what you truly saw" in coursefolk("cat", course, FEEDBACK).out
