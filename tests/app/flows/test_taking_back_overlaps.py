"""Taking back never closes an overlap that nobody checked: as before the batch, and as after it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypedDict

import pytest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.overlaps import merging
from app.flows.review import deciding, suggesting
from app.flows.sharing.batch_lines import Batch
from app.flows.sharing.taking_back import find_batch, take_back
from sync.model.ids import NodeId
from tests.app.flows.post import Laptop
from tests.app.flows.test_taking_back import Two

SENTENCE = "Say what effect it had on you."
ALL_KINDS = "a batch of everything taken back and put back (seeds)"


class Three(Two):
    """The author, the colleague, and a third person who writes, too."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.third = Laptop(folder / "third", self.post)
        self.third.sync()

    def everybody(self) -> list[Laptop]:
        return [self.author, self.colleague, self.third]


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Three]:
    made = Three(tmp_path)
    yield made
    for laptop in made.everybody():
        laptop.ws.close()


class Shown(TypedDict):
    """What a laptop shows of the course."""

    texts: dict[NodeId, str]
    outline: list[tuple[NodeId, str, str]]
    open: list[tuple[str, list[str]]]


def shown(laptop: Laptop) -> Shown:
    """Read all that is to be as before: texts, outline, and what is open with its wordings."""
    course = laptop.course
    views = merging.overlaps(laptop.ws, course)
    return {
        "texts": {node.id: laptop.text(node.id) for node in course.outline.lessons()},
        "outline": [(node.id, node.parent, node.title) for node, _ in course.outline.walk()],
        "open": sorted((view.kind, sorted({w.text for w in view.wordings})) for view in views),
    }


def there_and_back(three: Three, batch: Batch, before: Shown) -> None:
    """Take a batch back, and put it back: all is as before it, then as after it, everywhere."""
    here = three.author
    after = shown(here)
    assert after != before
    done = take_back(here.ws, batch)
    assert shown(here) == before
    again = find_batch(here.ws, done.receipt)
    take_back(here.ws, again)
    assert shown(here) == after
    for laptop in [*three.everybody(), *three.everybody()]:
        laptop.sync()
    assert [shown(laptop) for laptop in three.everybody()] == [after] * 3


def edited_by_both(three: Three) -> None:
    """Leave one sentence open at the author's, between them and the colleague."""
    three.writes(three.author, SENTENCE, "Name its effect on your work.")
    three.writes(three.colleague, SENTENCE, "Tell what it did to you, and to others.")
    three.meet()
    assert len(merging.overlaps(three.author.ws, three.author.course)) == 1


def choose(laptop: Laptop, number: int) -> None:
    """Settle all that is open by one of its sides."""
    while views := merging.overlaps(laptop.ws, laptop.course):
        settle(laptop, views[0], number)


def settle(laptop: Laptop, view: merging.OverlapView, number: int) -> None:
    if view.item is not None:
        merging.confirm(laptop.ws, laptop.course, view, view.wordings[number].text)
    else:
        merging.confirm_side(laptop.ws, laptop.course, view, str(number + 1))


def test_a_third_wording_goes_back_and_leaves_the_first_two_open(three: Three) -> None:
    three.writes(three.third, SENTENCE, "Describe at length what you felt when you had read it.")
    edited_by_both(three)
    before = shown(three.author)
    three.third.sync()
    three.author.sync()
    there_and_back(three, three.last(), before)


def test_an_overlap_that_the_batch_made_is_open_again_when_it_is_put_back(three: Three) -> None:
    three.writes(three.author, SENTENCE, "Name its effect on your work.")
    three.writes(three.colleague, SENTENCE, "Tell what it did to you, and to others.")
    before = shown(three.author)
    there_and_back(three, three.bring(), before)


@pytest.mark.parametrize("number", [0, 1])
def test_a_choice_of_somebody_else_goes_back(three: Three, number: int) -> None:
    """Also where it kept the text as it was, so that there are no words to go back."""
    edited_by_both(three)
    before = shown(three.author)
    choose(three.colleague, number)
    batch = three.bring()
    assert {line.people for line in batch.lines} == {(three.colleague.ws.identity.person,)}
    there_and_back(three, batch, before)


def test_what_i_chose_myself_stays_when_another_choice_goes_back(three: Three) -> None:
    edited_by_both(three)
    [view] = merging.overlaps(three.author.ws, three.author.course)
    merging.confirm(three.author.ws, three.author.course, view, "Mine, written anew.\n")
    before = shown(three.author)
    assert before["open"] == []
    choose(three.colleague, 0)
    there_and_back(three, three.bring(), before)


@pytest.mark.parametrize("wish", ["Tell it.", "Describe at length what you felt, and all else."])
def test_an_acceptance_inside_an_open_overlap_goes_back(three: Three, wish: str) -> None:
    """Also where the accepted wording is not the one that is offered."""
    old = three.third.text(three.one)
    text = old.replace(SENTENCE, wish)
    suggesting.suggest(three.third.ws, three.third.course, three.one, text, "Clearer.")
    three.third.sync()
    edited_by_both(three)
    before = shown(three.author)
    wishes = deciding.open_by(three.author.course, three.third.ws.identity.person)
    done = deciding.accept_all(three.author.ws, three.author.course, wishes)
    assert shown(three.author) != before
    deciding.take_out(three.author.ws, three.author.course, done.act)
    assert shown(three.author) == before


