"""Whole programs side by side under one virtual screen: ours, and the peers that are installed.

Each is begun, watched until its picture rests and it has nothing more to do, and ended. Peers are
shown what ours shows where they can: source and preview. One that is not installed is not measured.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks.measuring import ROOT, python
from tests.benchmarks.peers import PEERS, VARIABLES
from tests.benchmarks.processes import Program
from tests.benchmarks.screen import Screen

LIGHT = {"COURSEFOLK_LIGHT_PREVIEW": "1"}
_WORDS = " and so on with plain words"
_SIZE = ("1500", "900")


@dataclass(frozen=True)
class Contestant:
    """A program that is begun, with the variables it needs."""

    name: str
    command: Sequence[str]
    variables: Mapping[str, str]


@dataclass
class Cost:
    """What one run took: until it rested, in ms, the processor time of all its processes until
    then, their memory in MB, and the processor time of each key typed after that."""

    rest_ms: float
    cpu_ms: float
    memory_mb: float
    key_ms: float | None = None


def ours(name: str, folder: Path, *more: str, light: bool) -> Contestant:
    """Give our window on a workspace, with the light preview or the full one."""
    command = python("-m", "app.main", "--workspace", str(folder), "open", *more)
    return Contestant(name, command, LIGHT if light else {})


def peers(*files: Path) -> list[Contestant]:
    """Give the peers that are here, each opening the files."""
    config = Path(os.environ["XDG_CONFIG_HOME"])
    found = []
    for peer in PEERS:
        if peer.is_here:
            peer.prepare(config)
            found.append(Contestant(peer.name, peer.command(*files), VARIABLES))
    return found


def compared(
    screen: Screen, contestants: Sequence[Contestant], rounds: int, *, keys: int = 0
) -> dict[str, Cost]:
    """Run all in turn; give the medians of each that came to rest every time."""
    found: dict[str, list[Cost]] = {one.name: [] for one in contestants}
    lost: set[str] = set()
    for turn in range(1 + rounds):  # the first warms the disk
        for one in contestants:
            if one.name in lost:
                continue
            try:
                cost = _once(screen, one, keys if turn else 0)
            except TimeoutError:
                lost.add(one.name)
                continue
            if turn:
                found[one.name].append(cost)
    return {name: _median(costs) for name, costs in found.items() if costs and name not in lost}


def fastest(costs: Mapping[str, Cost], of: Callable[[Cost], float | None]) -> float | str:
    """Give the least of what peers took; a reason where none was measured."""
    names = {peer.name for peer in PEERS}
    figures = [of(cost) for name, cost in costs.items() if name in names]
    known = [figure for figure in figures if figure is not None]
    return min(known) if known else "no peer is installed"


def missing() -> Iterator[str]:
    """Name the peers that are not installed."""
    return (peer.name for peer in PEERS if not peer.is_here)


def _once(screen: Screen, one: Contestant, keys: int) -> Cost:
    program = Program(one.command, {**one.variables, **screen.variables}, ROOT)
    try:
        rested = screen.at_rest(program)
        cost = Cost(rested, program.cpu_ms(), program.memory_mb())
        if keys and shutil.which("xdotool"):
            cost.key_ms = _typed(screen, program, keys)
        return cost
    finally:
        program.end()


def _typed(screen: Screen, program: Program, keys: int) -> float:
    """Type into the third line, in a window of the same size for all; give the cost of each key.

    What it does in a pause after the keys counts too: much is put off until one rests.
    """

    def tell(*words: str) -> list[str]:
        done = subprocess.run(
            ["xdotool", *words],
            env={**os.environ, **screen.variables},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.split()

    for window in tell("search", "--onlyvisible", "--name", ".")[-1:]:
        tell("windowsize", window, *_SIZE)
        time.sleep(1)
        tell("windowfocus", window)
    tell("key", "ctrl+Home", "Down", "Down", "End")
    time.sleep(2)
    before = program.cpu_ms()
    tell("type", "--delay", "100", (_WORDS * keys)[:keys])
    time.sleep(1.5)
    return (program.cpu_ms() - before) / keys


def _median(costs: Sequence[Cost]) -> Cost:
    keys = [cost.key_ms for cost in costs if cost.key_ms is not None]
    return Cost(
        median(cost.rest_ms for cost in costs),
        median(cost.cpu_ms for cost in costs),
        median(cost.memory_mb for cost in costs),
        median(keys) if keys else None,
    )
