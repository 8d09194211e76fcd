"""Whose a right answer is that was brought back or put elsewhere; laptops and servers agree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.flows.lesson import writing
from app.flows.versions import publishing, reviewing
from app.flows.versions.approved import approved_by
from app.flows.versions.contents import contents_of
from app.flows.versions.read_for_server import read_versions
from sync.model.ids import NodeId, PersonId
from sync.server.verified import OF_READING, ToRead
from tests.app.flows.post import Laptop, Post

OPTIONS = "\nWhich helps most?\n\n[({})] Nice!\n[({})] Step 2 is hard\n[({})] Great\n"
WHY = "# Why\n\nPeers remember.\n"


def quiz(right: int, asks: str = "Which helps most?") -> str:
    marks = ["X" if n == right else " " for n in range(3)]
    return WHY + OPTIONS.format(*marks).replace("Which helps most?", asks)


class Group:
    """Three people at one course of two lessons, the first with a question."""

    def __init__(self, folder: Path) -> None:
        post = Post()
        self.owner, self.colleague, self.third = (
            Laptop(folder / name, post, role)
            for name, role in (("owner", "owner"), ("colleague", "author"), ("third", "author"))  # type: ignore[arg-type]
        )
        self.all = (self.owner, self.colleague, self.third)
        self.first, self.second = post.share(self.owner.ws, {"One": quiz(0), "Two": WHY})
        self.meet()

    def meet(self) -> None:
        for one in (*self.all, *self.all):
            one.sync()

    def writes(self, desk: Laptop, lesson: NodeId, text: str) -> None:
        writing.edit(desk.ws, desk.course, lesson, text)
        self.meet()

    def writers(self, lesson: NodeId) -> set[PersonId]:
        """Name a version; give the writers of the lesson's right answer, the same everywhere."""
        publishing.publish(self.owner.ws, self.owner.course)
        self.meet()
        found = []
        for desk in self.all:
            course = desk.course
            version = course.facts.ordered_versions()[-1]
            reviewing.review(desk.ws, course, version, "approve")
            own = approved_by(desk.ws, desk.course, version, desk.ws.identity.person).own
            here = contents_of(desk.ws, course, version)
            [right] = here[lesson].rights
            assert bool(own) == (desk.ws.identity.person in right.writers)
            facts = desk.ws.store.log.facts(course.log, kinds=OF_READING)
            wanted = frozenset(here)
            read = read_versions(ToRead(course.log, {version.id: version.named}, wanted, facts))
            assert read[version.id] == here, "a server reads the same"
            found.append(set(right.writers))
        assert found[0] == found[1] == found[2]
        return found[0]


@pytest.fixture
def group(tmp_path: Path) -> Iterator[Group]:
    made = Group(tmp_path)
    yield made
    for one in made.all:
        one.ws.close()


def who(*desks: Laptop) -> set[PersonId]:
    return {desk.ws.identity.person for desk in desks}


def test_brought_back_by_another_it_stays_its_writers(group: Group) -> None:
    group.writes(group.colleague, group.first, quiz(1))
    publishing.publish(group.colleague.ws, group.colleague.course)
    [version] = group.colleague.course.facts.versions.values()
    group.writes(group.third, group.first, quiz(2, "Which helps a colleague most?"))
    publishing.restore(group.third.ws, group.third.course, group.third.course.log, version)
    group.meet()
    assert group.writers(group.first) == who(group.colleague, group.third)
    group.writes(group.owner, group.first, quiz(0))
    assert group.writers(group.first) == who(group.owner)


def test_put_into_another_lesson_it_stays_its_writers(group: Group) -> None:
    group.writes(group.colleague, group.first, quiz(1))
    group.writes(group.third, group.first, WHY)
    group.writes(group.third, group.second, quiz(1))
    assert group.writers(group.second) == who(group.colleague, group.third)
