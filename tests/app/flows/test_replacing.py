"""Replace over a course: all or nothing, nothing of others lost, and one way back for all of it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.finding import replacing
from app.flows.finding.replacing import Chosen, Find
from app.flows.lesson.writing import edit
from sync.merge.edits import Edit
from sync.model.ids import LogId, NodeId
from sync.model.states import TextState
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

TEXTS = (
    "# Colour\n\nThe colour of a leaf.\n",
    "# None\n\nNothing here.\n",
    "# More\n\nA colour, another colour.\n\n😀 And a last colour.\n",
)


class Desk:
    """A workspace with a course of three lessons."""

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        made = outlining.begin(ws, "Course")
        self.log: LogId = made.log
        self.lessons: list[NodeId] = []
        for number, text in enumerate(TEXTS):
            changes = outlining.add(ws, self.course, "lesson", f"L{number}", text=text)
            self.lessons += changes.nodes

    @property
    def course(self) -> Course:
        return self.ws.courses.open(self.log)

    def texts(self) -> tuple[str, ...]:
        return tuple(self.ws.lessons.seen_now(self.log, one).text for one in self.lessons)

    def chosen(self, find: Find) -> list[Chosen]:
        lessons = replacing.lessons_in(self.ws, self.log)
        found = replacing.look_through(self.ws, self.log, lessons, find)
        return [Chosen(one.lesson, one.text, one.edits) for one in found]

    def type_in(self, lesson: NodeId, *steps: tuple[int, int, str]) -> None:
        """Keep typed words as the window does, unsealed."""
        self.ws.lessons.seal(lesson)
        today = self.ws.lessons.today(self.log, lesson)
        with self.ws.store.writing():
            self.ws.store.texts.begin(self.log, lesson, today.state, today.text)
            self.ws.store.texts.journal(lesson, steps)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The course on a real store."""
    with Workspace.open(tmp_path / "ws") as ws:
        yield Desk(ws)


def words(old: str, new: str) -> Find:
    def find(text: str) -> Sequence[Edit]:
        return [Edit(m.start(), m.end() - m.start(), new) for m in re.finditer(old, text, re.I)]

    return find


def test_everything_changes_and_comes_back_in_one_step(desk: Desk) -> None:
    desk.type_in(desk.lessons[2], (0, 0, "Typed. "))
    before = desk.texts()
    done, changes = replacing.replace_in_course(
        desk.ws, desk.log, desk.chosen(words("colour", "hue"))
    )
    assert (done.places, len(done.lessons), done.left) == (5, 2, 0)
    assert set(changes.nodes) == {desk.lessons[0], desk.lessons[2]}
    assert "colour" not in "".join(desk.texts()).lower()
    assert desk.texts()[2].startswith("Typed. ")
    kept = replacing.last_replaced(desk.ws, desk.log)
    assert kept == done, "it is known after a restart too"
    back, _ = replacing.take_back(desk.ws, kept)
    assert desk.texts() == before
    assert back.taken_back
    again, _ = replacing.take_back(desk.ws, back)
    assert "colour" not in "".join(desk.texts()).lower()
    assert not again.taken_back


def test_what_was_written_since_stays_and_is_told(desk: Desk) -> None:
    first, _, third = desk.lessons
    chosen = desk.chosen(words("colour", "hue"))
    base = desk.ws.lessons.today(desk.log, first).state
    edit(desk.ws, desk.course, first, TEXTS[0].replace("of a leaf", "of a tree"), base)
    edit(desk.ws, desk.course, third, TEXTS[2].replace("another colour", "another one"))
    done, _ = replacing.replace_in_course(desk.ws, desk.log, chosen)
    assert desk.texts()[0] == "# hue\n\nThe hue of a tree.\n"
    assert desk.texts()[2] == "# More\n\nA hue, another one.\n\n😀 And a last hue.\n"
    assert (done.places, done.left) == (4, 1)
    edit(desk.ws, desk.course, first, "Before.\n\n# hue\n\nThe shade of a tree.\n")
    back, _ = replacing.take_back(desk.ws, done)
    assert desk.texts()[0] == "Before.\n\n# Colour\n\nThe shade of a tree.\n"
    assert (back.places, back.left) == (3, 1)


def test_a_colleagues_work_is_woven_in_when_it_comes_after(desk: Desk) -> None:
    first = desk.lessons[0]
    base = desk.ws.lessons.today(desk.log, first).state
    done, _ = replacing.replace_in_course(desk.ws, desk.log, desk.chosen(words("leaf", "tree")))
    edit(desk.ws, desk.course, first, TEXTS[0] + "\nA line of a colleague.\n", base)
    replacing.take_back(desk.ws, done)
    assert desk.texts()[0] == TEXTS[0] + "\nA line of a colleague.\n"


def test_a_stop_leaves_nothing_half_in(desk: Desk) -> None:
    class Stopped(Exception):
        pass

    def told(done: int, of: int) -> None:
        if done == 1:
            raise Stopped

    chosen = desk.chosen(words("colour", "hue"))
    with pytest.raises(Stopped):
        replacing.replace_in_course(desk.ws, desk.log, chosen, told)
    assert desk.texts() == TEXTS
    assert replacing.last_replaced(desk.ws, desk.log) is None


def test_a_removed_lesson_is_not_called_back(desk: Desk) -> None:
    chosen = desk.chosen(words("colour", "hue"))
    outlining.remove(desk.ws, desk.course, [desk.course.outline.nodes[desk.lessons[0]]])
    done, _ = replacing.replace_in_course(desk.ws, desk.log, chosen)
    assert done.lessons == (desk.lessons[2],)
    assert not desk.course.outline.found


def test_a_disputed_place_is_told(desk: Desk) -> None:
    first = desk.lessons[0]
    base: TextState = desk.ws.lessons.today(desk.log, first).state
    for other in ("bark", "twig"):
        edit(desk.ws, desk.course, first, TEXTS[0].replace("leaf", other), base)
    (found, _) = replacing.look_through(desk.ws, desk.log, desk.lessons, words("colour", "hue"))
    assert len(found.disputed) == 1
    start, end = found.disputed[0]
    assert "The colour" in found.text[start:end]


def test_any_replacement_comes_back_whatever_else_is_written(desk: Desk) -> None:
    seed = random.randrange(10**6)
    print("seed", seed)
    draw = random.Random(seed)
    for _ in range(12):
        new = draw.choice(["", "x", "two words", "colour colour", "\n\n"])
        before = desk.texts()
        done, _ = replacing.replace_in_course(
            desk.ws, desk.log, desk.chosen(words(draw.choice(["colour", "o", "a "]), new))
        )
        typed = draw.choice(desk.lessons)
        desk.type_in(typed, (0, 0, "New line.\n\n"))
        replacing.take_back(desk.ws, done)
        number = desk.lessons.index(typed)
        expected = [*before]
        expected[number] = "New line.\n\n" + expected[number]
        assert desk.texts() == tuple(expected)


def test_a_reviewer_suggests_and_the_text_stays(desk: Desk) -> None:
    chosen = desk.chosen(words("colour", "hue"))
    changes = replacing.suggest_in_course(desk.ws, desk.log, chosen, "One word for it.")
    assert desk.texts() == TEXTS
    made = list(desk.course.facts.suggestions.values())
    assert {one.lesson for one in made} == {desk.lessons[0], desk.lessons[2]}
    assert changes.kinds == {"suggestion.made"}
    assert all("hue" in one.after and "hue" not in one.before for one in made)
    assert made[0].why == "One word for it."
