"""Weave two copies of a 50,000-word lesson that were edited apart, with overlaps."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from sync.merge.weave import weave
from tests.benchmarks.generated import Prose, two_copies
from tests.benchmarks.lines import Line, Reach, line
from tests.benchmarks.measuring import Measured, cpu_ms, interleaved, medians, process_cpu_ms
from tests.benchmarks.place import Place

MOST_MS = {100: 15.0, 500: 60.0}
"""Edits a side, and how long weaving may take."""


def lines(place: Place, *, quick: bool) -> Iterator[Line]:
    """Weave each pair several times, in turn with git's merge of the same three files."""
    base = Prose(5).lesson("A long lesson", 50_000)
    rounds = 5 if quick else 15
    for edits, most in MOST_MS.items():
        one, two = two_copies(base, edits, edits)
        assert weave(base, one, two).overlaps, "the copies must overlap somewhere"
        contestants: dict[str, Measured] = {"ours": partial(cpu_ms, partial(weave, base, one, two))}
        if shutil.which("git"):
            command = _git_merge(place.new_folder("weave"), base, one, two)
            contestants["git"] = partial(process_cpu_ms, command)
        found = medians(interleaved(contestants, rounds))
        against = found.get("git", "git is not installed")
        yield line(f"weave, {edits} edits a side", found["ours"], "ms CPU", against, Reach(most))


def _git_merge(folder: Path, base: str, one: str, two: str) -> list[str]:
    for name, text in (("base", base), ("one", one), ("two", two)):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    merge = 'git merge-file -p --quiet "$0/one" "$0/base" "$0/two" || test $? -lt 128'
    return ["sh", "-c", merge, str(folder)]
