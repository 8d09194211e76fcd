"""Tells those who listen that a round is worth while, and nothing else (server-sent events).

A poke holds no content, so that a lost one costs only time. One task a listener, which waits
for its end; what is sent is sent by the hub. Everything here runs in the server's loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterable, Mapping
from dataclasses import dataclass

from starlette.types import Message, Receive, Send

from sync.model.ids import DeviceId, LogId

HEARTBEAT_SECONDS = 25.0
_REFRESH_BEATS = 12
_POKE = b"event: poke\ndata:\n\n"
_HEARTBEAT = b":\n\n"
_HELLO = b"retry: 5000\n:\n\n"

Reaches = Callable[[Collection[DeviceId]], Awaitable[Mapping[DeviceId, frozenset[LogId]]]]
"""Finds which logs some devices may read now; those whose token no longer holds are left out."""


@dataclass(eq=False, slots=True)
class _Listener:
    device: DeviceId
    logs: frozenset[LogId]
    send: Send
    busy: bool = False
    again: bool = False
    over: bool = False


class Pokes:
    """All who listen."""

    def __init__(self, reaches: Reaches) -> None:
        self._reaches = reaches
        self._listeners: set[_Listener] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = asyncio.Event()

    @property
    def count(self) -> int:
        """How many listen."""
        return len(self._listeners)

    async def listen(self, device: DeviceId, receive: Receive, send: Send) -> None:
        """Serve one listener until it leaves, its token is withdrawn or the server stops."""
        reach = await self._reaches([device])
        listener = _Listener(device, reach.get(device, frozenset()), send)
        self._listeners.add(listener)
        try:
            await send(_start())
            await send(_part(_HELLO))
            if device not in reach or self._closing.is_set():
                await self._see_off(listener)
            await _until_gone(receive)
        finally:
            listener.over = True
            self._listeners.discard(listener)

    def tell(self, logs: Iterable[LogId], but: DeviceId | None, access: bool) -> None:
        """Poke those who may read these logs, without waiting for anyone.

        `but` made the change and knows; `access` says that roles changed with it.
        """
        changed = frozenset(logs)
        if access:
            self._start(self._refresh_and_poke(changed, but))
        else:
            self._poke(changed, but)

    async def _refresh_and_poke(self, changed: frozenset[LogId], but: DeviceId | None) -> None:
        await self.refresh()
        self._poke(changed, but)

    def _poke(self, changed: frozenset[LogId], but: DeviceId | None) -> None:
        for listener in list(self._listeners):
            if listener.device != but and changed & listener.logs:
                self._push(listener, _POKE)

    def _push(self, listener: _Listener, data: bytes) -> None:
        """Send without waiting; while a slow one still takes the last, remember only one more."""
        if listener.busy:
            listener.again = listener.again or data is _POKE
            return
        listener.busy = True
        self._start(self._send(listener, data))

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _send(self, listener: _Listener, data: bytes) -> None:
        try:
            while not listener.over:
                listener.again = False
                await listener.send(_part(data))
                if not listener.again:
                    break
                data = _POKE
        finally:
            listener.busy = False

    async def refresh(self) -> None:
        """Ask anew who may read what, after roles or tokens changed; see off who may not."""
        listeners = list(self._listeners)
        reach = await self._reaches({listener.device for listener in listeners})
        for listener in listeners:
            if listener.device in reach:
                listener.logs = reach[listener.device]
            else:
                await self._see_off(listener)

    async def _see_off(self, listener: _Listener) -> None:
        if not listener.over:
            listener.over = True
            self._listeners.discard(listener)
            await listener.send({"type": "http.response.body", "body": b"", "more_body": False})

    async def beat(self) -> None:
        """Keep connections alive, and notice withdrawn tokens, until the server stops."""
        beats = 0
        while not self._closing.is_set():
            try:
                await asyncio.wait_for(self._closing.wait(), HEARTBEAT_SECONDS)
            except TimeoutError:
                beats += 1
                if beats % _REFRESH_BEATS == 0:
                    await self.refresh()
                for listener in list(self._listeners):
                    self._push(listener, _HEARTBEAT)

    async def close(self) -> None:
        """See everyone off; the server stops."""
        self._closing.set()
        for listener in list(self._listeners):
            await self._see_off(listener)


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _part(data: bytes) -> Message:
    return {"type": "http.response.body", "body": data, "more_body": True}


def _start() -> Message:
    headers = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
    ]
    return {"type": "http.response.start", "status": 200, "headers": headers}
