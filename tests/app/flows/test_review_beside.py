"""The review leaves beside the Markdown and comes back with the same ids: comments in = out."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from app.flows.courses import outlining
from app.flows.files.exporting import write_out
from app.flows.files.importing import BroughtIn, bring_in
from app.flows.lesson import writing
from app.flows.review import attaching, closing, commenting, deciding, suggesting
from app.flows.sharing import review_files
from app.flows.versions import policies, reviewing
from app.story.people import Desk
from editor.formats.review_json import FILE
from sync.model.ids import PersonId
from sync.model.payloads import SuggestionMade
from sync.model.review import Confirmation, Reopening, Reply, Resolution, Thread
from sync.model.round_payloads import Asked, Policy, ReviewAsked, ReviewDone, ReviewWithdrawn
from sync.workspace.identity import rename_person
from sync.workspace.opening import Workspace

TEXT = "# Water\n\nDrink a glass every hour.\n\nWalk a little after lunch.\n\nSleep by ten.\n"
OTHER = "# Other\n\nOne thing. One thing. One thing.\n"


def sit(tmp_path: Path, name: str) -> Desk:
    desk = Desk.sit_down(name, tmp_path / name)
    rename_person(desk.ws.store.settings, name)
    return desk


@pytest.fixture
def author(tmp_path: Path):  # type: ignore[no-untyped-def]
    """An author whose course was reviewed: everything that a review can hold."""
    author, reviewer = sit(tmp_path, "Author"), sit(tmp_path, "Reviewer")
    with author.ws, reviewer.ws:
        author.title = outlining.begin(author.ws, "Health").id
        for title, text in (("Water", TEXT), ("Other", OTHER)):
            outlining.add(author.ws, author.course, "lesson", title, text=text)
        review_files.make(author.ws, author.course, tmp_path / "1.coursefolk")
        reviewer.title = review_files.take(reviewer.ws, tmp_path / "1.coursefolk").course
        _say_all(reviewer)
        review_files.make(reviewer.ws, reviewer.course, tmp_path / "2.coursefolk")
        review_files.take(author.ws, tmp_path / "2.coursefolk")
        _answer(author)
        yield author


def _say_all(reviewer: Desk) -> None:
    ws, (water, other) = reviewer.ws, [node.id for node in reviewer.lessons()]
    commenting.comment_on_quote(ws, reviewer.course, water, "every hour", "Why?")
    commenting.comment_on_quote(ws, reviewer.course, water, "Sleep by ten.", "Says who?")
    commenting.comment_on_quote(ws, reviewer.course, water, "Walk a little", "Gone soon")
    second = OTHER.index("One thing.", 20)
    commenting.comment(ws, reviewer.course, other, second, second + 10, "The second of three")
    commenting.comment(ws, reviewer.course, water, 0, 0, "On the lesson", about="lesson")
    commenting.comment(ws, reviewer.course, water, 0, 0, "On the course", about="course")
    offered = TEXT.replace("a glass", "two glasses").replace("by ten", "by eleven")
    suggesting.suggest(ws, reviewer.course, water, offered, "More, and later.")
    version = reviewing.version_to_review(ws, reviewer.course, None)
    reviewing.review(ws, reviewer.course, version, "ask-changes", "Almost.")


def _answer(author: Desk) -> None:
    ws = author.ws
    by_text = {one.text: one for one in author.course.facts.threads.values()}
    commenting.reply(ws, author.course, by_text["Why?"], "So it is.")
    commenting.resolve(ws, author.course, by_text["Says who?"], "wont", "Everybody.")
    refused = min(author.course.facts.suggestions.values(), key=lambda one: one.start)
    deciding.reject_all(ws, author.course, [refused], "Too much.")
    water = author.lessons()[0].id
    text = author.text(water).replace("Walk a little after lunch.\n\n", "")
    writing.edit(ws, author.course, water, text)


def out(desk: Desk, folder: Path) -> Path:
    write_out(desk.ws, desk.course, "folder", folder, with_comments=True)
    return folder


def back(desk: Desk, folder: Path) -> BroughtIn:
    done = bring_in(desk.ws, folder, None, lambda done, of: None)
    desk.title = done.course.id
    return done


def told(desk: Desk) -> list[tuple[Any, ...]]:
    """All comments, as a person sees them."""
    names = desk.ws.courses.names(desk.course)
    return sorted(
        (
            one.thread.origin or one.thread.id,
            one.thread.about,
            one.thread.quote,
            one.spot.start,
            names.get(one.thread.person),
            one.thread.at,
            one.thread.text,
            tuple(
                (r.origin or r.id, names.get(r.person), r.at, r.text, earlier(r), r.mentions)
                for r in one.thread.replies
            ),
            one.thread.resolution and (one.thread.resolution.verdict, one.thread.resolution.why),
            earlier(one.thread),
            one.thread.mentions,
            [deed(one.thread.resolution), deed(one.thread.confirmed)],
            [deed(again) for again in one.thread.reopenings],
        )
        for one in desk.threads()
    )


def earlier(said: Thread | Reply) -> tuple[tuple[int, str], ...]:
    return tuple((one.at, one.text) for one in said.earlier)


def deed(one: Resolution | Reopening | Confirmation | None) -> tuple[Any, ...] | None:
    return one and (one.origin or one.fact, one.person, one.at, one.why)


def wished(desk: Desk) -> list[tuple[Any, ...]]:
    """All suggestions, as a person sees them, and what was ever decided on each."""
    return sorted(
        (
            one.origin or one.id,
            (one.writer, one.person),
            one.at,
            one.before,
            one.after,
            one.why,
            one.stands,
            [(d.origin or d.fact, d.how, d.person, d.at, d.why) for d in one.decisions],
            [(r.origin or r.id, r.person, r.text) for r in one.replies],
        )
        for one in desk.course.facts.suggestions.values()
    )


def test_all_of_it_stands_in_the_file(author: Desk, tmp_path: Path) -> None:
    out(author, tmp_path / "out")
    said = json.loads((tmp_path / "out" / FILE).read_text("utf-8"))
    assert len(said["threads"]) == 6
    assert sorted(one["state"] for one in said["suggestions"]) == ["open", "rejected"]
    assert [v["verdict"] for version in said["versions"] for v in version["verdicts"]] == [
        "ask-changes"
    ]
    by_text = {one["said"][0]["text"]: one for one in said["threads"]}
    file = tmp_path / "out" / by_text["Why?"]["file"]
    placed = by_text["Why?"]
    assert file.read_text("utf-8")[placed["start"] : placed["end"]] == "every hour"
    assert [voice["author"] for voice in placed["said"]] == ["Reviewer", "Author"]
    assert by_text["Gone soon"]["start"] is None
    assert "after lunch" not in by_text["Gone soon"]["before"] + by_text["Gone soon"]["after"]
    assert by_text["Says who?"]["closed"]["author"] == "Author"


def test_what_a_comment_was_about_is_told_though_its_lesson_did_not_come(
    author: Desk, tmp_path: Path
) -> None:
    other_lesson = author.lessons()[1]
    commenting.comment(
        author.ws, author.course, other_lesson.id, 0, 7, "On the block", about="block"
    )
    outlining.remove(author.ws, author.course, [other_lesson])
    folder = out(author, tmp_path / "out")
    other = sit(tmp_path, "Other")
    with other.ws:
        back(other, folder)
        about = {t.thread.text: t.thread.about for t in other.threads()}
    assert about["On the block"] == "block"


def test_comments_in_are_comments_out_in_another_workspace(author: Desk, tmp_path: Path) -> None:
    """Out into a folder and in again: all are there, with their ids (G2)."""
    folder = out(author, tmp_path / "out")
    other = sit(tmp_path, "Other")
    with other.ws:
        done = back(other, folder)
        kept = [row for row in told(author) if row[6] in {t.thread.text for t in author.threads()}]
        brought = {row[0]: row for row in told(other)}
        assert len(kept) == 6
        for row in kept:
            assert brought.pop(row[0]) == row
        [verdict] = brought.values()
        [version] = author.course.facts.ordered_versions()
        [given] = version.verdicts
        assert (verdict[0], verdict[1]) == (given.id, "course")
        assert "ask-changes" in verdict[6] and "Almost." in verdict[6]
        assert verdict[4] == "Reviewer"
        assert wished(other) == wished(author), "a refused one stays on record"
        assert not other.course.facts.files_now(), "the file is no attachment of the course"
        assert any("verdict" in one.what for one in done.warnings)
        course, thread = commenting.find_thread(other.ws, kept[0][0][:12])
        assert (course.id, thread.origin) == (other.course.id, kept[0][0])
        again = out(other, tmp_path / "again")
        third = sit(tmp_path, "Third")
        with third.ws:
            back(third, again)
            assert told(third) == told(other), "and so on, for ever"


def test_all_that_was_said_and_done_since_comes_back_as_it_was(
    author: Desk, tmp_path: Path
) -> None:
    """Wordings, closings, reopenings, confirmations, decisions, rounds and the policy."""
    reviewer = Desk("Reviewer", Workspace.open(tmp_path / "Reviewer"), author.title)
    with reviewer.ws:
        _go_on(author, reviewer, tmp_path)
    folder = out(author, tmp_path / "out")
    other = sit(tmp_path, "Other")
    with other.ws:
        done = back(other, folder)
        brought = {row[0]: row for row in told(other)}
        for row in told(author):
            assert brought.pop(row[0]) == row
        assert wished(other) == wished(author)
        assert [one[6] for one in wished(author)].count("withdrawn") == 1
        assert "reopen" in {d[1] for one in wished(author) for d in one[7]}
        [policy] = (head.value for head in other.course.facts.policy.heads())
        assert policy == Policy(1, (reviewer.ws.identity.person,), checklist=("Is it true?",))
        asked = next(row for row in brought.values() if "review asked of" in row[6])
        assert "Reviewer (knows it)" in asked[6] and "until 2099-01-02" in asked[6]
        steps = [reply[3] for reply in asked[7]]
        assert [one.partition(": ")[2].splitlines()[0] for one in steps] == [
            "done reviewing",
            "Reviewer is no longer asked",
        ]
        assert asked[8] == ("done", ""), "it waits for nobody"
        assert any("rules for review" in one.what for one in done.warnings)
        third = sit(tmp_path, "Third")
        again = out(other, tmp_path / "again")
        with third.ws:
            back(third, again)
            assert (told(third), wished(third)) == (told(other), wished(other)), "for ever"
        waiting = [one for one in wished(other) if one[6] == "open"]
        review_files.make(other.ws, other.course, tmp_path / "5.coursefolk")
        assert other.course.row.standing == "shared"
        assert [one[:7] for one in wished(other)] == [one[:7] for one in waiting]
        assert [head.value for head in other.course.facts.policy.heads()] == [policy]


def _go_on(author: Desk, reviewer: Desk, folder: Path) -> None:
    """Let both answer each other once more."""
    ws = author.ws
    commenting.comment_on_quote(ws, author.course, author.lessons()[0].id, "Drink", "Mine")
    by_text = {one.text: one for one in author.course.facts.threads.values()}
    closing.word_anew(ws, author.course, by_text["Mine"].id, "Mine, @Reviewer")
    closing.word_anew(ws, author.course, by_text["Mine"].id, "Mine at last, @Reviewer")
    closing.word_anew(ws, author.course, by_text["Why?"].replies[0].id, "So it was.")
    by_text = {one.text: one for one in author.course.facts.threads.values()}
    closing.reopen(ws, author.course, by_text["Says who?"], "Not everybody.")
    [gone] = [one for one in author.threads() if one.thread.text == "Gone soon"]
    attaching.re_attach_to_quote(ws, author.course, gone.thread, gone.thread.lesson, "a glass")
    commenting.resolve(ws, author.course, by_text["Why?"], "done", "Done.")
    refused = next(s for s in author.course.facts.suggestions.values() if s.stands == "rejected")
    deciding.wait_again(ws, author.course, [refused.id], "We have time.")
    policies.set_policy(
        ws, author.course, Policy(1, (reviewer.ws.identity.person,), checklist=("Is it true?",))
    )
    [version] = author.course.facts.ordered_versions()
    person = reviewer.ws.identity.person
    asked = ReviewAsked(version.id, (Asked(person, "knows it"),), "2099-01-02", ("Is it true?",))
    other = author.lessons()[1].id
    state = ws.lessons.today(author.course.log, other).state
    offered = SuggestionMade(other, state, 0, 8, "# Other\n", "# More\n", "", by=PersonId("c" * 32))
    ws.ledger.write(author.course.log, asked, offered)
    review_files.make(ws, author.course, folder / "3.coursefolk")
    review_files.take(reviewer.ws, folder / "3.coursefolk")
    by_text = {one.text: one for one in reviewer.course.facts.threads.values()}
    closing.confirm_answer(reviewer.ws, reviewer.course, by_text["Why?"], "It is.")
    waiting = [s for s in reviewer.course.facts.suggestions.values() if "eleven" in s.after]
    suggesting.withdraw(reviewer.ws, reviewer.course, waiting[0], "Rather not.")
    reviewer.ws.ledger.write(reviewer.course.log, ReviewDone(version.id))
    review_files.make(reviewer.ws, reviewer.course, folder / "4.coursefolk")
    review_files.take(ws, folder / "4.coursefolk")
    ws.ledger.write(author.course.log, ReviewWithdrawn(version.id, person, why="Thank you."))


def test_nothing_is_doubled_in_the_same_workspace(author: Desk, tmp_path: Path) -> None:
    folder = out(author, tmp_path / "out")
    before = len(author.course.facts.threads)
    done = bring_in(author.ws, folder, None, lambda done, of: None)
    assert not done.course.facts.threads
    assert any("not doubled" in one.what for one in done.warnings)
    assert len(author.course.facts.threads) == before


def test_files_edited_meanwhile_take_their_comments_along(author: Desk, tmp_path: Path) -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    folder = out(author, tmp_path / "out")
    for path in folder.glob("*.md"):
        lines = path.read_text("utf-8").split("\n\n")
        lines.insert(chance.randrange(1, len(lines)), "Something new stands here.")
        path.write_text("\n\n".join(lines), "utf-8")
    other = sit(tmp_path, "Other")
    with other.ws:
        back(other, folder)
        by_text = {one.thread.text: one for one in other.threads()}
        assert len(by_text) == 7, f"seed {seed}"
        why = by_text["Why?"]
        text = other.text(why.lesson)
        assert why.spot.start is not None
        assert text[why.spot.start : why.spot.end] == "every hour", f"seed {seed}"
        gone = by_text["Gone soon"]
        assert gone.spot.start is None and gone.thread.quote == "Walk a little"


@pytest.mark.parametrize("said", [b"{}", b"[", b'{"product": "another"}', b"\xff\xfe"])
def test_a_file_of_another_program_is_an_attachment(tmp_path: Path, said: bytes) -> None:
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "one.md").write_text(TEXT)
    (tmp_path / "course" / "notes.review.json").write_bytes(said)
    other = sit(tmp_path, "Other")
    with other.ws:
        back(other, tmp_path / "course")
        assert set(other.course.facts.files_now()) == {"notes.review.json"}
        assert not other.course.facts.threads


def test_an_overlap_comes_back_as_a_comment_on_its_place(tmp_path: Path) -> None:
    first, other = sit(tmp_path, "First"), sit(tmp_path, "Other")
    with first.ws, other.ws:
        first.title = outlining.begin(first.ws, "Health").id
        outlining.add(first.ws, first.course, "lesson", "Water", text=TEXT)
        water = first.lessons()[0].id
        base = first.ws.lessons.today(first.course.log, water).state
        for words in ("two glasses", "three glasses"):
            text = TEXT.replace("a glass", words)
            writing.edit(first.ws, first.course, water, text, base)
        [overlap] = first.overlaps()
        folder = out(first, tmp_path / "out")
        again = bring_in(first.ws, folder, None, lambda done, of: None)
        assert not again.course.facts.threads, "the overlap itself is in this workspace"
        assert any("not doubled" in one.what for one in again.warnings)
        done = back(other, folder)
        assert any("1 overlap came back" in one.what for one in done.warnings)
        [thread] = other.threads()
        assert (thread.thread.origin, thread.is_placed) == (overlap.id, True)
        assert all(words in thread.thread.text for words in ("two glasses", "three glasses"))
