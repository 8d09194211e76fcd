"""Ten people write in one lesson at once, over a network that comes and goes: no word is lost.

Each writes in a thread of their own, in lines of their own and in lines of all, syncs when there is
a network, and now and then settles an overlap. Every word stands in the text or in an overlap then,
unless someone who had it in view chose otherwise.
"""

from __future__ import annotations

import random
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.overlaps import merging
from app.flows.sharing import syncing
from app.story.people import Desk
from sync.client import transport
from sync.client.transport import Transport
from sync.model.errors import CoursefolkError, WillBeTriedAgain
from sync.model.ids import NodeId
from sync.server import operations
from sync.server.serving import Embedded
from tests.faults.crowd_person import words_of
from tests.faults.line import Line

NAMES = tuple(f"w{letter}" for letter in "abcdefghij")
PAUSE_S = 1.0
"""Longest pause of a writer, in seconds: together they write ten words a second or so."""


class Writer(threading.Thread):
    """One of the ten; `typed` are the words taken in, `aside` those put aside knowingly."""

    def __init__(self, folder: Path, name: str, seed: int, until: float) -> None:
        super().__init__(name=name, daemon=True)
        self.folder, self.rng, self.until = folder, random.Random(f"{seed} {name}"), until
        self.typed: set[str] = set()
        self.aside: set[str] = set()
        self.came_through = self.failed = 0
        self.trouble: BaseException | None = None
        self.title = ""
        self.lesson = NodeId("")

    def run(self) -> None:
        """Write until the time is over."""
        desk = Desk.sit_down(self.name, self.folder)
        desk.title = self.title
        try:
            while time.monotonic() < self.until:
                self._act(desk)
                time.sleep(self.rng.uniform(0, PAUSE_S))
        except BaseException as error:  # noqa: BLE001 - told by whoever waits for this thread
            self.trouble = error
        finally:
            desk.ws.close()

    def _act(self, desk: Desk) -> None:
        chance = self.rng.random()
        if chance < 0.55:
            self._write(desk)
        elif chance < 0.95:
            try:
                desk.sync()
                self.came_through += 1
            except WillBeTriedAgain:
                self.failed += 1
        else:
            self._settle(desk)

    def _write(self, desk: Desk) -> None:
        word = f"{self.name}q{len(self.typed)}"
        lines = desk.text(self.lesson).split("\n")
        mine = [n for n, line in enumerate(lines) if line.startswith(f"{self.name}:")]
        if mine and self.rng.random() < 0.7:
            at = mine[0]
        else:
            at = self.rng.randrange(len(lines))
        lines[at] = f"{lines[at]} {word}"
        writing.edit(desk.ws, desk.course, self.lesson, "\n".join(lines))
        self.typed.add(word)

    def _settle(self, desk: Desk) -> None:
        views = [view for view in merging.overlaps(desk.ws, desk.course) if view.item]
        if views:
            view = self.rng.choice(views)
            texts = [w.text for w in view.wordings]
            chosen = max([view.merged, *texts], key=lambda text: len(words_of(text)))
            with suppress(CoursefolkError):
                merging.confirm(desk.ws, desk.course, view, chosen)
                self.aside |= words_of(view.base, view.merged, *texts) - words_of(chosen)


def write_together(folder: Path, seed: int, seconds: float) -> None:
    """Let ten write while the network flaps; then account for every word."""
    server = Embedded(folder / "server")
    line = Line(server.start())
    until = time.monotonic() + seconds
    writers = [Writer(folder / name, name, seed, until) for name in NAMES]
    desks = []
    for one in writers:
        made = operations.invite(folder / "server", role="owner", name=one.name)
        desk = Desk.sit_down(one.name, one.folder)
        syncing.connect(desk.ws, line.url, made.invite, one.name)
        desks.append(desk)
    first = desks[0]
    course = outlining.begin(first.ws, "Ten")
    first.title = course.id
    text = "# Ten\n\n" + "".join(f"{name}: begins\n\n" for name in NAMES) + "All of us:\n"
    lesson = outlining.add(first.ws, first.course, "lesson", "One", text=text).nodes[0]
    syncing.share(first.ws, first.course)
    for desk in desks:
        desk.sync()
        desk.ws.close()
    for one in writers:
        one.title, one.lesson = course.id, lesson
        one.until = time.monotonic() + seconds
        one.start()
    rng = random.Random(seed)
    while any(one.is_alive() for one in writers):
        time.sleep(rng.uniform(0.1, min(3.0, seconds / 4)))
        line.redirect("http://127.0.0.1:9" if rng.random() < 0.5 else None)
        line.hang_up()
    line.redirect(None)
    for one in writers:
        one.join()
        assert one.trouble is None, one.trouble
    account(writers, line, server)


def account(writers: list[Writer], line: Line, server: Embedded) -> None:
    """Bring all together; everyone has the same, with every word."""
    desks = [Desk.sit_down(one.name, one.folder) for one in writers]
    try:
        for desk, one in zip(desks, writers, strict=True):
            desk.title = one.title
        for _ in range(2):
            for desk in desks:
                desk.sync()
        shown = desks[0].everything()
        assert all(desk.everything() == shown for desk in desks[1:])
        texts = [desks[0].text(writers[0].lesson)]
        for view in merging.overlaps(desks[0].ws, desks[0].course, settled=True):
            texts += [view.merged, *(w.text for w in view.wordings)]
        typed = set().union(*(one.typed for one in writers))
        aside = set().union(*(one.aside for one in writers))
        lost = typed - words_of(*texts) - aside
        syncs = [sum(one.came_through for one in writers), sum(one.failed for one in writers)]
        print(f"{len(typed)} words, {len(aside)} put aside, syncs done and cut off: {syncs}")
        assert typed
        assert not lost, sorted(lost)
    finally:
        for desk in desks:
            desk.ws.close()
        line.close()
        server.stop()


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a line that is gone be given up at once: each writer tries again by themselves."""
    monkeypatch.setitem(Transport.__init__.__kwdefaults__, "quiet_seconds", 2.0)
    monkeypatch.setattr(transport, "PAUSES", (0.0, 0.0))


def test_ten_writers_on_a_flapping_network(tmp_path: Path) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    write_together(tmp_path, seed, 2.0)


@pytest.mark.soak(row="ten writers in one lesson, flapping network (minutes)", each=10)
def test_ten_writers_for_ten_minutes(tmp_path: Path) -> None:
    write_together(tmp_path, 10, 600.0)
