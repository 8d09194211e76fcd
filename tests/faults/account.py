"""Long runs that go on where they stopped: which seeds were played on which state of the code.

`make soak` ends by the clock (`COURSEFOLK_SOAK_MINUTES`, 78 unless told); each account has a share
of that time, and what is left is played by the next run. The accounts lie in `build/soak`, a JSON
file each. Seeds played on other code are counted apart.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import ClassVar

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "build" / "soak"
USUAL_MINUTES = 78.0
MINUTES = float(os.environ.get("COURSEFOLK_SOAK_MINUTES", USUAL_MINUTES))
UNTIL = time.monotonic() + 60 * MINUTES
CODE = ("app", "editor", "sync")
WITHOUT_WINDOW = ("app/cli.py", "app/commands", "app/flows", "app/story", "sync", "tests/faults")
"""What runs where no window is opened."""


@dataclass
class Kept:
    """What went well on this state of the code, each with how it went; kept in a file."""

    path: Path
    rests_on: Sequence[str] = CODE
    done: dict[str, str] = field(default_factory=dict)
    earlier: dict[str, str] = field(default_factory=dict)
    """What went well on other states of the code, and not yet on this one."""

    def __post_init__(self) -> None:
        if self.path.is_file():
            was = json.loads(self.path.read_text("utf-8"))
            same = was["code"] == state_of_code(tuple(self.rests_on))
            self.done = was["done"] if same else {}
            self.earlier = was["earlier"] | ({} if same else was["done"])

    def keep(self, name: str, told: str) -> None:
        """Note that one of them went well."""
        self.done[name] = told
        self.earlier.pop(name, None)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        code = state_of_code(tuple(self.rests_on))
        new = self.path.with_suffix(".new")
        new.write_text(
            json.dumps({"code": code, "done": self.done, "earlier": self.earlier}, indent=1),
            "utf-8",
        )
        new.replace(self.path)


class Account(Kept):
    """Keeps which of `wanted` seeds were played; each is so many (`each`) of what `row` counts."""

    opened: ClassVar[list[Account]] = []
    """Those of this run, for the table at its end."""

    def __init__(
        self,
        name: str,
        wanted: int,
        *,
        row: str,
        each: int = 1,
        minutes: float = 2,
        rests_on: Sequence[str] = CODE,
        folder: Path = FOLDER,
    ) -> None:
        super().__init__(folder / f"{name}.json", rests_on)
        self.name, self.wanted, self.row, self.each = name, wanted, row, each
        share = 60 * minutes * MINUTES / USUAL_MINUTES
        self._until = min(UNTIL, time.monotonic() + share)
        Account.opened.append(self)

    def __iter__(self) -> Iterator[int]:
        """Give the seeds that are left, while there is time; each counts once it went well."""
        for seed in range(self.wanted):
            if str(seed) in self.done:
                continue
            if time.monotonic() > self._until:
                break
            began = time.monotonic()
            yield seed
            self.keep(str(seed), f"{time.monotonic() - began:.1f} s")


@cache
def state_of_code(places: tuple[str, ...]) -> str:
    """Name the code that runs by the words of its files; raises where there are none."""
    found = hashlib.sha256()
    for place in places:
        for path in _modules(ROOT / place):
            found.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def _modules(where: Path) -> list[Path]:
    if where.is_file():
        return [where]
    found = sorted(where.rglob("*.py"))
    if not found:
        raise FileNotFoundError(where)
    return found
