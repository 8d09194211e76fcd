"""The power fails while something is saved: whatever was called saved is there, and it opens.

The disk is one of the shared fault tools: it records what a process writes and syncs, and builds
what a cut may leave: all writes in order up to it, none that was not synced, or some and torn ones.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.lesson import typing
from sync.model.outline import ROOT as TOP
from sync.server.serving import Embedded
from sync.workspace.opening import Workspace
from tests.faults import saving_till_cut
from tests.faults.account import WITHOUT_WINDOW, Account
from tests.faults.laptop import surroundings
from tests.faults.looking import ASKING, looker

TIMES = {"edit": 12, "journal": 150, "work": 6, "server": 25}
STATES = 25
"""Moments of each sort of work and seed; from each, three disks are built."""
SEEDS = {"edit": 14, "journal": 13, "work": 13, "server": 40}
"""With 75 disks a seed: 3,000 of a laptop's store, and as many of the server's."""


@pytest.fixture(scope="session")
def disk(shared: Path) -> Path:
    """Find the shared tool that cuts the power, or skip by name."""
    tool = shared / "harness" / "powerloss.py"
    if not tool.is_file() or not shutil.which("strace"):
        pytest.skip("powerloss.py of the shared fault tools, or strace, is not here")
    return tool


def cut_power(
    disk: Path, folder: Path, what: str, times: int, states: int, seed: int = 0
) -> dict[str, object]:
    """Save on a disk that is recorded, cut the power at many moments, and look each time."""
    root = folder / what
    root.mkdir(parents=True)
    me = f"{sys.executable} -m {saving_till_cut.__name__}"
    with looker() as at:
        done = subprocess.run(
            [
                *(sys.executable, str(disk), "--root", str(root)),
                *("--cmd", f"{me} {what} {root} {times}"),
                *("--check", f"{ASKING} {at} {what} {{dir}} {{acks}}"),
                *("--states", str(states), "--seed", str(seed or states)),
            ],
            capture_output=True,
            text=True,
            check=False,
            env=surroundings(),
        )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["syncs"] > times
    assert not found["unhandled"]
    assert isinstance(found, dict)
    return found


def assert_all_well(found: dict[str, object], states: int) -> None:
    assert found["result"] == {
        model: {"ok": states, "first": None} for model in ("prefix", "strict", "lossy")
    }, found


@pytest.mark.parametrize("what", ["journal"])
def test_a_power_cut_loses_nothing_that_was_called_saved(
    disk: Path, tmp_path: Path, what: str
) -> None:
    assert_all_well(cut_power(disk, tmp_path, what, 12, 1), 1)


@pytest.mark.soak
@pytest.mark.parametrize("what", TIMES)
def test_six_thousand_power_cuts(disk: Path, tmp_path: Path, what: str) -> None:
    row = f"power cut, {'the server' if what == 'server' else 'a laptop'}"
    for seed in Account(
        f"power-{what}", SEEDS[what], row=row, each=3 * STATES, minutes=3, rests_on=WITHOUT_WINDOW
    ):
        folder = tmp_path / str(seed)
        assert_all_well(cut_power(disk, folder, what, TIMES[what], STATES, seed + 1), STATES)
        shutil.rmtree(folder)


def test_keystrokes_up_to_the_cut_are_there(tmp_path: Path) -> None:
    """Cut the write-ahead log anywhere: every keystroke kept before the cut is there."""
    folder, cut = tmp_path / "typed", tmp_path / "cut"
    ends: list[int] = []
    with Workspace.open(folder) as ws:
        course = outlining.begin(ws, saving_till_cut.COURSE)
        one = outlining.add(ws, course, "lesson", saving_till_cut.LESSON, TOP, text="").nodes[0]
        today = ws.lessons.today(course.log, one)
        log = folder / "workspace.db-wal"
        for number in range(1, 61):
            step = (len(today.text) + sum(len(f"{n} ") for n in range(1, number)), 0, f"{number} ")
            typed = typing.Typed(course.log, one, today.state, today.text, (step,))
            typing.keep(ws, typed)
            ends.append(log.stat().st_size)
        written, data = (folder / "workspace.db").read_bytes(), log.read_bytes()
    rng = random.Random(60)
    for _ in range(25):
        at = rng.randrange(ends[0], len(data) + 1)
        torn = rng.randbytes(rng.randrange(2000)) if rng.random() < 0.5 else b""
        shutil.rmtree(cut, ignore_errors=True)
        cut.mkdir()
        (cut / "workspace.db").write_bytes(written)
        (cut / "workspace.db-wal").write_bytes(data[:at] + torn)
        saved = sum(end <= at for end in ends)
        assert saving_till_cut.look("journal", cut, f"ACK {saved}\n".encode()) == "", at


def test_a_servers_database_has_its_name_only_once_it_is_whole(tmp_path: Path) -> None:
    """What a cut in the first moments of a server leaves behind is begun anew."""
    (tmp_path / "server.db.new").write_bytes(b"torn")
    sizes: list[int] = []
    named = Path.replace

    def watched(path: Path, name: Path) -> Path:
        sizes.append(path.stat().st_size)
        return named(path, name)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Path, "replace", watched)
        server = Embedded(tmp_path)
        server.start()
        server.stop()
    assert sizes
    assert min(sizes) >= 512, "a page of SQLite"
    assert not (tmp_path / "server.db.new").exists()
