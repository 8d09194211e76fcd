"""Edits written offline after the right to write was gone arrive as suggestions: none is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.review import commenting, deciding, suggesting
from app.flows.sharing import review_files, syncing
from app.flows.sharing.reissuing import WHY
from app.story.people import Desk
from sync.model.errors import Refused
from sync.model.ids import NodeId
from sync.model.outline import ROOT
from sync.server import operations
from tests.journeys.conftest import Team

EDITS = (
    ("what you saw in", "what you noticed in"),
    ("one change", "two changes"),
    ("for asking", "for having asked"),
)


def feedback(desk: Desk) -> NodeId:
    return desk.ws.courses.lesson(desk.course, "Practice/Feedback").id


def write_offline(desk: Desk) -> None:
    """Edit three blocks, move a lesson, comment and suggest, with no network."""
    lesson = feedback(desk)
    outlining.move(desk.ws, desk.course, desk.course.outline.nodes[lesson], ROOT, None)
    for old, new in EDITS:
        desk.replace(lesson, old, new)
    commenting.comment_on_quote(desk.ws, desk.course, lesson, "effect it had", "Which one?")
    text = desk.text(lesson).replace("on you", "on your work")
    suggesting.suggest(desk.ws, desk.course, lesson, text, "Wider.")


def withdraw(team: Team, author: Desk, how: str) -> None:
    """Take the right to write away: the role, all access to the course, or the computer's token."""
    if how == "token":
        [row] = [p for p in operations.people(team.folder / "server") if p.name == "Colleague"]
        operations.revoke(team.folder / "server", row.person)
    else:
        syncing.grant(author.ws, author.course, "Colleague", how)
        author.sync()


@pytest.mark.parametrize("how", ["reader", "none", "token"])
def test_what_was_edited_meanwhile_arrives_as_suggestions(
    team: Team, two: tuple[Desk, Desk], how: str
) -> None:
    author, colleague = two
    lesson = feedback(author)
    before = author.text(lesson)
    withdraw(team, author, how)
    write_offline(colleague)
    done = colleague.sync()
    assert done["suggested"] >= len(EDITS)
    assert colleague.text(lesson) == before, "the course is as the others have it, and readable"
    author.sync()
    assert author.text(lesson) == before
    assert author.course.outline.path(lesson)[0] == "Practice", "nothing was moved"
    wishes = [one for one in author.course.facts.suggestions.values() if one.why == WHY]
    assert len(wishes) == len(EDITS), "one for each block that was edited"
    assert {one.person for one in wishes} == {colleague.ws.identity.person}
    for (_, new), wish in zip(EDITS, sorted(wishes, key=lambda one: one.start), strict=True):
        assert new in wish.after
    told = [entry.kind for receipt in syncing.receipts(colleague.ws) for entry in receipt.refused]
    assert told.count("text.revised") == len(EDITS)
    assert "lesson.placed" in told
    edits = [one for one in syncing.status(colleague.ws).problems if "as an edit" in one["what"]]
    assert len(edits) == 1
    told_now = [one["what"] for one in syncing.status(colleague.ws).problems]
    assert not any(".." in what or ": ." in what for what in told_now)
    waits = f"it became {len(EDITS)} suggestions, of which {len(EDITS)} wait for an author's yes."
    assert waits in edits[0]["what"]
    mine = colleague.course.facts.suggestions
    assert {one.id for one in wishes} <= set(mine), "they stand in the lesson, with the reason"
    for wish in wishes:
        suggesting.accept(author.ws, author.course, wish)
    if how == "reader":
        author.sync()
        colleague.sync()
        problems = syncing.status(colleague.ws).problems
        assert not any("as an edit" in one["what"] for one in problems), "all are decided"
    assert all(new in author.text(lesson) for _, new in EDITS)
    assert author.everything() is not None


def test_nothing_is_suggested_twice_and_the_door_stays_shut(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    withdraw(team, author, "token")
    write_offline(colleague)
    assert colleague.sync()["suggested"]
    count = len(colleague.course.facts.suggestions)
    for _ in range(2):
        with pytest.raises(Refused, match="withdrawn"):
            colleague.sync()
    assert len(colleague.course.facts.suggestions) == count
    author.sync()
    assert len(author.course.facts.suggestions) == count
    node = author.course.outline.nodes[feedback(author)]
    outlining.rename(author.ws, author.course, node, "Renamed")
    author.sync()
    assert "Renamed" not in str(colleague.course.outline.path(feedback(colleague)))


@pytest.mark.parametrize("together", [False, True])
def test_a_lesson_that_was_added_meanwhile_stands_in_the_course_once_accepted(
    team: Team, two: tuple[Desk, Desk], together: bool
) -> None:
    author, colleague = two
    withdraw(team, author, "token")
    text = "# Asking well\n\nAn hour of my work.\n"
    outlining.add(colleague.ws, colleague.course, "lesson", "Asking well", text=text)
    colleague.sync()
    author.sync()
    [wish] = author.course.facts.suggestions.values()
    if together:
        deciding.accept_all(author.ws, author.course, [wish])
    else:
        suggesting.accept(author.ws, author.course, wish)
    *_, last = author.course.outline.lessons()
    assert (last.title, author.text(last.id)) == ("Asking well", text)


@pytest.mark.parametrize("how", ["reviewer", "token", "reviewer, and known"])
def test_what_a_colleague_passes_on_from_a_file_is_suggested_too(
    team: Team, two: tuple[Desk, Desk], tmp_path: Path, how: str
) -> None:
    author, colleague = two
    third = team.join("Third", "author")
    third.title = author.title
    commenting.comment_on_quote(
        colleague.ws, colleague.course, feedback(colleague), "effect it had", "Before."
    )
    team.sync_all()
    lesson, before = feedback(author), author.text(feedback(author))
    withdraw(team, author, how.split(",", maxsplit=1)[0])
    if "known" in how:
        third.sync()
    colleague.replace(lesson, *EDITS[0])
    path = tmp_path / "by hand.coursefolk"
    review_files.make(colleague.ws, colleague.course, path)
    review_files.take(third.ws, path)
    third.replace(lesson, *EDITS[2])
    for _ in range(2):
        third.sync()
        author.sync()
    known = "known" in how  # then nothing of the third person's is built on it
    expected = before.replace(*EDITS[2]) if known else before
    assert third.text(lesson) == author.text(lesson) == expected, "none of it entered the text"
    wishes = {one.person: one for one in author.course.facts.suggestions.values()}
    passed_on = [one for one in author.course.facts.suggestions.values() if "noticed" in one.after]
    assert ["Colleague" in one.why for one in passed_on] == [True], "whoever wrote it is named"
    assert third.ws.identity.person in wishes
    if "reviewer" in how:  # who may still read does not suggest the same once more
        colleague.sync()
        author.sync()
        assert colleague.everything() == author.everything()
    count = len(author.course.facts.suggestions)
    assert count == (1 if known else 2), "both edits, each once"
    suggesting.accept(author.ws, author.course, passed_on[0])
    assert EDITS[0][1] in author.text(lesson)
