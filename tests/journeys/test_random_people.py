"""An owner, an author and a reviewer do anything at random: all end with the same, nothing is lost.

Every word that was taken in stands in a text, in an overlap or in a suggestion at the end, unless
someone who had it in view removed it, chose another wording, or brought an earlier version back.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sync.server import operations
from sync.server.serving import Embedded
from tests.faults.laptop import Laptop, LaptopHere
from tests.journeys.random_person import WORD, RandomPerson

ROLES = {"owner": "owner", "author": "author", "reviewer": "reviewer"}


class Space:
    """A server in this process, and a course of nine lessons that three people share."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = Embedded(folder / "server")
        self.url = self.server.start()
        first = LaptopHere(folder / "owner")
        self.course = str(first.ask("new", "At random")["course"])
        for module in ("One", "Two", "Three"):
            for number in range(3):
                title = f"{module} {number}"
                first.do("add", self.course, "--module", module, "--lesson", title)
                body = "".join(f"Paragraph {n} of {title} has some words.\n\n" for n in range(5))
                first.write(self.course, f"{module}/{title}", f"# {title}\n\n{body}")
        self.laptops = {name: self.join(name, role) for name, role in ROLES.items()}

    def join(self, name: str, role: str) -> Laptop:
        """Let one more in, with everything that is there."""
        laptop = LaptopHere(self.folder / name)
        invite = operations.invite(self.folder / "server", role=role).invite  # type: ignore[arg-type]
        laptop.do("connect", self.url, "--invite", invite, "--name", name)
        if name == "owner":
            laptop.do("share", self.course)
        laptop.settle()
        return laptop

    def all_alike(self) -> dict[str, Any]:
        """Let everyone have everything, one newcomer too; give what all of them see."""
        for _ in range(3):
            for laptop in self.laptops.values():
                laptop.settle()
                if laptop.ask("held", self.course):  # much would go from sight
                    laptop.do("held", self.course, "--take")
        everyone = [*self.laptops.values(), self.join("late", "reader")]
        first, *others = (laptop.everything(self.course) for laptop in everyone)
        for other in others:
            assert first == other
        for laptop in everyone:
            laptop.check()
        return first


@pytest.fixture
def spaces(tmp_path: Path) -> Iterator[list[Space]]:
    """Give a place for spaces whose servers end with the test."""
    made: list[Space] = []
    yield made
    for space in made:
        space.server.stop()


def play(space: Space, seed: int, acts: int) -> None:
    """Let three people act, and account for every word."""
    print(f"seed {seed}")
    rng = random.Random(seed)
    people = [RandomPerson(lap, space.course, n, rng) for n, lap in space.laptops.items()]
    knowingly: set[str] = set()
    for _ in range(acts):
        knowingly |= rng.choice(people).act()
    seen = space.all_alike()
    overlaps = [[row["merged"], *(w["text"] for w in row["wordings"])] for row in seen["overlaps"]]
    texts = [text["text"] for text in seen["texts"].values()]
    suggested = [row["after"] for row in space.laptops["owner"].ask("suggestions", space.course)]
    shown = " ".join([*texts, *(" ".join(one) for one in overlaps), *suggested])
    words = {word for person in people for _, word in person.written}
    lost = words - set(WORD.findall(shown)) - knowingly
    assert not lost, f"seed {seed}: {sorted(lost)} in {space.folder}"


def test_three_people_at_random(tmp_path: Path, spaces: list[Space]) -> None:
    spaces.append(Space(tmp_path))
    play(spaces[0], seed=random.randrange(2**32), acts=80)


@pytest.mark.soak(row="three people at random for long")
def test_three_people_at_random_for_long(tmp_path: Path, spaces: list[Space]) -> None:
    for seed in range(100):
        spaces.append(Space(tmp_path / str(seed)))
        play(spaces[-1], seed, acts=120)
        spaces[-1].server.stop()
