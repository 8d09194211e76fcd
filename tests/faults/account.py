"""Long runs that go on where they stopped: which seeds were played on which state of the code.

`make soak` gives each such run some minutes (its own number, or `COURSEFOLK_SOAK_MINUTES`); what is
left is played by the next one. The accounts lie in `build/soak`, a JSON file a run.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "build" / "soak"
MINUTES = "COURSEFOLK_SOAK_MINUTES"


class Account:
    """Keeps which of `wanted` seeds were played; what another state of the code did is dropped."""

    def __init__(
        self, name: str, wanted: int, *, minutes: float = 4, folder: Path = FOLDER
    ) -> None:
        self.name, self.wanted = name, wanted
        self._path = folder / f"{name}.json"
        self._code = state_of_code()
        self._until = time.monotonic() + 60 * float(os.environ.get(MINUTES, minutes))
        self.done: dict[str, str] = {}
        if self._path.is_file():
            kept = json.loads(self._path.read_text("utf-8"))
            self.done = kept["done"] if kept["code"] == self._code else {}

    def __iter__(self) -> Iterator[int]:
        """Give the seeds that are left, while there is time; each counts once it went well."""
        for seed in range(self.wanted):
            if str(seed) in self.done:
                continue
            if time.monotonic() > self._until:
                break
            began = time.monotonic()
            yield seed
            self.keep(seed, f"{time.monotonic() - began:.1f} s")
        print(f"{self.name}: {len(self.done)} of {self.wanted} seeds played well")

    def keep(self, seed: int, told: str) -> None:
        """Note that a seed went well."""
        self.done[str(seed)] = told
        self._path.parent.mkdir(parents=True, exist_ok=True)
        new = self._path.with_suffix(".new")
        new.write_text(json.dumps({"code": self._code, "done": self.done}, indent=1), "utf-8")
        new.replace(self._path)


def state_of_code() -> str:
    """Name the code that runs by its commit; what was changed since is like nothing else."""

    def git(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=False)
        return done.stdout.decode("utf-8", "replace").strip()

    changed = git("diff", "HEAD", "--", "app", "editor", "sync")
    return f"{git('rev-parse', 'HEAD')}{f' and changes of {time.time()}' if changed else ''}"
