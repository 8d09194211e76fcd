"""People write into one line apart, sync and settle in any order: no word is ever out of sight.

Each word is written once and taken out by nobody. At every moment whatever a laptop has shown
stands there in the text or in a wording that `overlaps` lists, open or settled by later writing;
it stands twice only in what is offered, marked, for an open overlap.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.overlaps import merging
from app.flows.sharing import syncing
from app.story.people import Desk
from sync.model.ids import NodeId
from sync.model.states import TextState
from tests.faults.person_at_work import LINE
from tests.journeys.conftest import Team

NAMES = ("anna", "ben", "cora")
WORD = re.compile(r"\b(?:anna|ben|cora)\d+x\d+\b")
STEPS = 40


class Writer:
    """One person at one laptop, and every word that was ever in sight there."""

    def __init__(self, name: str, desk: Desk, lesson: NodeId, seed: int) -> None:
        self.name, self.desk, self.lesson, self.seed = name, desk, lesson, seed
        self.rng = random.Random(f"{name} {seed}")
        self.seen: set[str] = set()
        self.count = 0
        self.held: tuple[str, TextState] | None = None

    def read(self) -> tuple[str, TextState]:
        """Read the lesson with its text state."""
        today = writing.read(self.desk.ws, self.desk.course, self.lesson)
        return today.text, today.state

    def write(self) -> None:
        """Put a new word somewhere into the line, or a line of its own beside it."""
        text, state = self.held or self.read()
        self.held = None
        self.count += 1
        word = f"{self.name}{self.seed}x{self.count}"
        lines = text.split("\n")
        at = next(n for n, line in enumerate(lines) if line.startswith(LINE))
        if self.rng.random() < 0.15:
            lines.insert(at + self.rng.randrange(2), f"{LINE}{word}")
        else:
            words = lines[at].removeprefix(LINE).split()
            words.insert(self.rng.randrange(len(words) + 1), word)
            lines[at] = LINE + " ".join(words)
        lines = without_what_is_offered_twice(lines)
        writing.edit(self.desk.ws, self.desk.course, self.lesson, "\n".join(lines), state)
        self.seen.add(word)

    def hold(self) -> None:
        """Begin to write now, and hand it in later, when others may have written."""
        self.held = self.held or self.read()

    def sync(self) -> None:
        """Sync by hand."""
        self.desk.sync()

    def listed(self) -> list[merging.OverlapView]:
        """List every overlap of the lesson, also those that later writing settled."""
        return merging.overlaps(self.desk.ws, self.desk.course, settled=True)

    def confirm(self) -> None:
        """Settle one overlap with every word that is shown there and stands nowhere else."""
        if not (listed := self.listed()):
            return
        view = self.rng.choice(listed)
        assert view.item
        text = self.read()[0]
        elsewhere = set((text[: view.item.start] + text[view.item.end :]).split())
        shown = " ".join([view.merged, *(one.text for one in view.wordings)]).split()
        words = [word for word in dict.fromkeys(shown) if word not in {LINE.strip(), *elsewhere}]
        wording = f"{LINE}{' '.join(words)}\n" if words else view.merged
        merging.confirm(self.desk.ws, self.desk.course, view, wording)

    def look(self) -> Counter[str]:
        """Take in what is in sight; whatever was in sight before still is. Count the text's."""
        text = self.read()[0]
        shown = [text, *(w.text for view in self.listed() for w in view.wordings)]
        now = set(WORD.findall(" ".join(shown)))
        assert self.seen <= now, f"{self.name}, seed {self.seed}: gone: {self.seen - now}"
        self.seen = now
        counted = Counter(WORD.findall(text))
        offered = " ".join(view.merged for view in self.listed() if view.state == "open")
        twice = {word for word, count in counted.items() if count > 1 and word not in offered}
        assert not twice, f"{self.name}, seed {self.seed}: twice: {twice}\n{text}"
        return counted


def without_what_is_offered_twice(lines: list[str]) -> list[str]:
    """Take out what an offer holds twice, as a person does who writes over it."""
    met: set[str] = set()
    out = []
    for line in lines:
        words = []
        for word in line.split():
            if not WORD.fullmatch(word) or word not in met:
                words.append(word)
            met.add(word)
        out.append(" ".join(words))
    return out


def in_all_words(writer: Writer) -> list[tuple[str, str, list[str]]]:
    """Put into words what a laptop lists, as anyone with the same facts must."""
    return [(v.id, v.state, sorted(w.text for w in v.wordings)) for v in writer.listed()]


class Room:
    """A server and its people; each seed is a course of its own."""

    def __init__(self, folder: Path) -> None:
        self.team = Team(folder)
        self.desks = [self.team.join(name, "owner") for name in NAMES]

    def begin(self, people: int, seed: int) -> list[Writer]:
        """Share a course of one lesson with one line, and let everyone have it."""
        first = self.desks[0]
        course = outlining.begin(first.ws, f"Seed {seed}, {people} people")
        for desk in self.desks:
            desk.title = course.id
        text = f"# Clash\n\n{LINE}start\n\nBelow.\n"
        lesson = outlining.add(first.ws, first.course, "lesson", "Clash", text=text).nodes[0]
        syncing.share(first.ws, first.course)
        self.team.sync_all()
        who = zip(NAMES[:people], self.desks, strict=False)
        return [Writer(name, desk, lesson, seed) for name, desk in who]

    def write_apart(self, people: int, seed: int) -> None:
        """Let people do one thing or another in any order, and look after each."""
        writers = self.begin(people, seed)
        rng = random.Random(seed)
        for _ in range(STEPS):
            one = rng.choice(writers)
            rng.choice([one.write, one.write, one.hold, one.sync, one.sync, one.confirm])()
            one.look()
        self.team.sync_all()
        self.settle(writers)

    def settle(self, writers: list[Writer]) -> None:
        """All see the same; then everything is confirmed, and the text holds every word, once."""
        written = set().union(*(one.seen for one in writers))
        for one in writers:
            one.look()
            assert one.seen == written, f"seed {one.seed}"
            assert in_all_words(one) == in_all_words(writers[0]), f"seed {one.seed}"
        first = writers[0]
        for _ in range(99):
            if not first.listed():
                break
            first.confirm()
            first.look()
        assert set(first.look()) == written, f"seed {first.seed}"
        self.team.sync_all()
        for desk in self.desks[1:]:
            assert desk.everything() == self.desks[0].everything(), f"seed {first.seed}"

    def welcome(self) -> None:
        """Let someone new join, who must see the same of every course."""
        late = self.team.join("late", "reader")
        late.sync()
        first = self.desks[0]
        for entry in first.ws.courses.entries():
            late.title = first.title = entry.row.course or ""
            assert late.everything() == first.everything(), entry.title


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A server with three people."""
    made = Room(tmp_path)
    yield made
    made.team.close()


def test_no_word_of_one_line_is_ever_out_of_sight(room: Room) -> None:
    for seed in range(3):
        room.write_apart(2 + seed % 2, seed)
    room.welcome()


@pytest.mark.soak(row="one line written by two and three (orders)", each=20)
@pytest.mark.parametrize("block", range(10))
def test_no_word_of_one_line_in_hundreds_of_orders(room: Room, block: int) -> None:
    for seed in range(20):
        room.write_apart(2 + seed % 2, 100 * (block + 1) + seed)
    room.welcome()
