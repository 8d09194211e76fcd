"""Start to a usable window: 10,000 lessons, none, and peers, as whole programs under one screen.

Until home shows what was read from the store, the picture rests and nothing is left to do.
"""

from __future__ import annotations

from collections.abc import Iterator

from sync.workspace.opening import Workspace
from tests.benchmarks.beside_peers import compared, fastest, missing, ours, peers
from tests.benchmarks.lines import Line, Reach, line, not_measured
from tests.benchmarks.place import LARGE, Place
from tests.benchmarks.screen import screen

NAME = "start to usable window"
MOST_RATIO = 1.3


def lines(place: Place, *, quick: bool) -> Iterator[Line]:
    """Begin each in turn, with the light preview."""
    nothing = place.new_folder("empty") / "ws"
    Workspace.open(nothing).close()
    contestants = [
        ours("many", place.copy_of_workspace(LARGE), light=True),
        ours("none", nothing, light=True),
        *peers(),
    ]
    with screen(place.new_folder("screen")) as shown:
        if shown is None:
            yield not_measured(NAME, "there is no Xvfb")
            return
        costs = compared(shown, contestants, 2 if quick else 7)
    for peer in missing():
        yield not_measured(f"{NAME}, {peer}", "it is not installed")
    many, none = costs["many"], costs["none"]
    full, below = Reach(None, MOST_RATIO), Reach(None, 1.0)
    said = f"{NAME}, 10,000 lessons"
    yield line(f"{said}, against none", many.rest_ms, "ms", none.rest_ms, full)
    yield line(f"{said}, against none, CPU", many.cpu_ms, "ms CPU", none.cpu_ms, full)
    rest, cpu = fastest(costs, lambda c: c.rest_ms), fastest(costs, lambda c: c.cpu_ms)
    yield line(f"{said}, against the fastest peer", many.rest_ms, "ms", rest, below)
    yield line(f"{said}, against the fastest peer, CPU", many.cpu_ms, "ms CPU", cpu, below)
