"""Key to painted preview: the full one, in the whole window, under a virtual screen."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator

from tests.benchmarks.lines import Line, Reach, line, not_measured
from tests.benchmarks.long_lessons import long_workspace
from tests.benchmarks.measuring import p95, python, run
from tests.benchmarks.place import Place
from tests.benchmarks.screen import screen

NAME = "key to painted preview, 50,000 words, p95"
MOST_MS = 60.0
_LONGEST_S = 180.0


def lines(place: Place, *, quick: bool) -> Iterator[Line]:
    """Type where the lesson begins; a short one tells what the screen itself costs."""
    found: dict[str, float] = {}
    with screen(place.new_folder("screen")) as shown:
        if shown is None:
            yield not_measured(NAME, "there is no Xvfb")
            return
        for name, words in (("short", 50), ("long", 50_000)):
            folder, course = long_workspace(place, words)
            keys = "40" if quick else "150"
            command = python("-m", "tests.benchmarks.one_typing", str(folder), course, keys)
            try:
                said = run(command, variables=shown.variables, longest_s=_LONGEST_S)
            except (RuntimeError, subprocess.TimeoutExpired) as error:
                yield not_measured(NAME, str(error))
                return
            found[name] = p95(json.loads(said.splitlines()[-1]))
    yield line(NAME, found["long"], "ms", found["short"], Reach(MOST_MS))
