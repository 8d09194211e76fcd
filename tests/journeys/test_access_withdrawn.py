"""Edits written offline after the right to write was gone arrive as suggestions: none is lost."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.files.own_work import take_my_work
from app.flows.files.review_out import review_out
from app.flows.overlaps import giving
from app.flows.review import commenting, deciding, suggesting
from app.flows.sharing import review_files, syncing
from app.flows.sharing.reissuing import WHY
from app.flows.sharing.taking_back import find_batch, take_back
from app.flows.versions import publishing, requests
from app.flows.versions.recovering import restored
from app.shell.sharing.receipts_reading import read_receipts
from app.story.people import Desk
from sync.model.errors import Refused
from sync.model.ids import NodeId
from sync.model.outline import ROOT
from sync.model.round_payloads import Asked
from sync.server import operations
from tests.app.flows.attached import attach
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


WORDS = {
    *("VERWORD", "NOTEWORD", "LATERWORD", "RESTWORD", "BACKWORD", "RENAMEWORD", "REJWHY"),
    *("DEFWHY", "ASKNOTE", "LOOKPOINT", "ASKWHY", "WISHWHY", "BACKWHY"),
}
"""All that is written in `act_offline`, each in another kind of act."""
PICTURE = b"\xff\xfe a valve \x00"
"""What is put into the course there beside."""


def act_offline(desk: Desk, other: Desk) -> None:
    """Use the right to write in each way that leaves words behind, one after the other."""
    ws, lesson = desk.ws, feedback(desk)
    attach(ws, desk.course, lesson, "valve.dat", PICTURE)
    [wish] = desk.course.facts.suggestions.values()
    deciding.reject_all(ws, desk.course, [wish], "REJWHY")
    [overlap] = desk.overlaps()
    giving.give(ws, desk.course, overlap, to=other.ws.identity.person, why="DEFWHY")
    desk.replace(lesson, "for asking", "for asking VERWORD")
    publishing.publish(ws, desk.course, "NOTEWORD")
    desk.replace(lesson, "for asking VERWORD", "for asking LATERWORD")
    asked = [Asked(other.ws.identity.person, "ASKWHY")]
    request = requests.request_of(ws, desk.course, asked, None, ("LOOKPOINT",), "ASKNOTE")
    publishing.publish(ws, desk.course, asked=request)
    second = ws.courses.lesson(desk.course, "Practice/Second").id
    batches = [find_batch(ws, one.id) for one in syncing.receipts(ws)]
    back = {b.receipt.id: x.id for b in batches for x in b.chosen(()) if x.node == second}
    for receipt, line in back.items():
        take_back(ws, find_batch(ws, receipt), [line], "BACKWHY")
    desk.replace(second, "Text.", "Text. RESTWORD")
    log, version = publishing.find_version(ws, desk.course, "1")
    restored(ws, desk.course, lambda c: publishing.restore(ws, c, log, version), "Before.")
    desk.replace(lesson, "for asking", "for asking BACKWORD")
    module = next(node for node in desk.course.outline.nodes.values() if node.kind == "module")
    outlining.rename(ws, desk.course, module, "RENAMEWORD")
    suggesting.suggest(ws, desk.course, lesson, desk.text(lesson) + "\nMore.\n", "WISHWHY")


def in_sight(desk: Desk) -> str:
    """Collect what a person can read: texts, suggestions, and the files that status names."""
    told = str(syncing.status(desk.ws).problems)
    named = [one for one in (desk.ws.store.folder / "not sent").iterdir() if str(one) in told]
    return "\n".join(
        [
            *(desk.text(node.id) for node in desk.lessons()),
            *(f"{o.after} {o.why}" for o in desk.course.facts.suggestions.values()),
            *(path.read_text("utf-8", "replace") for path in named),
        ]
    )


def withdraw(team: Team, author: Desk, how: str, name: str = "Colleague") -> None:
    """Take the right to write away: the role, all access to the course, or the computer's token."""
    if how == "token":
        [row] = [p for p in operations.people(team.folder / "server") if p.name == name]
        operations.revoke(team.folder / "server", row.person)
    else:
        syncing.grant(author.ws, author.course, name, how)
        author.sync()


@pytest.mark.parametrize("how", ["reader", "none", "token"])
def test_what_was_edited_meanwhile_arrives_as_suggestions(
    team: Team, two: tuple[Desk, Desk], how: str
) -> None:
    """The text stays, one suggestion for each edited block, and why is told (G12)."""
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


