"""Start to a usable window: 10,000 lessons, none, and peers, as whole programs under one screen.

"Usable" is when home shows what was read from the store; the pages behind it are made right after
that, or before the first touch. "To rest" is when the picture changes no more and nothing is left
to do. Peers, which have one step only, are watched until they rest.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from sync.workspace.opening import Workspace
from tests.benchmarks.beside_peers import LIGHT, compared, fastest, missing, ours, peers
from tests.benchmarks.lines import Line, Reach, line, not_measured
from tests.benchmarks.measuring import interleaved, python, run
from tests.benchmarks.place import LARGE, Place
from tests.benchmarks.screen import Screen, screen

NAME = "start to usable window"
MOST_RATIO = 1.3


def lines(place: Place, *, quick: bool) -> Iterator[Line]:
    """Begin each in turn, with the light preview."""
    nothing = place.new_folder("empty") / "ws"
    Workspace.open(nothing).close()
    folder = place.copy_of_workspace(LARGE)
    contestants = [ours("many", folder, light=True), ours("none", nothing, light=True), *peers()]
    rounds = 2 if quick else 7
    with screen(place.new_folder("screen")) as shown:
        if shown is None:
            yield not_measured(NAME, "there is no Xvfb")
            return
        costs = compared(shown, contestants, rounds)
        homes = _homes(shown, {"many": folder, "none": nothing}, rounds)
    for peer in missing():
        yield not_measured(f"{NAME}, {peer}", "it is not installed")
    full, below = Reach(None, MOST_RATIO), Reach(None, 1.0)
    said = f"{NAME}, 10,000 lessons"
    rest, cpu = fastest(costs, lambda c: c.rest_ms), fastest(costs, lambda c: c.cpu_ms)
    many, none = homes["many"], homes["none"]
    yield line(f"{said}, against none", many[0], "ms", none[0], full)
    yield line(f"{said}, against none, CPU", many[1], "ms CPU", none[1], full)
    yield line(f"{said}, against the fastest peer", many[0], "ms", rest, below)
    yield line(f"{said}, against the fastest peer, CPU", many[1], "ms CPU", cpu, below)
    for name, value, unit, against in (
        ("to rest", costs["many"].rest_ms, "ms", costs["none"].rest_ms),
        ("to rest, CPU", costs["many"].cpu_ms, "ms CPU", costs["none"].cpu_ms),
    ):
        yield line(f"start {name}, 10,000 lessons, against none", value, unit, against, full)


def _homes(shown: Screen, folders: dict[str, Path], rounds: int) -> dict[str, tuple[float, float]]:
    """Give the medians until home shows what was read: in ms, and in ms of processor time."""
    cpu: dict[str, list[float]] = {name: [] for name in folders}

    def opened(name: str) -> float:
        began = time.time()
        command = python("-m", "tests.benchmarks.one_window", "home", str(folders[name]))
        said = run(command, variables={**LIGHT, **shown.variables}).split()
        cpu[name].append(float(said[-1]) * 1000)
        return (float(said[-2]) - began) * 1000

    walls = interleaved({name: lambda name=name: opened(name) for name in folders}, rounds)  # type: ignore[misc]
    return {name: (median(walls[name]), median(cpu[name])) for name in folders}
