"""The line breaks at some byte of a first sync: it goes on, and nothing is lost or there twice.

The real client and the real server, by command line; the line between them is cut, reset, held,
bit by bit falsified, or everything said on it is said again.
"""

from __future__ import annotations

import base64
import os
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal

import pytest

from sync.client import transport
from sync.client.transport import Transport
from tests.faults.laptop import Laptop, LaptopHere, ServerProcess
from tests.faults.line import Line
from tests.sync.client.proxies import Harm, Way

Kind = Literal["cut", "reset", "flip", "hold"]
KINDS: tuple[Kind, ...] = ("cut", "reset", "flip", "hold")
STEP = 64
STEPS: dict[Kind, int] = {"cut": STEP, "reset": 4 * STEP, "flip": 4 * STEP, "hold": 4 * STEP}
"""A cut at every 64th byte; of the others one at every 256th, each at bytes of its own."""
LESSONS = 12
WIRE = 73_000
"""Bytes of the texts of a first sync; 64 KB of them pass the line, as chance cannot be packed."""
FRESH_AFTER = 40


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a line that went silent be given up soon, and tried again at once."""
    monkeypatch.setitem(Transport.__init__.__kwdefaults__, "quiet_seconds", 0.6)
    monkeypatch.setattr(transport, "PAUSES", (0.0, 0.0))


class Team:
    """A server behind a line, an author at it, and a colleague who reads what came."""

    def __init__(self, folder: Path, wire: int = WIRE) -> None:
        self.folder = folder
        self.wire = wire
        self.chance = random.Random(str(folder.name))
        self.server = ServerProcess(folder / "server")
        self.server.start()
        self.line = Line(self.server.url)
        self.author = self._join("author")
        self.colleague = self._join("colleague")
        self.courses: list[str] = []

    def _join(self, name: str) -> Laptop:
        laptop = LaptopHere(self.folder / name)
        laptop.do("connect", self.line.url, "--invite", self.server.invite(), "--name", name)
        laptop.settle()
        return laptop

    def write_course(self) -> str:
        """Write and share a course whose first sync takes `wire` bytes, and not send it yet."""
        files = self.folder / "files"
        shutil.rmtree(files, ignore_errors=True)
        files.mkdir()
        # six bits of each letter are chance
        size = self.wire // LESSONS * 3 // 4
        for number in range(LESSONS):
            letters = base64.b64encode(self.chance.randbytes(size)).decode()
            lines = "\n".join(letters[at : at + 72] for at in range(0, len(letters), 72))
            (files / f"{number:02}.md").write_text(f"# Lesson {number}\n\n{lines}\n")
        course = self.author.ask("import", files)["course"]
        self.author.do("share", course)
        self.courses.append(course)
        return str(course)

    def held(self) -> list[tuple[str, int]]:
        """List the facts that the server holds, with their numbers."""
        with closing(sqlite3.connect(self.server.data / "server.db")) as db:
            assert db.execute("SELECT * FROM refusals").fetchall() == []
            return db.execute("SELECT id, number FROM facts ORDER BY log, number").fetchall()

    def check(self) -> None:
        """Compare both laptops with the server; each fact is there once."""
        self.line.hang_up()
        for laptop in (self.author, self.colleague):
            laptop.settle()
            laptop.check()
            with closing(sqlite3.connect(laptop.folder / "workspace.db")) as db:
                asked = "SELECT id, number FROM facts WHERE number IS NOT NULL ORDER BY log, number"
                assert db.execute(asked).fetchall() == self.held()
        for course in self.courses[-3:]:
            assert self.author.everything(course) == self.colleague.everything(course)

    def close(self) -> None:
        """End the line and the server, and take their files away."""
        self.line.close()
        self.server.stop()
        shutil.rmtree(self.folder)


class Teams:
    """One team after the other, so that none grows without end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.team: Team | None = None
        self.count = 0

    def begin(self, wire: int = WIRE) -> Team:
        """End the team of before, and begin with nothing."""
        self.close()
        self.count += 1
        self.team = Team(self.folder / str(self.count), wire)
        return self.team

    def close(self) -> None:
        """End the team of now."""
        if self.team is not None:
            self.team.close()
            self.team = None


@pytest.fixture
def teams(tmp_path: Path) -> Iterator[Teams]:
    """Servers with their people, one after the other; in memory, as no disk is at fault here."""
    memory = Path("/dev/shm")
    place = memory if os.access(memory, os.W_OK) else tmp_path
    with tempfile.TemporaryDirectory(prefix="first-sync-", dir=place) as folder:
        made = Teams(Path(folder))
        yield made
        made.close()


