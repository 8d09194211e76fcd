"""Reads request bodies within limits of size and time, and counts failed joins."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator

from starlette.requests import ClientDisconnect, Request

from sync.server.rejections import Rejected

QUIET_SECONDS = 20.0
"""How long a request may send nothing before it is given up."""


async def pieces(request: Request, limit: int) -> AsyncIterator[bytes]:
    """Give the body as it comes; raises Rejected when it is too long, too slow or cut."""
    _refuse_stated_length(request, limit)
    room = limit
    stream = request.stream().__aiter__()
    while True:
        try:
            piece = await asyncio.wait_for(anext(stream), QUIET_SECONDS)
        except StopAsyncIteration:
            return
        except TimeoutError:
            raise Rejected("too-slow", "The request stopped in its middle.") from None
        except ClientDisconnect:
            raise Rejected("damaged", "The request was cut short.") from None
        room -= len(piece)
        if room < 0:
            raise Rejected("too-large", f"The request is longer than {limit} bytes.")
        if piece:
            yield piece


async def whole(request: Request, limit: int) -> bytes:
    """Give the whole body."""
    return b"".join([piece async for piece in pieces(request, limit)])


def _refuse_stated_length(request: Request, limit: int) -> None:
    stated = request.headers.get("content-length", "")
    if stated.isascii() and stated.isdigit() and int(stated) > limit:
        raise Rejected("too-large", f"The request is longer than {limit} bytes.")


class Patience:
    """Counts failures by address: a few are human, many are guessing."""

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
                "too-often", "Too many invites were tried from here.", {"Retry-After": str(wait)}
            )

    def failed(self, address: str) -> None:
        """Note one failure."""
        self._at.setdefault(address, deque()).append(time.monotonic())
        self._at.move_to_end(address)
        while len(self._at) > 10_000:
            self._at.popitem(last=False)
