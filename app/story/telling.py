"""Tell the story step by step, and remember every check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


class CheckFailed(Exception):
    """A check of the story did not hold."""


@dataclass
class Telling:
    """Prints each step and what was checked; a check that fails ends the story."""

    say: Callable[[str], None]
    steps: list[dict[str, object]] = field(default_factory=list)
    _number: int = 0

    def step(self, words: str) -> None:
        """Begin a step."""
        self._number += 1
        self.steps.append({"step": words, "checks": []})
        self.say(f"{self._number:2}. {words}")

    def check(self, holds: bool, what: str) -> None:
        """State what must hold now; raise CheckFailed if it does not."""
        checks = self.steps[-1]["checks"]
        assert isinstance(checks, list)
        checks.append({"what": what, "ok": holds})
        self.say(f"    {'✓' if holds else '✗'} {what}")
        if not holds:
            raise CheckFailed(what)

    def note(self, words: str) -> None:
        """Say something that is not checked."""
        self.say(f"    · {words}")

    @property
    def checked(self) -> int:
        """Count the checks that held."""
        total = 0
        for step in self.steps:
            checks = step["checks"]
            assert isinstance(checks, list)
            total += len(checks)
        return total