@pytest.mark.parametrize("how", ["none", "token"])
def test_what_a_reviewer_had_suggested_offline_still_arrives(
    team: Team, two: tuple[Desk, Desk], how: str
) -> None:
    author = two[0]
    reviewer = team.join("Reviewer", "reviewer")
    reviewer.title = author.title
    reviewer.sync()
    author.sync()
    lesson = feedback(author)
    offered = reviewer.text(lesson).replace("you saw", "you have seen")
    suggesting.suggest(reviewer.ws, reviewer.course, lesson, offered, "Clearer.")
    withdraw(team, author, how, "Reviewer")
    reviewer.sync()
    author.sync()
    [wish] = author.course.facts.suggestions.values()
    assert "you have seen" in wish.after
    assert not list((reviewer.ws.store.folder / "not sent").glob("*"))


@pytest.mark.parametrize("how", ["reviewer", "token"])
def test_no_word_of_what_was_done_meanwhile_goes_out_of_sight(
    team: Team, two: tuple[Desk, Desk], tmp_path: Path, how: str
) -> None:
    author, colleague = two
    lesson = feedback(author)
    publishing.publish(author.ws, author.course)
    author.replace(lesson, "one change", "one big change")
    author.replace(author.lessons()[1].id, "# Second", "# The second")
    colleague.replace(lesson, "one change", "one small change")
    offered = author.text(lesson).replace("you saw", "they saw")
    suggesting.suggest(author.ws, author.course, lesson, offered, "")
    team.sync_all()
    before = author.text(lesson)
    withdraw(team, author, how)
    act_offline(colleague, author)
    done = colleague.sync()
    assert done["kept"]
    seen = in_sight(colleague)
    assert {word for word in WORDS if word not in seen} == set()
    files = {one: one.read_bytes() for one in (colleague.ws.store.folder / "not sent").iterdir()}
    with suppress(Refused):
        assert colleague.sync()["kept"] == []
    assert {one: one.read_bytes() for one in files} == files
    assert in_sight(colleague) == seen
    assert len(files) == len(list((colleague.ws.store.folder / "not sent").iterdir()))
    pages = [read_receipts(colleague.ws, one.id).page for one in syncing.receipts(colleague.ws)]
    shown = "\n".join(line.detail for page in pages if page for line in page.refused)
    assert all(str(path) in shown for path in files), "the page of the sync names them, too"
    left = take_my_work(colleague.ws, tmp_path / "work")
    held = [(tmp_path / "work" / one).read_bytes() for one in left.files]
    index = (tmp_path / "work" / "READ ME.md").read_text("utf-8")
    assert left.not_sent == len(files)
    assert all(path.name in index for path in files)
    assert {word for word in WORDS if not any(word.encode() in one for one in held)} == set()
    assert PICTURE in held and PICTURE in files.values()
    [problem] = [one for one in syncing.status(colleague.ws).problems if "valve" in one["mend"]]
    assert "can be added again" in problem["mend"]
    author.sync()
    assert author.text(lesson) == before


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
    signed = [(one.writer, one.person) for one in passed_on]
    whose = (colleague.ws.identity.person, third.ws.identity.person)
    assert signed == [whose], "who wrote it is named, and who passed it on"
    [told] = [
        one for one in review_out(author.ws, author.course, None).suggestions if one.passed_on
    ]
    assert (told.author, told.passed_on and told.passed_on.author) == ("Colleague", "Third")
    assert third.ws.identity.person in wishes
    colleague.sync()
    author.sync()
    if "reviewer" in how:  # who may still read does not suggest the same once more
        assert colleague.everything() == author.everything()
    count = len(author.course.facts.suggestions)
    assert count == (1 if known else 2), "both edits, each once, though their writer came too"
    _, wish = suggesting.find_suggestion(author.ws, passed_on[0].id)
    assert wish.writer == colleague.ws.identity.person
    assert bool(wish.by) == ("reviewer" in how), "who came says it, and nobody passes it on"
    assert len(author.course.facts.twins) == (how == "token")
    deciding.accept_all(author.ws, author.course, [wish])
    assert EDITS[0][1] in author.text(lesson)
    assert author.text(lesson).count(EDITS[0][1]) == 1
    with pytest.raises(Refused, match="no “not now” of yours"):
        deciding.wait_again(author.ws, author.course, [passed_on[0].id])
    act = deciding.accepted_with(author.ws, author.course, wish.id)
    deciding.take_out(author.ws, author.course, act)
    assert EDITS[0][1] not in author.text(lesson)
