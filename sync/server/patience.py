"""Counts failed joins by address: a few are human, many are guessing."""

from __future__ import annotations

import time
from collections import OrderedDict, deque

from sync.model.language import mark
from sync.server.rejections import Rejected

_ADDRESSES = 10_000


class Patience:
    """Failures of late, for the addresses that failed last; belongs to the server's loop."""

    def __init__(self, failures: int = 10, seconds: float = 600.0) -> None:
        self._failures = failures
        self._seconds = seconds
        self._at: OrderedDict[str, deque[float]] = OrderedDict()

    def check(self, address: str) -> None:
        """Raise Rejected, with the time to wait, if there were too many failures lately."""
        times, now = self._at.get(address, deque()), time.monotonic()
        while times and now - times[0] > self._seconds:
            times.popleft()
        if len(times) >= self._failures:
            wait = int(self._seconds - (now - times[0])) + 1
            raise Rejected(
                "too-often",
                mark("Too many invites were tried from here."),
                {"Retry-After": str(wait)},
            )

    def failed(self, address: str) -> None:
        """Note one failure."""
        self._at.setdefault(address, deque()).append(time.monotonic())
        self._at.move_to_end(address)
        while len(self._at) > _ADDRESSES:
            self._at.popitem(last=False)