def rename(laptop: Laptop, lesson: NodeId, title: str) -> None:
    outlining.rename(laptop.ws, laptop.course, laptop.course.outline.nodes[lesson], title)


def remove(laptop: Laptop, lesson: NodeId) -> None:
    outlining.remove(laptop.ws, laptop.course, [laptop.course.outline.nodes[lesson]])


def described(laptop: Laptop, level: str) -> None:
    outlining.describe(laptop.ws, laptop.course, level=level)


APART: dict[str, tuple[Callable[[Three], None], Callable[[Three], None]]] = {
    "both-renamed": (
        lambda all_: rename(all_.author, all_.two, "Second"),
        lambda all_: rename(all_.colleague, all_.two, "Another"),
    ),
    "removed-edited": (
        lambda all_: all_.writes(all_.author, "Text.", "Words of mine.", all_.two),
        lambda all_: remove(all_.colleague, all_.two),
    ),
    "edited-removed": (
        lambda all_: remove(all_.author, all_.two),
        lambda all_: all_.writes(all_.colleague, "Text.", "Words of theirs.", all_.two),
    ),
    "field-apart": (
        lambda all_: described(all_.author, "beginner"),
        lambda all_: described(all_.colleague, "expert"),
    ),
}


@pytest.mark.parametrize("kind", APART)
def test_an_overlap_of_the_course_is_open_again(three: Three, kind: str) -> None:
    mine, theirs = APART[kind]
    mine(three)
    theirs(three)
    before = shown(three.author)
    there_and_back(three, three.bring(), before)


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("kind", APART)
def test_a_choice_about_the_course_goes_back(three: Three, kind: str, number: int) -> None:
    mine, theirs = APART[kind]
    mine(three)
    theirs(three)
    three.meet()
    before = shown(three.author)
    assert before["open"]
    choose(three.colleague, number)
    there_and_back(three, three.bring(), before)


def test_a_third_title_goes_back_and_leaves_the_first_two_open(three: Three) -> None:
    rename(three.author, three.two, "Second")
    rename(three.colleague, three.two, "Another")
    rename(three.third, three.two, "A third")
    three.meet()
    before = shown(three.author)
    three.third.sync()
    three.author.sync()
    there_and_back(three, three.last(), before)


SOAKED = [pytest.param(seed, marks=pytest.mark.soak(row=ALL_KINDS)) for seed in range(4, 204)]


@pytest.mark.parametrize("seed", [*range(4), *SOAKED])
def test_batches_of_everything_go_back_and_come_again(three: Three, seed: int) -> None:
    """Edits, renamings, removals and choices of three people: nothing open is closed unseen."""
    rng = random.Random(seed)
    print(f"seed {seed}")
    for step in range(8):
        for laptop in three.everybody():
            for _ in range(rng.randrange(3)):
                do_something(laptop, rng, f"{seed}x{step}")
        three.third.sync()
        three.colleague.sync()
        before = shown(three.author)
        held = three.author.receipts()
        three.author.sync()
        after, batch = shown(three.author), three.last()
        if three.author.receipts() == held or after == before or not batch.chosen(()):
            assert after["texts"] == before["texts"]
            continue
        done = take_back(three.author.ws, batch)
        assert_as(before, shown(three.author), f"seed {seed}, step {step}")
        take_back(three.author.ws, find_batch(three.author.ws, done.receipt))
        assert_as(after, shown(three.author), f"seed {seed}, step {step}", put_back=True)
    for laptop in [*three.everybody(), *three.everybody()]:
        laptop.sync()
    assert shown(three.author) == shown(three.third) == shown(three.colleague)


def assert_as(was: Shown, now: Shown, where: str, *, put_back: bool = False) -> None:
    """All stands as it did, and what was open is open, maybe together with what stands beside it.

    What two people had chosen apart is not put back as such: their choices are undone for good.
    """
    words = " ".join(" ".join(wordings) for _, wordings in now["open"])
    kinds = {kind for kind, _ in now["open"]}
    for kind, wordings in was["open"]:
        if put_back and kind == "chosen-apart":
            continue
        told = {word for wording in wordings for word in re.findall(r"w\d+x\d+y\d+", wording)}
        assert told <= set(re.findall(r"\w+", words)), (where, kind, wordings)
        assert kind in kinds or "chosen-apart" in kinds, (where, kind)
    if len(now["open"]) == len(was["open"]):
        assert now["texts"] == was["texts"], where
        assert sorted(now["outline"]) == sorted(was["outline"]), where


def do_something(laptop: Laptop, rng: random.Random, word: str) -> None:
    lessons = laptop.course.outline.lessons()
    if not lessons:
        return
    lesson = rng.choice(lessons).id
    views = merging.overlaps(laptop.ws, laptop.course)
    match rng.randrange(8):
        case 0:
            rename(laptop, lesson, f"Title {word} {rng.randrange(9)}")
        case 1 if len(lessons) > 1:
            remove(laptop, lesson)
        case 2 | 3 if views:
            view = rng.choice(views)
            settle(laptop, view, rng.randrange(len(view.wordings)))
        case _:
            blocks = laptop.text(lesson).strip("\n").split("\n\n")
            at = rng.randrange(len(blocks))
            blocks[at] = f"{blocks[at]} w{word}y{rng.randrange(99)}"
            writing.edit(laptop.ws, laptop.course, lesson, "\n\n".join(blocks) + "\n")
