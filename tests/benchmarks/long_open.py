"""A lesson of 50,000 words opened beside peers: time, processor time, memory, and cost of a key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.benchmarks.beside_peers import Cost, compared, fastest, missing, ours, peers
from tests.benchmarks.lines import Line, Reach, line, not_measured
from tests.benchmarks.long_lessons import long_file, long_workspace
from tests.benchmarks.place import Place
from tests.benchmarks.screen import screen

NAME = "a lesson of 50,000 words"
_LIGHT, _FULL, _PEER = "light", "full", "ghostwriter"
_KEYS = 43


def lines(place: Place, *, quick: bool) -> Iterator[Line]:
    """Open it with both previews and in each peer, in turn."""
    folder, course = long_workspace(place)
    contestants = [
        ours(_LIGHT, folder, course, light=True),
        ours(_FULL, folder, course, light=False),
        *peers(long_file(place)),
    ]
    with screen(place.new_folder("screen")) as shown:
        if shown is None:
            yield not_measured(NAME, "there is no Xvfb")
            return
        costs = compared(shown, contestants, 1 if quick else 3, keys=_KEYS)
    for peer in missing():
        yield not_measured(f"{NAME}, {peer}", "it is not installed")
    for which in (_LIGHT, _FULL):
        if which in costs:
            yield from _lines_of(which, costs)
        else:
            yield not_measured(f"{NAME}, {which} preview", "it did not come to rest")


def _lines_of(which: str, costs: Mapping[str, Cost]) -> Iterator[Line]:
    own, said = costs[which], f"{NAME}, {which} preview"
    below = Reach(None, 1.0)
    yield line(
        f"{said}: open to rest", own.rest_ms, "ms", fastest(costs, lambda c: c.rest_ms), below
    )
    yield line(
        f"{said}: open to rest, all processes",
        own.cpu_ms,
        "ms CPU",
        fastest(costs, lambda c: c.cpu_ms),
        below,
    )
    peer = costs.get(_PEER)
    reach = Reach(150.0) if which == _LIGHT else Reach(None, 1.2)
    against: float | str = peer.memory_mb if peer else f"no {_PEER}"
    yield line(f"{said}: memory of all processes", own.memory_mb, "MB PSS", against, reach)
    if own.key_ms is None:
        yield not_measured(f"{said}: a key", "there is no xdotool")
        return
    key: float | str = peer.key_ms if peer and peer.key_ms else f"no {_PEER}"
    yield line(f"{said}: a key, all processes", own.key_ms, "ms CPU", key, Reach(None, 0.5))
