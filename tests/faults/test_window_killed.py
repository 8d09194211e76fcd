"""The window is killed again and again while someone types and it syncs; a colleague works on.

Every word that was typed when the foot of the page said "Saved here" is there, once, for everyone.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from tests.faults import window_at_work
from tests.faults.account import Account
from tests.faults.laptop import ServerProcess
from tests.faults.test_people_killed import KILLED, AtWork, check_all, sit_down

START_S = 60
KILLS = 20


class AtWindow(AtWork):
    """A person who works in the window."""

    at_work = window_at_work.__name__

    def start(self) -> None:
        """Open the window, and wait until the lesson is in sight."""
        before = self.ups()
        super().start()
        end = time.monotonic() + START_S
        while self.ups() == before:
            assert self.process and self.process.poll() is None, "the window has closed"
            assert time.monotonic() < end, "the window shows no lesson"
            time.sleep(0.02)

    def ups(self) -> int:
        """Count how often the window was ready."""
        return self.told.read_text("utf-8").count("UP ") if self.told.exists() else 0


def kill_while_typing(
    server: ServerProcess, window: AtWork, colleague: AtWork, kills: int, seed: int
) -> None:
    """Kill the window, now and then the server too, at random moments."""
    rng = random.Random(seed)
    colleague.start()
    for number in range(1, kills + 1):
        window.start()
        time.sleep(rng.uniform(0.05, 3.5))
        if number % 5 == 0:
            server.kill()
            time.sleep(rng.uniform(0.05, 1.0))
        window.kill()
        if number % 5 == 0:
            server.start()
        if number % 10 == 0:
            print(f"{number} kills, {len(window.said('ACK'))} words saved", flush=True)
    colleague.kill()


def typed_till_killed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, kills: int, seed: int
) -> dict[str, int]:
    monkeypatch.setenv("COURSEFOLK_LIGHT_PREVIEW", "1")
    # else it opens as narrow as another test's window was left
    monkeypatch.setenv("COURSEFOLK_SETTINGS", str(folder / "settings"))
    server, (first, colleague) = sit_down(folder)
    window = AtWindow(first.laptop, first.course, first.name, first.told)
    try:
        kill_while_typing(server, window, colleague, kills, seed)
        assert len(window.said("ACK")) > kills
        return check_all(server, [window, colleague])
    finally:
        for one in (window, colleague, server):
            one.kill()


def test_a_window_that_is_killed_loses_nothing_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed_till_killed(tmp_path, monkeypatch, kills=2, seed=2)


@pytest.mark.soak
def test_a_window_killed_two_hundred_times(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in Account("window-killed", 10, row=KILLED, each=KILLS, minutes=8):
        print(typed_till_killed(tmp_path / str(seed), monkeypatch, kills=KILLS, seed=seed))
