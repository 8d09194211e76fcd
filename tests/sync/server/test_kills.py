"""A server that is killed at any moment: what it answered for is there, and there once."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from sync.model.errors import WillBeTriedAgain
from sync.model.ids import LogId
from tests.sync.server.laptops import Laptop

PROGRAM = (
    "import sys; from pathlib import Path; from sync.server.serving import serve;"
    "serve(Path(sys.argv[1]), port=0, ready=lambda u: print(u, flush=True),"
    " first=lambda i: print(i.invite, flush=True))"
)


class Killable:
    """A server in a process of its own."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._running: subprocess.Popen[str] | None = None

    def start(self) -> list[str]:
        """Start it; gives what it printed: on the first start an invite, then its address."""
        self._running = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(self._data)], stdout=subprocess.PIPE, text=True
        )
        assert self._running.stdout
        lines = [self._running.stdout.readline().strip()]
        while not lines[-1].startswith("http"):
            lines.append(self._running.stdout.readline().strip())
        return lines

    def kill(self) -> None:
        """End it without a warning."""
        assert self._running
        with self._running:
            self._running.send_signal(signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize(
    "kills", [3, pytest.param(60, marks=pytest.mark.soak(row="kill -9 of the server", each=60))]
)
def test_what_was_answered_survives_a_kill(tmp_path: Path, kills: int) -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    server = Killable(tmp_path / "data")
    invite, url = server.start()
    author = Laptop("author", tmp_path / "author")
    author.join(url, invite)
    log = author.share_course(lessons=0)
    author.sync()
    for number in range(kills):
        killer = threading.Timer(chance.random() * 0.1, server.kill)
        killer.start()
        while killer.is_alive():
            for _ in range(20):
                author.revise(log, f"Text {number} {chance.random()}\n" * 20)
            try:
                author.sync()
            except WillBeTriedAgain:
                break
        killer.join()
        assert_kept(tmp_path / "data", author, log)
        author.connect(server.start()[-1])
    author.sync()
    assert not author.desk.unsent()
    assert_kept(tmp_path / "data", author, log)
    server.kill()
    assert author.transport
    author.transport.close()


def assert_kept(data: Path, author: Laptop, log: LogId) -> None:
    """The log has no gaps, and holds under the same numbers all that was said to be accepted."""
    with sqlite3.connect(data / "server.db") as connection:
        rows = dict(connection.execute("SELECT id, number FROM facts WHERE log = ?", (log,)))
        head = connection.execute("SELECT head FROM logs WHERE log = ?", (log,)).fetchone()[0]
    connection.close()
    assert sorted(rows.values()) == list(range(1, head + 1))
    told = {i: n for i, n in author.desk.numbers.items() if author.desk.facts[i].log == log}
    assert told.items() <= rows.items()