@pytest.fixture
def team(teams: Teams) -> Team:
    """A small first sync."""
    return teams.begin(9_000)


def places_of(kind: Kind, length: int) -> range:
    """List the bytes at which a line of this length breaks in this way."""
    return range(KINDS.index(kind) * STEP, length + STEP, STEPS[kind])


def measure(team: Team, way: Way) -> int:
    """Count the bytes of an unharmed first sync."""
    before = team.line.passed[way]
    team.write_course()
    team.author.do("sync")
    return team.line.passed[way] - before


def send_broken(team: Team, harm: Harm) -> None:
    """Break the line at one byte of a first upload; then let it be whole."""
    team.write_course()
    before = len(team.held())
    team.line.harms = [harm]
    said = team.author.call("sync")
    assert said.code in (0, 3), f"{harm}: {said.err}"
    if said.code == 3:
        assert "safe" in said.err or "Nothing is lost" in said.err
    team.author.settle()
    assert len(team.held()) == before + LESSONS + 4, harm
    team.line.hang_up()


def fetch_broken(team: Team, harm: Harm, number: int) -> None:
    """Break the line at one byte of a first download into a laptop that has nothing yet."""
    fresh = LaptopHere(team.folder / f"copy-{number}")
    shutil.copytree(team.folder / "blank", fresh.folder)
    team.line.harms = [harm]
    said = fresh.call("sync")
    assert said.code in (0, 3), f"{harm}: {said.err}"
    fresh.settle()
    held = team.held()
    with closing(sqlite3.connect(fresh.folder / "workspace.db")) as db:
        asked = "SELECT id, number FROM facts ORDER BY log, number"
        assert db.execute(asked).fetchall() == held, harm
    if number % FRESH_AFTER == 0:
        course = team.courses[-1]
        assert fresh.everything(course) == team.author.everything(course)
        fresh.check()
    team.line.hang_up()
    shutil.rmtree(fresh.folder)


def prepare_download(team: Team) -> None:
    """Send a course, and keep a laptop that has joined and never synced."""
    blank = LaptopHere(team.folder / "blank")
    invite = team.server.invite("reader")
    blank.do("connect", team.line.url, "--invite", invite, "--name", "blank")
    team.write_course()
    team.author.do("sync")


@pytest.mark.parametrize("way", ["up", "down"])
def test_an_upload_broken_anywhere_goes_on(team: Team, way: Way) -> None:
    length = measure(team, way)
    for number, kind in enumerate(KINDS):
        send_broken(team, Harm(kind, way, (number + 1) * length // 5))
    team.check()


def test_a_download_broken_anywhere_goes_on(team: Team) -> None:
    prepare_download(team)
    for number, kind in enumerate(KINDS):
        fetch_broken(team, Harm(kind, "down", 200 + number * 2_000), number)


def test_what_is_said_twice_counts_once(team: Team) -> None:
    team.write_course()
    team.line.hang_up()
    team.author.do("sync")
    before = team.held()
    assert b"200 OK" in team.line.say_again()
    assert team.held() == before
    team.check()


@pytest.mark.soak(row="first sync broken all along (kinds and ways)")
@pytest.mark.parametrize("way", ["up", "down"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_upload_broken_all_along(teams: Teams, kind: Kind, way: Way) -> None:
    team = teams.begin()
    length = measure(team, way)
    places = places_of(kind, length)
    for number, at in enumerate(places):
        if number % FRESH_AFTER == FRESH_AFTER - 1:
            team.check()
            team = teams.begin()
        send_broken(team, Harm(kind, way, at))
    team.check()
    print(f"upload, {kind} {way}: {length} bytes, {len(places)} cases")


@pytest.mark.soak(row="first sync broken all along (kinds and ways)")
@pytest.mark.parametrize("way", ["up", "down"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_download_broken_all_along(teams: Teams, kind: Kind, way: Way) -> None:
    team = teams.begin()
    prepare_download(team)
    before = team.line.passed[way]
    fetch_broken(team, Harm(kind, way, 10_000_000), 0)
    length = team.line.passed[way] - before
    places = places_of(kind, length)
    for number, at in enumerate(places):
        fetch_broken(team, Harm(kind, way, at), number)
    print(f"download, {kind} {way}: {length} bytes, {len(places)} cases")


@pytest.mark.soak(row="a round said twice", each=30)
def test_every_first_sync_said_twice(teams: Teams) -> None:
    team = teams.begin()
    for _ in range(30):
        team.line.hang_up()
        team.write_course()
        team.author.do("sync")
        before = team.held()
        assert b"200 OK" in team.line.say_again()
        assert team.held() == before
    team.check()
