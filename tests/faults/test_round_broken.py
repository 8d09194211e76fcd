"""The line breaks at any byte of an everyday round, each way: two tries heal it, nothing doubles.

The real client and the real server in this process; the line between them is cut, reset, held,
falsified in one bit, or all that was said on it is said again.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal, get_args

import pytest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.review import commenting
from app.flows.sharing import syncing
from app.story.people import Desk
from sync.client import transport
from sync.client.transport import Transport
from sync.model.errors import WillBeTriedAgain
from sync.model.ids import NodeId
from sync.server import operations
from sync.server.serving import Embedded
from tests.faults.account import Account
from tests.faults.line import Line
from tests.sync.client.proxies import Harm, Way

Kind = Literal["cut", "reset", "flip", "hold"]
KINDS: tuple[Kind, ...] = get_args(Kind)
WAYS: tuple[Way, ...] = get_args(Way)
TEXT = "# Together\n\n## Author\n\n---\n\n## Colleague\n\n---\n"
BLOCK = 32
EVERY_BYTE = "a round cut, reset, flipped and held at every byte, each way"
"""Bytes that are broken one after the other between two looks at everything."""
LONGEST = 8_000
"""Bytes of a round each way, at most; it ends sooner, and later bytes break nothing."""


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a line that went silent be given up soon, and tried again at once."""
    monkeypatch.setitem(Transport.__init__.__kwdefaults__, "quiet_seconds", 0.15)
    monkeypatch.setattr(transport, "PAUSES", (0.0, 0.0))


class Pair:
    """An author behind a line that breaks, and a colleague whose line never does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = Embedded(folder / "server")
        url = self.server.start()
        self.line = Line(url)
        self.author = self._join("author", self.line.url)
        self.colleague = self._join("colleague", url)
        course = outlining.begin(self.author.ws, "Together")
        self.author.title = self.colleague.title = course.id
        made = outlining.add(self.author.ws, self.author.course, "lesson", "One", text=TEXT)
        self.lesson: NodeId = made.nodes[0]
        syncing.share(self.author.ws, self.author.course)
        self.author.sync()
        self.colleague.sync()
        self.count = 0

    def _join(self, name: str, url: str) -> Desk:
        made = operations.invite(self.folder / "server", role="owner", name=name)
        desk = Desk.sit_down(name, self.folder / name)
        syncing.connect(desk.ws, url, made.invite, name)
        return desk

    def write(self) -> None:
        """Let both write something; what the colleague wrote is on the server."""
        self.count += 1
        for desk, name in ((self.author, "Author"), (self.colleague, "Colleague")):
            text = desk.text(self.lesson)
            new = text.replace(f"## {name}\n", f"## {name}\n\n{name.lower()}x{self.count}\n", 1)
            writing.edit(desk.ws, desk.course, self.lesson, new)
        said = f"author comments {self.count}"
        commenting.comment_on_quote(self.author.ws, self.author.course, self.lesson, "# To", said)
        self.colleague.sync()

    def round(self, harm: Harm | None) -> None:
        """Write, and sync over a line that breaks: two tries bring all through."""
        self.write()
        self.line.hang_up()
        self.line.harms = [harm] if harm else []
        try:
            self.author.sync()
        except WillBeTriedAgain:
            self.author.sync()
        self.line.hang_up()
        assert not self.author.ws.store.log.waiting_count(), harm

    def say_again(self) -> None:
        """Write, sync, and say all of it to the server once more."""
        self.write()
        self.line.hang_up()
        self.author.sync()
        before = self.held()
        assert b"200 OK" in self.line.say_again()
        assert self.held() == before

    def held(self) -> list[tuple[str, int]]:
        """List the facts that the server holds, with their numbers."""
        with closing(sqlite3.connect(self.folder / "server" / "server.db")) as db:
            assert db.execute("SELECT * FROM refusals").fetchall() == []
            return db.execute("SELECT id, number FROM facts ORDER BY log, number").fetchall()

    def check(self) -> None:
        """Compare both with the server: every word and remark is there, and once."""
        self.author.sync()
        self.colleague.sync()
        assert self.author.everything() == self.colleague.everything()
        text = self.author.text(self.lesson)
        for name in ("author", "colleague"):
            for number in range(1, self.count + 1):
                assert text.split().count(f"{name}x{number}") == 1
        assert len(self.author.threads()) == self.count
        for desk in (self.author, self.colleague):
            with closing(sqlite3.connect(desk.ws.store.folder / "workspace.db")) as db:
                asked = "SELECT id, number FROM facts WHERE number IS NOT NULL ORDER BY log, number"
                assert db.execute(asked).fetchall() == self.held()

    def close(self) -> None:
        """End the line and the server."""
        self.line.close()
        self.author.ws.close()
        self.colleague.ws.close()
        self.server.stop()


@pytest.fixture
def pairs(tmp_path: Path) -> Iterator[list[Pair]]:
    """Give a place for pairs that end with the test."""
    made: list[Pair] = []
    yield made
    for pair in made:
        pair.close()


def test_an_everyday_round_broken_anywhere(tmp_path: Path, pairs: list[Pair]) -> None:
    pairs.append(pair := Pair(tmp_path))
    for number, kind in enumerate(KINDS):
        for way in WAYS:
            pair.round(Harm(kind, way, 150 + 300 * number))
    pair.say_again()
    pair.check()


def lengths(pair: Pair) -> dict[Way, int]:
    """Count the bytes of an unharmed round, each way."""
    before = dict(pair.line.passed)
    pair.round(None)
    found: dict[Way, int] = {way: pair.line.passed[way] - before[way] for way in WAYS}
    assert all(300 < length < LONGEST for length in found.values()), found
    return found


@pytest.mark.soak
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", KINDS)
def test_an_everyday_round_broken_at_every_byte(
    tmp_path: Path, pairs: list[Pair], kind: Kind, way: Way, caplog: pytest.LogCaptureFixture
) -> None:
    if (kind, way) == ("flip", "up"):  # the head of a request that is none; a resumed run has none
        caplog.set_level(logging.ERROR, "uvicorn.error")
    pairs.append(pair := Pair(tmp_path / "measured"))
    length = lengths(pair)[way]
    for block in Account(
        f"round-{kind}-{way}", length // BLOCK + 1, row=EVERY_BYTE, each=BLOCK, minutes=1.5
    ):
        pairs.append(pair := Pair(tmp_path / str(block)))
        for at in range(block * BLOCK, (block + 1) * BLOCK):
            pair.round(Harm(kind, way, at))
        pair.check()
        pairs.pop().close()
    print(f"{kind} {way}: {length} bytes")


@pytest.mark.soak(row="a round said twice", each=200)
def test_every_round_said_twice(tmp_path: Path, pairs: list[Pair]) -> None:
    pairs.append(pair := Pair(tmp_path))
    for _ in range(200):
        pair.say_again()
    pair.check()
