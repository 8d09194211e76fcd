"""Leave with your work: with the server gone, in any editor, with every block that one wrote in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.files.own_work import take_my_work, writers_of
from app.flows.lesson import writing
from app.flows.overlaps import merging
from app.flows.review import commenting, suggesting
from app.flows.sharing import review_files
from app.flows.versions import publishing, reviewing, rounds
from app.story.people import Desk
from sync.workspace.identity import rename_person
from tests.app.flows.post import Laptop, Post

TEXT = "# Water\n\nDrink a glass every hour.\n\nWalk a little after lunch.\n\nSleep by ten.\n"


def sit(tmp_path: Path, name: str) -> Desk:
    desk = Desk.sit_down(name, tmp_path / name)
    rename_person(desk.ws.store.settings, name)
    return desk


@pytest.fixture
def author(tmp_path: Path):  # type: ignore[no-untyped-def]
    """An author whose course a reviewer has reviewed by file, and in which they said something."""
    author, reviewer = sit(tmp_path, "Author"), sit(tmp_path, "Reviewer")
    with author.ws, reviewer.ws:
        author.title = outlining.begin(author.ws, "Health: at work").id
        outlining.add(author.ws, author.course, "lesson", "Water", text=TEXT)
        outlining.add(author.ws, author.course, "lesson", "Other", text="# Other\n\nNot theirs.\n")
        review_files.make(author.ws, author.course, tmp_path / "1.coursefolk")
        reviewer.title = review_files.take(reviewer.ws, tmp_path / "1.coursefolk").course
        lesson = reviewer.lessons()[0].id
        commenting.comment_on_quote(reviewer.ws, reviewer.course, lesson, "every hour", "Why?")
        offered = TEXT.replace("a little", "for ten minutes")
        suggesting.suggest(reviewer.ws, reviewer.course, lesson, offered, "Say how long.")
        version = reviewing.version_to_review(reviewer.ws, reviewer.course, None)
        reviewing.review(reviewer.ws, reviewer.course, version, "ask-changes", "Almost.")
        rounds.be_done(reviewer.ws, reviewer.course, version, note="I read all of it.")
        review_files.make(reviewer.ws, reviewer.course, tmp_path / "2.coursefolk")
        review_files.take(author.ws, tmp_path / "2.coursefolk")
        [suggestion] = author.course.facts.suggestions.values()
        suggesting.accept(author.ws, author.course, suggestion)
        [thread] = author.course.facts.threads.values()
        commenting.reply(author.ws, author.course, thread, "It is what doctors say.")
        review_files.make(author.ws, author.course, tmp_path / "3.coursefolk")
        review_files.take(reviewer.ws, tmp_path / "3.coursefolk")
        yield author, reviewer


def test_each_leaves_with_what_they_did(author: tuple[Desk, Desk], tmp_path: Path) -> None:
    """Every block with a character of theirs, and all they said, in plain files (G15)."""
    writer, reviewer = author
    out = tmp_path / "mine"
    left = take_my_work(reviewer.ws, out)
    assert (left.courses, left.lessons, left.threads) == (1, 1, 1)
    read = {p.relative_to(out).as_posix(): p.read_text("utf-8") for p in out.rglob("*.md")}
    assert all(path in left.files for path in read)
    lesson = next(text for path, text in read.items() if "/lessons/" in path)
    assert lesson == reviewer.text(reviewer.lessons()[0].id), "byte for byte"
    who = next(text for path, text in read.items() if path.endswith("who wrote what.md"))
    assert "Walk for ten minutes after lunch." in who
    assert "Drink a glass" not in who, "a block without a character of theirs"
    said = next(text for path, text in read.items() if path.endswith("what I said.md"))
    for words in (
        "Why?",
        "It is what doctors say.",
        "Say how long.",
        "Almost.",
        "I read all of it.",
    ):
        assert words in said
    whole = json.loads((out / "my-work.json").read_text("utf-8"))
    [course] = whole["courses"]
    assert sum(course["lessons"][0]["shares"].values()) == 100
    assert {v["author"]: v["is_mine"] for v in course["threads"][0]["said"]} == {
        "Reviewer": True,
        "Author": False,
    }
    theirs = take_my_work(writer.ws, tmp_path / "theirs")
    assert (theirs.lessons, theirs.threads) == (2, 1)
    [said] = tmp_path.glob("theirs/*/what I said.md")
    for answered in ("It is what doctors say.", "Say how long.", "## Versions"):
        assert answered in said.read_text("utf-8"), "answers to a comment and a suggestion"
    assert "Not theirs." in "".join(p.read_text("utf-8") for p in tmp_path.glob("theirs/**/*.md"))


def test_a_moment_of_no_calendar_keeps_nobodys_work(
    author: tuple[Desk, Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, reviewer = author
    [thread] = reviewer.course.facts.threads.values()
    with monkeypatch.context() as later:
        later.setattr("sync.model.facts.time.time", lambda: 253402300800.5)
        commenting.reply(reviewer.ws, reviewer.course, thread, "From the year 10000.")
    take_my_work(reviewer.ws, tmp_path / "mine")
    [said] = (tmp_path / "mine").glob("*/what I said.md")
    assert "9999-12-" in said.read_text("utf-8")


def test_ones_wording_in_an_overlap_goes_along_whether_or_not_it_is_offered(
    tmp_path: Path,
) -> None:
    post = Post()
    colleague, reviewer = (
        Laptop(tmp_path / "colleague", post, "owner"),
        Laptop(tmp_path / "reviewer", post),
    )
    with colleague.ws, reviewer.ws:
        [lesson] = post.share(colleague.ws, {"Water": TEXT})
        colleague.sync(), reviewer.sync()
        words = {"Sleep long, I say, before a hard day.": colleague, "Rest.": reviewer}
        for wrote, desk in words.items():
            writing.edit(desk.ws, desk.course, lesson, TEXT.replace("Sleep by ten.", wrote))
        for desk in (colleague, reviewer, colleague):
            desk.sync()
        for wrote, desk in words.items():
            assert len(merging.overlaps(desk.ws, desk.course)) == 1
            take_my_work(desk.ws, tmp_path / wrote)
            [said] = (tmp_path / wrote).glob("*/what I said.md")
            overlap = said.read_text("utf-8").split("## Overlap: ")[1]
            assert [one for one in words if one in overlap] == [wrote]


def test_what_was_said_and_taken_out_before_sharing_stays_at_hand(tmp_path: Path) -> None:
    desk = sit(tmp_path, "Author")
    with desk.ws as ws:
        desk.title = outlining.begin(ws, "Health").id
        outlining.add(ws, desk.course, "lesson", "Water", text=TEXT)
        outlining.add(ws, desk.course, "lesson", "Gone", text="# Gone\n\nNo sugar.\n")
        water, gone = (node.id for node in desk.lessons())
        commenting.comment_on_quote(ws, desk.course, water, "Sleep by ten.", "Is ten late?")
        commenting.comment_on_quote(ws, desk.course, gone, "No sugar.", "None at all?")
        writing.edit(ws, desk.course, water, TEXT.replace("Sleep by ten.", "Rest."))
        outlining.remove(ws, desk.course, [desk.course.outline.nodes[gone]])
        review_files.make(ws, desk.course, tmp_path / "1.coursefolk")
        sent = b"".join(bytes(fact.payload) for fact in ws.store.log.facts(desk.course.log))
        for private in (b"Sleep by ten", b"No sugar", b"Is ten late", b"None at all"):
            assert private not in sent, "what has no place in today's text stays on this laptop"
        left = take_my_work(ws, tmp_path / "mine")
        said = "".join((tmp_path / "mine" / path).read_text("utf-8") for path in left.files)
        assert "Is ten late?" in said and "None at all?" in said
        [path] = (path for path in left.files if "/taken out/" in path)
        assert "No sugar." in (tmp_path / "mine" / path).read_text("utf-8")
        whole = json.loads((tmp_path / "mine" / "my-work.json").read_text("utf-8"))
        assert [one["title"] for one in whole["courses"][0]["lessons"]] == ["Water", "Gone"]


def test_shares_of_a_lesson_sum_to_a_hundred_and_are_the_same_on_both(
    author: tuple[Desk, Desk],
) -> None:
    """Author shares sum to 100 % (G15)."""
    found = []
    for desk in author:
        lesson = desk.lessons()[0].id
        rows = writers_of(desk.ws, desk.course, lesson)
        assert sum(row.share for row in rows) == 100
        assert sum(row.characters for row in rows) == len(desk.text(lesson))
        found.append([(row.person, row.characters) for row in rows])
    assert found[0] == found[1]
    assert len(found[0]) == 2


def test_what_was_taken_out_of_the_outline_goes_along(
    author: tuple[Desk, Desk], tmp_path: Path
) -> None:
    writer, _ = author
    node = writer.lessons()[1]
    outlining.remove(writer.ws, writer.course, [node])
    take_my_work(writer.ws, tmp_path / "mine")
    [path] = tmp_path.glob("mine/*/taken out/*.md")
    assert path.read_text("utf-8") == "# Other\n\nNot theirs.\n"


def test_every_surviving_character_is_in_a_block_of_its_writer(
    author: tuple[Desk, Desk], tmp_path: Path
) -> None:
    writer, _ = author
    lesson = writer.lessons()[0].id
    writing.edit(writer.ws, writer.course, lesson, writer.text(lesson) + "\nAn x.\n")
    take_my_work(writer.ws, tmp_path / "mine")
    whole = json.loads((tmp_path / "mine" / "my-work.json").read_text("utf-8"))
    told = next(one for one in whole["courses"][0]["lessons"] if one["id"] == lesson)
    texts = [block["text"] for block in told["blocks"]]
    assert {"# Water", "Drink a glass every hour.", "An x."} <= set(texts)
    assert [sum(block["shares"].values()) for block in told["blocks"]] == [100] * len(texts)
    assert merging.overlaps(writer.ws, writer.course) == []
    assert publishing.all_versions(writer.ws, writer.course)
