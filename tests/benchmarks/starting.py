"""Start to window, in a workspace of 1,000 lessons: whole processes, against bare windows.

From the start of the process until the window is on the screen and painted, ours with the names
of the courses in it. How long it takes until home shows all that it reads from the store is told
as well.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator, Mapping
from functools import partial
from statistics import median

from tests.benchmarks.lines import Line, Reach, line, not_measured
from tests.benchmarks.measuring import Measured, interleaved, medians, python, run
from tests.benchmarks.place import SMALL, Place

MOST_RATIO = 1.5
NAME = "start to window, 1,000 lessons"
LIGHT = {"COURSEFOLK_LIGHT_PREVIEW": "1"}
LONGEST_S = 30.0


def lines(place: Place, *, quick: bool) -> Iterator[Line]:
    """Open and end each kind of window in turn."""
    folder = str(place.copy_of_workspace(SMALL))
    for which, bare, variables in (("light", "bare", LIGHT), ("full", "web", {})):
        kinds: dict[str, Measured] = {
            "bare": partial(_opened_ms, variables, bare),
            "ours": partial(_opened_ms, variables, "ours", folder),
        }
        home = partial(_opened_ms, variables, "home", folder)
        yield from _compared(kinds, home, f"with the {which} preview", quick=quick)


def _compared(
    kinds: Mapping[str, Measured], home: Measured, which: str, *, quick: bool
) -> Iterator[Line]:
    try:
        for warming in (*kinds.values(), home):
            warming()
        found = medians(interleaved(kinds, 5 if quick else 11))
        read = median(home() for _ in range(1 if quick else 3))
    except (RuntimeError, subprocess.TimeoutExpired) as error:
        yield not_measured(f"{NAME}, {which}", str(error))
        return
    bare = found["bare"]
    yield line(f"{NAME}, {which}", found["ours"], "ms", bare, Reach(None, MOST_RATIO))
    yield line(f"start to home as read, {which}", read, "ms", bare, Reach())


def _opened_ms(variables: Mapping[str, str], *kind: str) -> float:
    began = time.time()
    command = python("-m", "tests.benchmarks.one_window", *kind)
    said = run(command, variables=variables, longest_s=LONGEST_S)
    return (float(said.split()[-2]) - began) * 1000
