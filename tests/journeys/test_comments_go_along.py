"""Comments are counted, put back and carried along as what they were made on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.review import attaching, commenting, suggesting
from app.shell.home.home_reading import read_home
from app.shell.home.home_words import home_of
from app.shell.page_names import REVIEW
from app.story.people import Desk
from sync.model.ids import NodeId
from sync.model.review import Thread
from sync.workspace.sharing import share
from tests.journeys.conftest import Team

WORDS = "The queen lays as many eggs a day as the whole of her own weight."
TEXT = f"# One\n\n{WORDS}\n\nMore of it.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with a private course of two lessons."""
    made = Desk.sit_down("Author", tmp_path / "ws")
    made.title = outlining.begin(made.ws, "Bees").id
    for title, text in (("One", TEXT), ("Two", "# Two\n\nNothing yet.\n")):
        outlining.add(made.ws, made.course, "lesson", title, text=text)
    yield made
    made.ws.close()


def lesson(desk: Desk, title: str) -> NodeId:
    return next(node.id for node in desk.lessons() if node.title == title)


def the_one(desk: Desk) -> Thread:
    [thread] = desk.course.facts.threads.values()
    return thread


def test_put_back_a_comment_is_on_what_it_was_made_on(desk: Desk) -> None:
    one = lesson(desk, "One")
    commenting.comment(desk.ws, desk.course, one, 0, 0, "Too long?", about="lesson")
    before, spot = the_one(desk), desk.ws.spots.of(desk.course)
    attaching.re_attach(desk.ws, desk.course, before, lesson(desk, "Two"), 2, 5)
    assert (the_one(desk).about, the_one(desk).lesson) == ("words", lesson(desk, "Two"))
    attaching.put_back(desk.ws, desk.course, before)
    assert the_one(desk).about == "lesson"
    assert desk.ws.spots.of(desk.course) == spot


def test_a_comment_whose_words_went_to_another_lesson_is_shared_there(desk: Desk) -> None:
    one, two = lesson(desk, "One"), lesson(desk, "Two")
    start = TEXT.index(WORDS)
    commenting.comment(desk.ws, desk.course, one, start, start + len(WORDS), "Is it so?")
    writing.edit(desk.ws, desk.course, one, TEXT.replace(f"{WORDS}\n\n", ""))
    writing.edit(desk.ws, desk.course, two, f"# Two\n\n{WORDS}\n")
    share(desk.ws.store, desk.ws.ledger, desk.ws.lessons, desk.course, None)
    thread = the_one(desk)
    assert (thread.lesson, thread.quote) == (two, WORDS)
    assert desk.ws.spots.of(desk.course)[thread.id].place.start is not None


def test_home_counts_what_waits_wherever_it_stands(team: Team, two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    second = lesson(colleague, "Second")
    commenting.comment(
        colleague.ws, colleague.course, second, 0, 0, "Who reads it?", about="course"
    )
    commenting.comment(colleague.ws, colleague.course, second, 0, 0, "Too short.", about="lesson")
    suggested = colleague.text(second).replace("Text.", "A text.")
    suggesting.suggest(colleague.ws, colleague.course, second, suggested, "Better")
    team.sync_all()
    [waits] = read_home(author.ws).waits
    assert (waits.comments, waits.comment_in, waits.suggestions) == (2, second, 1)
    outlining.remove(author.ws, author.course, [author.course.outline.nodes[second]])
    [waits] = read_home(author.ws).waits
    assert (waits.comments, waits.comment_in) == (2, None), "what is loose waits, too"
    assert waits.suggestions == 0, "nobody can take in what is nowhere"
    [way] = [row.id for row in home_of(read_home(author.ws)).needs if "comments" in row.title]
    assert way == f"{REVIEW}:{author.course.id}", "it leads to where all that was said stands"
