"""Removals that are each under a tenth ask, too, once what went since the last yes is more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.overview import seen
from app.flows.sharing import held
from tests.app.flows.post import Laptop, Post

LESSONS = 20


def text(number: int, words: int = 60) -> str:
    return f"# Lesson {number}\n\n" + " ".join(f"word{number}x{n}" for n in range(words)) + "\n"


class Pair:
    """An author who looks on, and a colleague who takes out bit by bit."""

    def __init__(self, folder: Path) -> None:
        post = Post()
        self.author = Laptop(folder / "author", post, "owner")
        self.colleague = Laptop(folder / "colleague", post)
        texts = {f"Lesson {number}": text(number) for number in range(LESSONS)}
        self.lessons = post.share(self.author.ws, texts)
        self.meet()

    def meet(self) -> None:
        for laptop in (self.author, self.colleague, self.author):
            laptop.sync()

    def removes(self, laptop: Laptop, *numbers: int) -> None:
        nodes = [laptop.course.outline.nodes[self.lessons[number]] for number in numbers]
        outlining.remove(laptop.ws, laptop.course, nodes)
        self.meet()

    def writes(self, laptop: Laptop, number: int, words: str) -> None:
        writing.edit(laptop.ws, laptop.course, self.lessons[number], words)
        self.meet()

    def waiting(self) -> list[held.Held]:
        return held.held(self.author.ws)

    def standing(self) -> int:
        return len(self.author.course.outline.lessons())


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    made = Pair(tmp_path)
    yield made
    made.author.ws.close()
    made.colleague.ws.close()


def test_lessons_taken_out_one_by_one_ask_at_the_third(pair: Pair) -> None:
    for number in (1, 2):
        pair.removes(pair.colleague, number)
        assert pair.waiting() == []
        pair.writes(pair.author, 10 + number, text(10 + number) + "\nWritten here.\n")
    pair.removes(pair.colleague, 3)
    [told] = pair.waiting()
    assert [one.title for one in told.going] == ["Lesson 3"]
    assert (told.gone_lessons, told.of_lessons, pair.standing()) == (2, 18, 18)
    assert held.gone_before(told).startswith("2 lessons went before")
    pair.writes(pair.colleague, 9, text(9) + "\nMore of it.\n")
    assert len(pair.waiting()) == 1 and "More of it." in pair.author.text(pair.lessons[9])
    held.let_in(pair.author.ws, pair.author.course)
    assert pair.standing() == 17
    pair.removes(pair.colleague, 4)
    pair.removes(pair.colleague, 5)
    assert pair.waiting() == [], "it counts from the yes on"
    pair.removes(pair.colleague, 6)
    assert pair.waiting()[0].gone_lessons == 2


def test_the_yes_taken_back_measures_as_before(pair: Pair) -> None:
    for number in (1, 2, 3):
        pair.removes(pair.colleague, number)
    held.let_in(pair.author.ws, pair.author.course)
    held.take_yes_back(pair.author.ws, pair.author.course)
    pair.writes(pair.colleague, 9, text(9) + "\nMore of it.\n")
    [told] = pair.waiting()
    assert (told.gone_lessons, len(told.going), pair.standing()) == (2, 1, 18)


def test_words_cut_bit_by_bit_ask_as_well(pair: Pair) -> None:
    """Each cut is far under a tenth, and under what is ever much."""
    for number in range(3):
        pair.writes(pair.colleague, number, text(number, 10))
        assert pair.waiting() == []
    pair.writes(pair.colleague, 3, text(3, 10))
    [told] = pair.waiting()
    assert (told.going, told.words, told.gone_words) == ((), 50, 150)
    assert "word3x59" in pair.author.text(pair.lessons[3])
    assert "150 words went before" in held.gone_before(told)


def test_own_removals_and_what_was_looked_at_do_not_count(pair: Pair) -> None:
    pair.removes(pair.author, 1, 2, 3, 4)
    pair.removes(pair.colleague, 5)
    pair.removes(pair.colleague, 6)
    assert pair.waiting() == []
    seen.note_course(pair.author.ws, pair.author.course)
    pair.removes(pair.colleague, 7)
    assert pair.waiting() == [], "what went before was marked as seen"
    for number in (8, 9):
        pair.removes(pair.colleague, number)
    assert pair.waiting()[0].gone_lessons == 2
