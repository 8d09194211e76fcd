"""Comments follow their words into another lesson, whoever knew of whom, in whatever order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.lesson.writing import edit
from app.flows.review import commenting
from sync.model.ids import LogId, NodeId
from sync.workspace.opening import Workspace
from sync.workspace.spots import Spot, Spots

PART = "Say what effect it had on you, and where you stopped."
ONE, TWO = f"# One\n\nFirst.\n\n{PART}\n\nLast.\n", "# Two\n\nQuite other words.\n"


@dataclass
class Desks:
    """An author and a reviewer with one course of two lessons."""

    author: Workspace
    reviewer: Workspace
    log: LogId
    one: NodeId
    two: NodeId

    def write(self, lesson: NodeId, text: str) -> None:
        edit(self.author, self.author.courses.open(self.log), lesson, text)

    def comment(self, quote: str) -> None:
        course = self.reviewer.courses.open(self.log)
        commenting.comment_on_quote(self.reviewer, course, self.one, quote, "Why?")

    def text(self) -> str:
        return self.author.lessons.today(self.log, self.one).text

    def meet(self) -> None:
        both = (self.author, self.reviewer)
        for giver, taker in (both, both[::-1]):
            known = {stored.fact.id for stored in taker.store.log.every(self.log)}
            facts = [stored.fact for stored in giver.store.log.every(self.log)]
            taker.ledger.take(self.log, [fact for fact in facts if fact.id not in known])

    def spot(self) -> Spot:
        """Tell where the comment stands: for both the same, looked for anew or not."""
        found = []
        for ws in (self.author, self.reviewer):
            course = ws.courses.open(self.log)
            found += [ws.spots.of(course), Spots(ws.store, ws.lessons).of(course)]
        assert all(one == found[0] for one in found)
        [spot] = found[0].values()
        return spot


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    with Workspace.open(tmp_path / "a") as author, Workspace.open(tmp_path / "r") as reviewer:
        log = outlining.begin(author, "Peer learning").log
        lessons = [
            outlining.add(author, author.courses.open(log), "lesson", title, text=text).nodes[0]
            for title, text in (("One", ONE), ("Two", TWO))
        ]
        row = author.store.log.log(log)
        assert row is not None
        reviewer.store.log.add_log(row)
        made = Desks(author, reviewer, log, *lessons)
        made.meet()
        yield made


@pytest.mark.parametrize("quote", [PART, "effect"])
def test_what_was_cut_and_put_elsewhere_apart_takes_the_comment_along(
    desks: Desks, quote: str
) -> None:
    """The reviewer did not know that the words were taken away while they commented."""
    desks.write(desks.one, ONE.replace(f"{PART}\n\n", ""))
    there = TWO + f"\n{PART}\n"
    desks.write(desks.two, there)
    for number in range(4):  # so the reviewer's clock runs ahead of what the author did
        course = desks.reviewer.courses.open(desks.log)
        outlining.add(desks.reviewer, course, "lesson", f"More {number}", text="# More\n")
    desks.comment(quote)
    desks.meet()
    spot = desks.spot()
    assert (spot.lesson, spot.place.how) == (desks.two, "moved")
    assert there[spot.place.start : spot.place.end] == quote


def test_two_places_that_hold_it_are_none(desks: Desks) -> None:
    """In doubt a comment is loose; of two places the one that is left is its own."""
    desks.comment(PART)
    desks.meet()
    three = outlining.add(
        desks.author, desks.author.courses.open(desks.log), "lesson", "Three", text="# Three\n"
    ).nodes[0]
    desks.write(desks.two, TWO + f"\n{PART}\n")
    desks.write(three, f"# Three\n\n{PART}\n")
    desks.write(desks.one, ONE.replace(f"{PART}\n\n", ""))
    desks.meet()
    assert desks.spot().place.how == "loose"
    desks.write(three, "# Three\n")
    desks.meet()
    assert desks.spot().lesson == desks.two


def test_what_was_reworded_and_then_moved_is_followed_step_by_step(desks: Desks) -> None:
    """Nothing but the steps between tell it; what one step took out is not looked for."""
    desks.comment("what effect it had")
    desks.meet()
    head, first, part, last = ONE.split("\n\n")
    reworded = part.replace("what effect it had", "what large effect the work had at once")
    texts = [(head, first, reworded, last), (head, reworded, first, last)]
    texts.append((head, last.strip(), first, reworded.replace("at once", "on the day") + "\n"))
    for number, text in enumerate(texts):
        desks.write(desks.one, "\n\n".join(text))
        if number:  # the first two steps come together, the third alone
            desks.meet()
            spot = desks.spot()
            found = desks.text()[spot.place.start : spot.place.end]
            assert found.startswith("what large effect the work had"), (number, spot)
            assert spot.place.how == "changed"
    desks.write(desks.one, "\n\n".join((head, first, last)))
    desks.write(desks.one, "\n\n".join((head, last, first, "Say what it cost.\n")))
    desks.meet()
    assert desks.spot().place.how == "loose"


def test_a_comment_of_a_removed_lesson_is_an_orphan(desks: Desks) -> None:
    desks.comment(PART)
    desks.meet()
    course = desks.author.courses.open(desks.log)
    outlining.remove(desks.author, course, [course.outline.nodes[desks.one]])
    desks.meet()
    spot = desks.spot()
    assert (spot.lesson, spot.place.how, spot.orphan) == (desks.one, "loose", True)
    beside = commenting.threads_beside(
        desks.author, desks.author.courses.open(desks.log), desks.two
    )
    assert [placed.thread.text for placed in beside] == ["Why?"], "in sight beside what is left"
    desks.write(desks.two, TWO + f"\n{PART}\n")
    desks.meet()
    assert (desks.spot().lesson, desks.spot().orphan) == (desks.two, False)
