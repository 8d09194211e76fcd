"""What is new since one was last here: others' changes alone, from what each lesson was then."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.overview import seen
from app.flows.overview.since import News, since
from app.flows.review import commenting, suggesting
from app.flows.versions import publishing, reviewing
from sync.model.ids import NodeId
from sync.model.outline import ROOT
from tests.app.flows.post import Laptop, Post
from tests.app.flows.test_taking_back import TEXT, Two


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    """The author has seen the course as it is."""
    made = Two(tmp_path)
    seen.note_course(made.author.ws, made.author.course)
    made.author.ws.store.settings.set(f"seen-before.{made.post.course}", None)
    yield made
    made.author.ws.close()
    made.colleague.ws.close()


def news(two: Two) -> News:
    return since(two.author.ws, two.author.course)


def test_others_changes_are_told_from_what_was_seen_last(two: Two) -> None:
    two.writes(two.colleague, "effect", "trace")
    two.meet()
    told = news(two)
    [lesson] = told.lessons
    assert (lesson.lesson, lesson.changed, told.changed_lessons) == (two.one, True, 1)
    assert lesson.text is not None
    assert (lesson.text.before, lesson.text.after) == (TEXT, TEXT.replace("effect", "trace"))
    assert lesson.text.people == (two.colleague.ws.identity.person,)
    two.writes(two.colleague, "trace", "mark")
    two.meet()
    [lesson] = news(two).lessons
    assert lesson.text is not None and lesson.text.before == TEXT
    seen.note_lesson(two.author.ws, two.author.course, two.one)
    assert news(two).count == 0
    two.writes(two.colleague, "mark", "track")
    two.meet()
    [lesson] = news(two).lessons
    assert lesson.text is not None and "what mark it" in lesson.text.before


def test_own_changes_are_left_out_and_what_was_built_on_was_seen(two: Two) -> None:
    two.writes(two.author, "one change", "one small change")
    two.writes(two.colleague, "effect", "trace")
    two.meet()
    [lesson] = news(two).lessons
    assert lesson.text is not None
    assert "one small change" in lesson.text.before
    two.writes(two.author, "trace", "trace or mark")
    assert news(two).count == 0


def test_comments_and_answers_to_me_come_first(two: Two) -> None:
    here, there = two.author, two.colleague
    commenting.comment_on_quote(here.ws, here.course, two.one, "effect", "Which one?")
    two.meet()
    commenting.comment_on_quote(there.ws, there.course, two.one, "draft", "Another thing.")
    [mine] = [t for t in there.course.facts.threads.values() if t.quote == "effect"]
    commenting.reply(there.ws, there.course, mine, "This one.")
    two.meet()
    [lesson] = news(two).lessons
    assert [(s.how, s.to_me, s.text) for s in lesson.said] == [
        ("answer", True, "This one."),
        ("comment", False, "Another thing."),
    ]
    assert lesson.text is None


def test_what_is_said_of_the_whole_course_is_told(two: Two) -> None:
    there = two.colleague
    commenting.comment(there.ws, there.course, two.one, 0, 0, "Too long.", about="course")
    outlining.remove(there.ws, there.course, [there.course.outline.nodes[two.two]])
    two.meet()
    told = news(two)
    assert [(said.how, said.text) for said in told.said] == [("comment", "Too long.")]
    assert [(one.what, one.name) for one in told.happened] == [("removed", "Two")]
    assert (told.count, told.lessons) == (2, ())


def test_my_suggestion_decided_is_told_to_me(two: Two) -> None:
    two.author.role = "reviewer"
    two.meet()
    here, there = two.author, two.colleague
    offered = TEXT.replace("effect", "trace")
    suggesting.suggest(here.ws, here.course, two.one, offered, "Shorter")
    two.meet()
    [made] = there.course.facts.suggestions.values()
    suggesting.accept(there.ws, there.course, made)
    two.meet()
    [lesson] = news(two).lessons
    assert [(s.how, s.to_me) for s in lesson.said] == [("accepted", True)]
    assert lesson.text is None, "the words are my own"


def test_the_outline_versions_and_verdicts_are_told(two: Two) -> None:
    there = two.colleague
    publishing.publish(two.author.ws, two.author.course, "First")
    two.meet()
    seen.note_course(two.author.ws, two.author.course)
    new = outlining.add(there.ws, there.course, "lesson", "New", text="# New\n").nodes[0]
    outlining.move(there.ws, there.course, there.course.outline.nodes[two.one], ROOT, two.two)
    outlining.rename(there.ws, there.course, there.course.outline.nodes[two.two], "Second")
    mine = two.author
    outlining.rename(mine.ws, mine.course, mine.course.outline.nodes[two.two], "Other")
    version = there.course.facts.ordered_versions()[-1]
    reviewing.review(there.ws, there.course, version, "approve", "")
    two.meet()
    told = news(two)
    assert [(one.what, one.name or one.number) for one in told.happened] == [
        ("added", "New"),
        ("moved", "One"),
        ("renamed", "Second"),  # as it was named there, whatever it is called now
        ("approved", 1),
    ]
    [lesson] = [one for one in told.lessons if one.lesson == new]
    assert lesson.text is not None and lesson.text.before == ""


def test_a_course_one_was_never_in_is_new_as_a_whole(two: Two, tmp_path: Path) -> None:
    third = Laptop(tmp_path / "third", two.post)
    third.sync()
    assert since(third.ws, third.course).first
    assert since(third.ws, third.course).lessons == ()
    seen.begin(third.ws, third.course)
    assert since(third.ws, third.course) == News(
        two.post.course, two.post.log, "Peer learning", False, since(third.ws, third.course).since
    )
    two.writes(two.colleague, "effect", "trace")
    two.colleague.sync()
    third.sync()
    assert since(third.ws, third.course).changed_lessons == 1
    third.ws.close()


def test_what_was_marked_as_seen_is_set_back(two: Two) -> None:
    two.writes(two.colleague, "effect", "trace")
    two.writes(two.colleague, "Text.", "Other.", two.two)
    two.meet()
    before = news(two)
    seen.note_lesson(two.author.ws, two.author.course, two.two)
    assert [one.lesson for one in news(two).lessons] == [two.one]
    seen.note_course(two.author.ws, two.author.course)
    assert news(two).count == 0
    assert seen.can_be_set_back(two.author.ws, two.author.course.id)
    assert seen.set_back(two.author.ws, two.author.course)
    assert news(two) == before
    assert not seen.set_back(two.author.ws, two.author.course)


def test_rows_numbered_anew_lose_nothing_of_what_is_new(two: Two) -> None:
    two.writes(two.colleague, "Text.", "Other.", two.two)
    two.meet()
    seen.note_course(two.author.ws, two.author.course)
    two.writes(two.colleague, "effect", "trace")
    two.meet()
    raw = two.author.ws.store.connection
    with two.author.ws.store.writing():
        raw.run("UPDATE facts SET rowid = rowid + 100000")
    assert [one.lesson for one in news(two).lessons] == [two.one]


def test_a_private_course_has_no_news(tmp_path: Path) -> None:
    post = Post()
    here = Laptop(tmp_path / "here", post)
    made = outlining.begin(here.ws, "Own")
    lesson: NodeId = outlining.add(here.ws, made, "lesson", "One", text="# One\n").nodes[0]
    course = here.ws.courses.open(made.log)
    writing.edit(here.ws, course, lesson, "# Two\n")
    seen.note_lesson(here.ws, course, lesson)
    told = since(here.ws, course)
    assert (told.first, told.count) == (False, 0)
    here.ws.close()
