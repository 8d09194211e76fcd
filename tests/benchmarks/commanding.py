"""Open a workspace of 1,000 lessons on the command line: whole processes, start to end."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count
from pathlib import Path

from tests.benchmarks.lines import Line, Reach, line
from tests.benchmarks.measuring import (
    Measured,
    interleaved,
    medians,
    process_cpu_ms,
    python,
    run,
)
from tests.benchmarks.place import SMALL, Place

MOST_MS = 500.0


def lines(place: Place, *, quick: bool) -> Iterator[Line]:
    """Run each command several times; the slowest counts, against a bare interpreter."""
    folder = place.copy_of_workspace(SMALL)
    course, lesson = _middle(folder)
    text = _command(folder, "cat", course, lesson)
    contestants: dict[str, Measured] = {
        "nothing": partial(process_cpu_ms, python("-c", "pass")),
        "status": partial(process_cpu_ms, _of(folder, "status")),
        "list": partial(process_cpu_ms, _of(folder, "list")),
        "show": partial(process_cpu_ms, _of(folder, "--json", "show", course)),
        "cat": partial(process_cpu_ms, _of(folder, "cat", course, lesson)),
        "edit": _editing(_of(folder, "edit", course, lesson, "--file", "-"), text),
        "search": partial(process_cpu_ms, _of(folder, "search", "lesson")),
    }
    found = medians(interleaved(contestants, 3 if quick else 9))
    nothing = found.pop("nothing")
    slowest = max(found, key=lambda name: found[name])
    yield line(
        f"command line, slowest: {slowest}", found[slowest], "ms CPU", nothing, Reach(MOST_MS)
    )


def _of(folder: Path, *arguments: str) -> list[str]:
    return python("-m", "app.main", "--workspace", str(folder), *arguments)


def _command(folder: Path, *arguments: str) -> bytes:
    return run(_of(folder, *arguments))


def _middle(folder: Path) -> tuple[str, str]:
    """Name the course, and a lesson in its middle as `Module/Lesson`."""
    [course] = json.loads(_command(folder, "--json", "list"))
    outline = json.loads(_command(folder, "--json", "show", course["id"]))["outline"]
    titles = {node["id"]: node["title"] for node in outline}
    found = [node for node in outline if node["kind"] == "lesson"][SMALL // 2]
    return course["id"], f"{titles[found['parent']]}/{found['title']}"


def _editing(command: Sequence[str], text: bytes) -> Measured:
    numbers = count(1)

    def edit() -> float:
        return process_cpu_ms(command, text + b"\nAnother line, number %d.\n" % next(numbers))

    return edit
