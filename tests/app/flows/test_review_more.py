"""A review beside the Markdown says more of comments that are here already: nothing is dropped."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.files.exporting import write_out
from app.flows.files.importing import bring_in
from app.flows.review import closing, commenting, deciding, suggesting
from app.flows.sharing import review_files
from app.story.people import Desk
from editor.formats.review_json import FILE
from sync.model.errors import NotFound
from sync.model.review import Suggestion, Thread
from sync.workspace.identity import rename_person

TEXT = "# Water\n\nDrink a glass every hour.\n\nWalk a little after lunch.\n\nSleep by ten.\n"
Sit = Callable[[str], Desk]


@pytest.fixture
def sit(tmp_path: Path) -> Iterator[Sit]:
    """Lets people sit down, each at a laptop of their own."""
    desks: list[Desk] = []

    def down(name: str) -> Desk:
        desks.append(Desk.sit_down(name, tmp_path / name))
        rename_person(desks[-1].ws.store.settings, name)
        return desks[-1]

    yield down
    for desk in desks:
        desk.ws.close()


@pytest.fixture
def author(sit: Sit) -> Desk:
    """An author who has commented on a course of their own."""
    author = sit("Author")
    author.title = outlining.begin(author.ws, "Health").id
    outlining.add(author.ws, author.course, "lesson", "Water", text=TEXT)
    water = author.lessons()[0].id
    commenting.comment_on_quote(author.ws, author.course, water, "every hour", "Why?")
    commenting.comment_on_quote(author.ws, author.course, water, "by ten", "Says who?")
    offered = TEXT.replace("a glass", "two glasses")
    suggesting.suggest(author.ws, author.course, water, offered, "More.")
    return author


def out(desk: Desk, folder: Path) -> Path:
    write_out(desk.ws, desk.course, "folder", folder, with_comments=True)
    return folder


def back(desk: Desk, folder: Path) -> tuple[Desk, str]:
    """Take a folder in; return the new course, and what was said of it."""
    done = bring_in(desk.ws, folder, None, lambda done, of: None)
    told = "\n".join(one.what for one in done.warnings)
    return Desk(desk.name, desk.ws, done.course.id), told


def said(desk: Desk) -> dict[str, Thread]:
    return {one.text: one for one in desk.course.facts.threads.values()}


def wish(desk: Desk) -> Suggestion:
    [one] = desk.course.facts.suggestions.values()
    return one


def answer(desk: Desk) -> None:
    """Answer everything, in every way."""
    ws, course = desk.ws, desk.course
    commenting.reply(ws, course, said(desk)["Why?"], "So it is.")
    commenting.resolve(ws, course, said(desk)["Why?"], "wont", "Nobody knows.")
    commenting.resolve(ws, course, said(desk)["Says who?"], "done", "The doctor.")
    closing.reopen(ws, course, said(desk)["Says who?"], "Which one?")
    deciding.reject_all(ws, course, [wish(desk)], "Too much.")
    commenting.comment_on_quote(ws, course, desk.lessons()[0].id, "Walk", "Where to?")


def test_answers_from_outside_come_to_their_comments(
    author: Desk, sit: Sit, tmp_path: Path
) -> None:
    outside, _ = back(sit("Outside"), out(author, tmp_path / "1"))
    answer(outside)
    new, told = back(author, out(outside, tmp_path / "2"))
    assert list(said(new)) == ["Where to?"]
    assert "5 replies, reasons or decisions were new, and stand in “Health”" in told
    assert not new.course.facts.suggestions
    why, says = said(author)["Why?"], said(author)["Says who?"]
    [reply] = why.replies
    names = author.ws.courses.names(author.course)
    assert (reply.text, names[reply.person]) == ("So it is.", "Outside")
    assert why.resolution is not None
    assert (why.resolution.why, names[why.resolution.person]) == ("Nobody knows.", "Outside")
    assert (says.resolution, [one.why for one in says.reopenings]) == (None, ["Which one?"])
    assert [one.text for one in says.replies] == ["The doctor.", "Which one?"]
    assert (wish(author).stands, [no.why for no in wish(author).refusals]) == (
        "rejected",
        ["Too much."],
    )
    before = author.course.facts.threads, author.course.facts.suggestions
    again, told = back(author, tmp_path / "2")
    assert "new" not in told and "not doubled" in told
    assert not again.course.facts.threads and not again.course.facts.suggestions
    assert (author.course.facts.threads, author.course.facts.suggestions) == before

    # and further, both ways: what is worded anew there, and what was said since here
    closing.word_anew(outside.ws, outside.course, said(outside)["Why?"].replies[0].id, "So it was.")
    commenting.reply(author.ws, author.course, said(author)["Says who?"], "Doctor of what?")
    back(author, out(outside, tmp_path / "3"))
    assert [one.text for one in said(author)["Why?"].replies] == ["So it is.", "So it was."]
    back(outside, out(author, tmp_path / "4"))
    assert [one.text for one in said(outside)["Says who?"].replies][-1:] == ["Doctor of what?"]
    assert [one.text for one in said(outside)["Why?"].replies] == ["So it was."]


def test_in_a_shared_course_nobody_is_spoken_for(author: Desk, sit: Sit, tmp_path: Path) -> None:
    """The comment stands in the new course, too, with its answer, and can be called by an id."""
    review_files.make(author.ws, author.course, tmp_path / "1.coursefolk")
    assert author.course.row.standing == "shared"
    outside, _ = back(sit("Outside"), out(author, tmp_path / "1"))
    answer(outside)
    facts = len(author.ws.store.log.facts(author.course.log))
    new, told = back(author, out(outside, tmp_path / "2"))
    assert len(author.ws.store.log.facts(author.course.log)) == facts
    assert "3 comments are in shared courses already" in told
    assert {text: len(one.replies) for text, one in said(new).items()} == {
        "Why?": 1,
        "Says who?": 2,
        "Where to?": 0,
    }
    assert wish(new).stands == "rejected"
    for text in ("Why?", "Says who?"):
        one = said(new)[text]
        name = commenting.name_of(author.ws, new.course, one)
        course, found = commenting.find_thread(author.ws, name)
        assert (course.log, found.id) == (new.course.log, one.id)
        assert one.origin == said(author)[text].id
    third, told = back(author, tmp_path / "2")
    assert not third.course.facts.threads and not third.course.facts.suggestions
    assert "shared" not in told


def test_a_folder_taken_in_twice_is_answered_where_it_came_first(
    author: Desk, sit: Sit, tmp_path: Path
) -> None:
    folder = out(author, tmp_path / "1")
    outside = sit("Outside")
    (first, _), (second, told) = back(outside, folder), back(outside, folder)
    assert "3 comments" in told and "not doubled" in told
    assert (len(said(first)), len(said(second))) == (2, 0)
    assert not second.course.facts.suggestions
    course, one = commenting.find_thread(outside.ws, said(author)["Why?"].id)
    assert (course.log, one.text) == (first.course.log, "Why?")


def test_of_two_that_go_by_one_name_each_has_another(
    author: Desk, sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An earlier version took a folder in twice: what it left can be answered."""
    folder = out(author, tmp_path / "1")
    outside = sit("Outside")
    with monkeypatch.context() as earlier:
        earlier.setattr("app.flows.files.review_here.Here._read", lambda *_: None)
        both = [back(outside, folder)[0], back(outside, folder)[0]]
    name = said(author)["Why?"].id
    with pytest.raises(NotFound, match="Give one of these ids instead") as refused:
        commenting.find_thread(outside.ws, name)
    for desk in both:
        ident = said(desk)["Why?"].id[:12]
        assert f"{ident} (“1”)" in str(refused.value)
        assert commenting.find_thread(outside.ws, ident)[0].log == desk.course.log


def test_what_other_programs_write_needs_no_names(author: Desk, sit: Sit, tmp_path: Path) -> None:
    """A reply written into the file by hand has no id: it comes once, however often it is read."""
    folder = out(author, tmp_path / "1")
    file = json.loads((folder / FILE).read_text("utf-8"))
    thread = next(one for one in file["threads"] if one["said"][0]["text"] == "Why?")
    thread["said"].append({"author": "Hand", "at": 5, "text": "By hand."})
    thread |= {"state": "done", "why": "Ended by hand."}
    (folder / FILE).write_text(json.dumps(file), "utf-8")
    for _ in range(2):
        new, _ = back(author, folder)
        assert not new.course.facts.threads
        why = said(author)["Why?"]
        assert [one.text for one in why.replies] == ["By hand."]
        assert why.resolution is not None and why.resolution.why == "Ended by hand."
    names = author.ws.courses.names(author.course)
    assert names[why.replies[0].person] == "Hand"
