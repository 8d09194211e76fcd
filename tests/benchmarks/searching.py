"""Search as someone types, in a workspace of 10,000 lessons."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from app.flows.finding.searching import search
from sync.workspace.opening import Workspace
from tests.benchmarks.generated import Prose
from tests.benchmarks.lines import Line, Reach, line
from tests.benchmarks.measuring import Measured, interleaved, p95, wall_ms
from tests.benchmarks.place import LARGE, SMALL, Place

MOST_MS = 20.0


def lines(place: Place, *, quick: bool) -> Iterator[Line]:
    """Search for every beginning of typical queries; a query counts with the median of its runs."""
    queries = [query[:end] for query in _queries() for end in range(1, len(query) + 1)]
    rounds = 2 if quick else 5
    times: dict[str, list[float]] = {"small": [], "large": []}
    with (
        Workspace.open(place.copy_of_workspace(SMALL)) as small,
        Workspace.open(place.copy_of_workspace(LARGE)) as large,
    ):
        for ws in (small, large):
            search(ws, "all is indexed at the first search")
        for query in queries:
            turns = {"small": _searching(small, query), "large": _searching(large, query)}
            for name, measured in interleaved(turns, rounds).items():
                times[name].append(median(measured))
    yield line("search", p95(times["large"]), "ms", p95(times["small"]), Reach(MOST_MS))


def _searching(ws: Workspace, query: str) -> Measured:
    return lambda: wall_ms(lambda: search(ws, query))


def _queries() -> list[str]:
    """Give common and rare words, several of them, a title, and what is nowhere."""
    prose = Prose(8)
    common, middle, rare = (prose.vocabulary[n] for n in (3, 700, 4000))
    return [
        common,
        rare,
        f"{common} {middle}",
        f"lesson 77 {common}",
        f"{middle} {common} {rare}",
        "a quiz about nothing",
    ]
