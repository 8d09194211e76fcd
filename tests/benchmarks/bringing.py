"""Bring in 500 lessons with pictures, and stop halfway: how long, and what is left of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from app.flows.files.importing import bring_in
from sync.workspace.opening import Workspace
from tests.benchmarks.generated import REAL
from tests.benchmarks.lines import Line, Reach, line
from tests.benchmarks.measuring import wall_ms
from tests.benchmarks.place import Place

LESSONS = 500
MOST_MS = 5_000.0


class _Stopped(Exception):
    """What a person does."""


def lines(place: Place, *, quick: bool) -> Iterator[Line]:
    """Bring a course of lessons of real length in, each time into a workspace of its own."""
    course = place.course(LESSONS, REAL)
    took, told, left = [], 0, 0
    for _ in range(2 if quick else 5):
        folder = place.new_folder("bringing")
        with Workspace.open(folder / "ws") as ws:
            heard: list[int] = []
            took.append(wall_ms(lambda ws=ws, heard=heard: _bring(ws, course, heard)))  # type: ignore[misc]
            told = len(heard)
        with Workspace.open(folder / "stopped") as ws:
            left += _left_when_stopped(ws, course)
    reach = Reach(
        MOST_MS,
        also="told for each file, nothing left when stopped",
        also_holds=told > LESSONS and not left,
    )
    yield line("import of 500 lessons", median(took), "ms", "nothing like it", reach)


def _bring(ws: Workspace, course: Path, heard: list[int]) -> None:
    bring_in(ws, course, None, lambda done, of: heard.append(done))


def _left_when_stopped(ws: Workspace, course: Path) -> int:
    """Stop halfway; count the courses and files that are there then."""

    def told(done: int, of: int) -> None:
        if done > LESSONS // 2:
            raise _Stopped

    try:
        bring_in(ws, course, None, told)
    except _Stopped:
        return len(list(ws.courses.entries())) + len(list(ws.store.media.all()))
    return 1
