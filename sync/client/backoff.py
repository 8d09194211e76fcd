"""How long to wait before the next try: longer each time, never in step with others."""

from __future__ import annotations

import random
from collections.abc import Callable


class Backoff:
    """Counts failures and gives the seconds to wait; `chance` gives numbers from 0 to 1."""

    def __init__(
        self,
        first: float = 2.0,
        longest: float = 300.0,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._first = first
        self._longest = longest
        self._chance = chance
        self.failures = 0

    def failed(self, retry_after: float = 0.0) -> float:
        """Note a failure; returns the seconds to wait, at least what the server asked for."""
        ceiling = min(self._longest, self._first * 2.0 ** min(self.failures, 30))
        self.failures += 1
        return max(retry_after, ceiling * (0.5 + self._chance() / 2))

    def worked(self) -> None:
        """Begin anew after a success."""
        self.failures = 0
