"""Listens for pokes: each says that a round is worth while. Blocks; `app/workers` runs it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from itertools import chain

import sseclient

from sync.client.backoff import Backoff
from sync.client.failures import Interrupted, NotYourServer
from sync.client.transport import Transport
from sync.model.errors import CoursefolkError, PersonCanMend
from sync.wire.routes import POKES

QUIET_SECONDS = 70.0
"""The server is heard every 25 s; after this much silence the connection is dead."""


def listen(
    transport: Transport,
    poked: Callable[[], None],
    stop: threading.Event,
    *,
    backoff: Backoff | None = None,
    trouble: Callable[[CoursefolkError], None] | None = None,
) -> None:
    """Call `poked` whenever something is new on the server, until `stop` is set.

    It is also called after each new connection, because pokes may have been missed meanwhile.
    Reconnects by itself; raises PersonCanMend when access was withdrawn. `transport` must be
    this thread's own; to end at once, set `stop` and call its `hang_up`.
    """
    waiting = backoff or Backoff()
    again = False
    while not stop.is_set():
        try:
            if again and transport.is_known:
                transport.greet()  # so that another server than one's own gets no token
            again = True
            for is_poke in _events(transport):
                if stop.is_set():
                    return
                waiting.worked()
                if is_poke:
                    poked()
            pause = waiting.failed()
        except NotYourServer:
            pause = waiting.failed()  # a sync tells it; one's own may be back later
        except PersonCanMend:
            raise
        except CoursefolkError as error:
            if trouble and not stop.is_set():
                trouble(error)
            asked = error.retry_after if isinstance(error, Interrupted) else 0.0
            pause = waiting.failed(asked)
        stop.wait(pause)


def _events(transport: Transport) -> Iterator[bool]:
    """Give True for what is worth a round: the beginning, and each poke; False for the rest."""
    heard = transport.listen(POKES, QUIET_SECONDS)
    for first in heard:
        yield True
        for event in sseclient.SSEClient(chain([first], heard)).events():
            yield event.event == "poke"
