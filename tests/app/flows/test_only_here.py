"""What was said before a course was shared and went to nobody stays in sight of who said it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.files.exporting import write_out
from app.flows.finding.searching import only_here, search
from app.flows.lesson import writing
from app.flows.overview.reading import read_lesson
from app.flows.review import closing, commenting, redacting
from app.flows.review.only_here import all_threads
from app.flows.sharing import review_files
from app.flows.versions import publishing
from app.shell.faces import notes_of
from app.story.people import Desk
from editor.panels.comments.values import CommentThread

TEXT = "# Water\n\nDrink a glass every hour.\n\nWalk a little after lunch.\n\nSleep by ten.\n"


@pytest.fixture
def author(tmp_path: Path) -> Iterator[Desk]:
    """An author with a private course: a comment that stays, a loose and a closed one."""
    author = Desk.sit_down("Author", tmp_path / "author")
    with author.ws:
        ws = author.ws
        author.title = outlining.begin(ws, "Health").id
        outlining.add(ws, author.course, "lesson", "Water", text=TEXT)
        water = author.lessons()[0].id
        commenting.comment_on_quote(ws, author.course, water, "every hour", "Placedword")
        commenting.comment_on_quote(ws, author.course, water, "Walk a little", "Firstword")
        [loose] = [t for t in author.course.facts.threads.values() if t.text == "Firstword"]
        commenting.reply(ws, author.course, loose, "Answerword")
        closing.word_anew(ws, author.course, loose.id, "Looseword")
        commenting.comment_on_quote(ws, author.course, water, "by ten", "Closedword")
        [done] = [t for t in author.course.facts.threads.values() if t.text == "Closedword"]
        commenting.resolve(ws, author.course, done, "done", "Whyword")
        publishing.publish(ws, author.course, "Noteword")
        writing.edit(ws, author.course, water, TEXT.replace("Walk a little after lunch.\n\n", ""))
        yield author


def found(author: Desk, word: str) -> list[bool]:
    """Tell of each hit whether it is only here."""
    return [only_here(author.ws, hit) for hit in search(author.ws, word)]


def test_it_is_listed_shown_and_found_and_leaves_in_no_file(author: Desk, tmp_path: Path) -> None:
    ws = author.ws
    assert found(author, "looseword") == [False]
    review_files.make(ws, author.course, tmp_path / "a.coursefolk")
    assert author.course.row.standing == "shared"
    told = {
        one.thread.text: (one.only_here, one.is_placed) for one in all_threads(ws, author.course)
    }
    assert told == {
        "Placedword": (False, True),
        "Looseword": (True, False),
        "Closedword": (True, True),
    }
    assert [one.thread.text for one in author.threads()] == ["Placedword"], "the course has one"
    for word in ("looseword", "answerword", "closedword", "whyword", "noteword"):
        assert found(author, word) == [True], word
    assert (found(author, "placedword"), found(author, "firstword")) == ([False], [])
    notes, closed = notes_of(read_lesson(ws, author.course.log, author.lessons()[0].id))
    shown = [note for note in (*notes, *closed) if isinstance(note, CommentThread)]
    assert {n.text: (n.only_here, n.may_answer, n.start is None) for n in shown} == {
        "Placedword": (False, True, False),
        "Looseword": (True, False, True),
        "Closedword": (True, False, False),
    }
    write_out(ws, author.course, "folder", tmp_path / "out", with_comments=True)
    left = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert b"Placedword" in left and b"Looseword" not in left and b"Closedword" not in left


def test_its_lesson_is_removed_or_its_words_come_again_or_are_struck_out(
    author: Desk, tmp_path: Path
) -> None:
    ws, water = author.ws, author.lessons()[0].id
    review_files.make(ws, author.course, tmp_path / "a.coursefolk")
    writing.edit(ws, author.course, water, TEXT)
    [loose] = [one for one in all_threads(ws, author.course) if one.thread.text == "Looseword"]
    assert loose.is_placed and loose.only_here
    redacting.redact(ws, author.course, ["Answerword"])
    assert (found(author, "answerword"), found(author, "looseword")) == ([], [True])
    outlining.remove(ws, author.course, [author.lessons()[0]])
    [loose] = [one for one in all_threads(ws, author.course) if one.thread.text == "Looseword"]
    assert (loose.orphan, loose.is_placed) == (True, False)


def test_a_course_that_an_earlier_version_shared_is_found_in_again(
    author: Desk, tmp_path: Path
) -> None:
    ws = author.ws
    private = author.course.log
    review_files.make(ws, author.course, tmp_path / "a.coursefolk")
    assert found(author, "looseword") == [True]
    ws.store.search.drop(private)
    assert found(author, "looseword") == []
    ws.store.settings.set("search.kinds", "2")
    assert (found(author, "looseword"), found(author, "noteword")) == ([True], [True])
    assert found(author, "placedword") == [False]
