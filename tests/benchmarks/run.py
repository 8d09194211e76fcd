"""Run the benchmarks: each row of the table in a process of its own, one JSON line a figure."""

from __future__ import annotations

import argparse
import importlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT)]

from tests.benchmarks.lines import Line, not_measured  # noqa: E402
from tests.benchmarks.place import Place  # noqa: E402
from tests.guards import surroundings  # noqa: E402

ROWS = {
    "typing": "typing_keys",
    "writing": "writing",
    "preview": "patching",
    "painted-preview": "painted_preview",
    "start": "starting",
    "usable": "usable",
    "long-open": "long_open",
    "import": "bringing",
    "command-line": "commanding",
    "weave": "weaving",
    "difference": "differing",
    "month-apart": "month_apart",
    "first-sync": "first_syncing",
    "freezes": "freezing",
    "freezes-shared": "freezing_shared",
    "one-lesson": "one_lesson",
    "search": "searching",
    "spelling": "spelling",
}
"""Name of a row → the module that measures it."""

LONGEST_S = 420
ROW_FAILED = 3


def main() -> int:
    """Run all rows, or those whose names begin so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", metavar="NAME", action="append", help="only rows named so")
    parser.add_argument("--quick", action="store_true", help="fewer rounds: a first impression")
    parser.add_argument("--row", nargs=2, metavar=("NAME", "FOLDER"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.row:
        return _row(asked.row[0], Path(asked.row[1]), quick=asked.quick)
    wanted = [n for n in ROWS if not asked.only or any(n.startswith(o) for o in asked.only)]
    if not wanted:
        parser.error(f"there is no such row; there are {', '.join(ROWS)}")
    return _all(wanted, quick=asked.quick)


def _all(names: list[str], *, quick: bool) -> int:
    surrounding = surroundings.enter()
    failed = 0
    try:
        with tempfile.TemporaryDirectory(prefix="coursefolk-bench-") as folder:
            _keep_bytecode(Path(folder))
            for name in names:
                began = time.monotonic()
                for said in _in_a_process(name, folder, quick=quick):
                    print(said, flush=True)
                    failed += '"not measured: it failed' in said
                print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    finally:
        surroundings.leave(surrounding)
    return 1 if failed else 0


def _keep_bytecode(folder: Path) -> None:
    """Let modules be compiled once, in a folder of this run's own, as where it is installed."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")


def _in_a_process(name: str, folder: str, *, quick: bool) -> Iterator[str]:
    command = [sys.executable, str(Path(__file__)), "--row", name, folder]
    command += ["--quick"] if quick else []
    try:
        done = subprocess.run(
            command, stdout=subprocess.PIPE, cwd=ROOT, timeout=LONGEST_S, check=False
        )
    except subprocess.TimeoutExpired:
        yield not_measured(name, f"it took more than {LONGEST_S} s").as_json()
        return
    yield from done.stdout.decode().splitlines()
    if done.returncode not in (0, ROW_FAILED):
        yield not_measured(name, f"it failed, with {done.returncode}").as_json()


def _row(name: str, folder: Path, *, quick: bool) -> int:
    os.chdir(ROOT)
    row = importlib.import_module(f"tests.benchmarks.{ROWS[name]}")
    for found in row.lines(Place(folder), quick=quick):
        assert isinstance(found, Line)
        print(found.as_json(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
