"""Start to window, in a workspace of 1,000 lessons: whole processes, against bare windows."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator, Mapping
from functools import partial

from tests.benchmarks.lines import Line, Reach, line, not_measured
from tests.benchmarks.measuring import Measured, interleaved, medians, python, run
from tests.benchmarks.place import SMALL, Place

MOST_RATIO = 1.5
NAME = "start to window, 1,000 lessons"
LIGHT = {"COURSEFOLK_LIGHT_PREVIEW": "1"}
LONGEST_S = 30.0


def lines(place: Place, *, quick: bool) -> Iterator[Line]:
    """Open and end each kind of window in turn; from the start of the process to all painted."""
    folder = place.copy_of_workspace(SMALL)
    kinds: dict[str, Measured] = {"bare": partial(_opened_ms, "bare", LIGHT)}
    kinds["light"] = partial(_opened_ms, str(folder), LIGHT)
    yield from _compared(kinds, "with the light preview", quick=quick)
    kinds = {"bare": partial(_opened_ms, "web", {}), "full": partial(_opened_ms, str(folder), {})}
    yield from _compared(kinds, "with the full preview", quick=quick)


def _compared(kinds: Mapping[str, Measured], which: str, *, quick: bool) -> Iterator[Line]:
    try:
        for warming in kinds.values():
            warming()
        found = medians(interleaved(kinds, 5 if quick else 15))
    except (RuntimeError, subprocess.TimeoutExpired) as error:
        yield not_measured(f"{NAME}, {which}", str(error))
        return
    bare, ours = found.values()
    yield line(f"{NAME}, {which}", ours, "ms", bare, Reach(None, MOST_RATIO))


def _opened_ms(kind: str, variables: Mapping[str, str]) -> float:
    began = time.time()
    command = python("-m", "tests.benchmarks.one_window", kind)
    said = run(command, variables=variables, longest_s=LONGEST_S)
    return (float(said.split()[-1]) - began) * 1000
