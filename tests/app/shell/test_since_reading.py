"""What is new, as lines and as home's rows: each change told once, a removed lesson by its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.overview import seen
from app.shell.home.home_reading import read_home
from app.shell.home.home_words import home_of
from app.shell.home.since_reading import read_since
from editor.panels.cards.runs import spoken
from editor.panels.receipts.values import ReceiptLine
from sync.model.ids import NodeId
from tests.app.flows.post import Laptop, Post

QUIZ = "# Quiz\n\nA fine question.\n\nWhich is it?\n\n[( )] One\n[(X)] Two\n[( )] Three\n"


class Desk:
    """An author who has seen the course, and a colleague who writes in it."""

    def __init__(self, folder: Path) -> None:
        post = Post()
        self.author = Laptop(folder / "author", post, "owner")
        self.colleague = Laptop(folder / "colleague", post)
        lessons = {"Quiz": QUIZ, "Second": "# Second\n", "Third": "# Third\n"}
        self.quiz, self.second, self.third = post.share(self.author.ws, lessons)
        self.meet()
        seen.note_course(self.author.ws, self.author.course)
        self.author.ws.store.settings.set(f"seen-before.{post.course}", None)

    def meet(self) -> None:
        for _ in range(2):
            self.author.sync()
            self.colleague.sync()

    def writes(self, text: str) -> None:
        writing.edit(self.colleague.ws, self.colleague.course, self.quiz, text)
        self.meet()

    def lines(self) -> list[ReceiptLine]:
        [course] = read_since(self.author.ws)
        [section] = course.sections
        assert section.note == str(len(section.lines))
        return list(section.lines)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.author.ws.close()
    made.colleague.ws.close()


def test_a_changed_right_answer_is_told_once(desk: Desk) -> None:
    desk.writes(QUIZ.replace("[(X)] Two", "[( )] Two").replace("[( )] Three", "[(X)] Three"))
    [line] = desk.lines()
    assert line.title.endswith("changed an answer. Question 1: right answer B → C")


def test_words_changed_beside_a_right_answer_are_told_too(desk: Desk) -> None:
    desk.writes(QUIZ.replace("[(X)] Two", "[( )] Two").replace("[( )] Three", "[(X)] Trio"))
    answer, words = desk.lines()
    assert "changed an answer. Question 1: right answer" in answer.title
    assert words.title.endswith("changed a sentence in “Quiz”")
    assert "Trio" in spoken(words.runs)


def test_a_pass_mark_in_a_line_of_its_own_is_told_once(desk: Desk) -> None:
    with_mark = QUIZ.replace("Which is it?", '<!-- data-pass-mark="50" -->\n\nWhich is it?')
    desk.writes(with_mark)
    told = [line.title for line in desk.lines()]
    assert len(told) == 1, told


def remove(desk: Desk, *lessons: NodeId) -> None:
    course = desk.colleague.course
    nodes = [course.outline.nodes[lesson] for lesson in lessons]
    outlining.remove(desk.colleague.ws, course, nodes)
    desk.meet()


def test_home_names_a_removed_lesson(desk: Desk) -> None:
    desk.writes(QUIZ.replace("fine", "small"))
    remove(desk, desk.second)
    [row] = home_of(read_home(desk.author.ws)).changed
    assert row.title == "A colleague removed “Second” and changed 1 lesson"
    assert row.detail == "Peer learning: Quiz"


def test_home_names_removed_lessons_in_the_line_below(desk: Desk) -> None:
    remove(desk, desk.second, desk.third)
    [row] = home_of(read_home(desk.author.ws)).changed
    assert row.title == "A colleague removed 2 lessons"
    assert row.detail == "Peer learning. Removed: Second, Third"


def test_who_moved_a_lesson_before_it_was_removed_did_not_remove_it(
    desk: Desk, tmp_path: Path
) -> None:
    third = Laptop(tmp_path / "third", desk.author.post)
    third.sync()
    outlining.move_to_end(third.ws, third.course, third.course.outline.nodes[desk.second], "")
    third.sync()
    desk.meet()
    remove(desk, desk.second)
    rows = home_of(read_home(desk.author.ws)).changed
    assert [row.title for row in rows] == ["A colleague removed “Second”"]
    third.ws.close()
