"""Overlaps and what broke by merging, on the command line alone: two edits of one state."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sync.workspace.opening import Workspace
from tests.app.commands.conftest import Coursefolk

QUIZ = (
    "# Food\n\nWhich one?\n\n[( )] Apple\n[( )] Beet\n[( )] Corn\n[( )] Dill\n[( )] Endive\n\n"
    "Say what effect it had on you.\n"
)


def told(coursefolk: Coursefolk, *arguments: str, code: int = 0) -> Any:
    """Read the answer of a command that ends so."""
    answer = coursefolk(*arguments, "--json")
    assert answer.code == code, answer.err
    return answer.json


def begun(coursefolk: Coursefolk, *edits: tuple[str, str]) -> None:
    """Write a lesson, and edits of its first state that know nothing of each other."""
    assert coursefolk("new", "Food").code == 0
    assert (
        coursefolk("add", "Food", "--lesson", "Which", "--file", "-", stdin=QUIZ.encode()).code == 0
    )
    state = told(coursefolk, "cat", "Food", "Which")["state"]
    for old, new in edits:
        text = QUIZ.replace(old, new)
        done = coursefolk(
            "edit", "Food", "Which", "--file", "-", "--base", state, stdin=text.encode()
        )
        assert done.code == 0


def test_an_overlap_is_deferred_asked_about_settled_and_taken_back(
    coursefolk: Coursefolk, tmp_path: Path
) -> None:
    begun(coursefolk, ("Say what", "Tell which"), ("Say what", "Name the"))
    [row] = told(coursefolk, "overlaps", "Food")
    assert (row["given"], row["suggestions"], row["threads"]) == (None, [], [])
    with Workspace.open(tmp_path / "author") as ws:
        me = ws.identity.person
    mine = ("overlaps", "Food", "--given", me)
    assert told(coursefolk, *mine) == []
    assert told(coursefolk, "defer", row["id"], "--to", me)["given"]["to"] == "You"
    assert [one["id"] for one in told(coursefolk, *mine)] == [row["id"]]
    assert told(coursefolk, "overlaps", "Food", "--given", "You") == told(coursefolk, *mine)
    past = coursefolk("defer", row["id"], "--until", "2020-01-01")
    assert (past.code, "2020-01-01 has passed." in past.err) == (1, True)
    day = (date.today() + timedelta(days=3)).isoformat()
    given = told(coursefolk, "defer", row["id"], "--why", "Later", "--until", day)
    assert given["given"]["until"] == day
    assert f"left until {day}" in coursefolk("overlaps", "Food").text
    assert told(coursefolk, "defer", row["id"], "--back")["given"] is None
    assert coursefolk("defer", row["id"], "--to", "Nobody known").code == 1
    for nothing in (b"", b" \n"):
        refused = coursefolk("confirm", row["id"], "--file", "-", stdin=nothing)
        assert (refused.code, "no wording" in refused.err) == (1, True)
    assert told(coursefolk, "overlaps", "Food", "--lesson", "Which")[0]["id"] == row["id"]
    assert "There is nobody" in coursefolk("overlaps", "Food", "--given", "Nobody").err
    other = coursefolk("add", "Food", "--lesson", "Other")
    assert other.code == 0
    assert told(coursefolk, "overlaps", "Food", "--lesson", "Other") == []
    asked = told(coursefolk, "ask-about", row["id"], "--text", "Which one?")
    assert told(coursefolk, "overlaps", "Food")[0]["threads"] == [asked["thread"]]
    assert coursefolk("check", "Food", "--strict").code == 1
    assert told(coursefolk, "confirm", row["id"], "--take", "1")["confirmed"]
    assert told(coursefolk, "overlaps", "Food") == []
    assert coursefolk("confirm", row["id"], "--undo").code == 0
    assert [one["id"] for one in told(coursefolk, "overlaps", "Food")] == [row["id"]]
    text = coursefolk("cat", "Food", "Which").text
    anew = text[: text.index("[( )] Endive")] + "All anew.\n"
    assert coursefolk("edit", "Food", "Which", "--file", "-", stdin=anew.encode()).code == 0
    [settled] = told(coursefolk, "overlaps", "Food")
    assert (settled["id"], settled["state"]) == (row["id"], "settled")
    assert "settled by later writing" in coursefolk("overlaps", "Food").text
    overlap = "overlap has not been checked"
    assert overlap not in coursefolk("check", "Food", "--strict").text, "it stops no release"


def test_what_broke_by_merging_is_told_with_both_choices(coursefolk: Coursefolk) -> None:
    begun(coursefolk, ("( )] Beet", "(X)] Beet"), ("( )] Endive", "(X)] Endive"))
    assert told(coursefolk, "overlaps", "Food") == []
    rows = told(coursefolk, "check", "Food", "--strict", code=1)
    [row] = [one for one in rows if one["merged"]]
    assert (row["rule"], row["level"]) == ("two-right-answers", "blocks")
    assert [choice["keep"] for choice in row["choices"]] == ["Keep B", "Keep E"]
    assert all(choice["people"] for choice in row["choices"])
    assert not any(one["merged"] for one in rows if one is not row)
    assert coursefolk("confirm", row["id"]).code == 2
    assert told(coursefolk, "confirm", row["id"][:8], "--take", "2")["confirmed"]
    text = coursefolk("cat", "Food", "Which").text
    assert "[( )] Beet" in text
    assert "[(X)] Endive" in text
    assert not any(one["merged"] for one in told(coursefolk, "check", "Food"))
    undone = coursefolk("confirm", row["id"][:8], "--undo")
    assert "open again" in undone.text
    again = [one for one in told(coursefolk, "check", "Food") if one["merged"]]
    assert [(one["id"], one["choices"]) for one in again] == [(row["id"], row["choices"])]
    assert told(coursefolk, "confirm", row["id"], "--take", "1")["confirmed"]
    assert "[(X)] Beet" in coursefolk("cat", "Food", "Which").text
