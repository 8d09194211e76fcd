"""Reads the bodies of requests within limits of size and time, and writes those of answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from sync.model.language import mark
from sync.server.proving import note_plain
from sync.server.rejections import Rejected
from sync.wire.codec import JSON, squeeze

QUIET_SECONDS = 20.0
"""How long a request may send nothing before it is given up."""
LONG = 1024 * 1024
"""Bodies beyond this many bytes are read a few at a time, because of the memory they take."""


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
            raise Rejected("too-slow", mark("The request stopped in its middle.")) from None
        except ClientDisconnect:
            raise Rejected("damaged", mark("The request was cut short.")) from None
        room -= len(piece)
        if room < 0:
            raise Rejected("too-large", f"The request is longer than {limit} bytes.")
        if piece:
            yield piece


async def whole(request: Request, limit: int) -> bytes:
    """Give the whole body."""
    return b"".join([piece async for piece in pieces(request, limit)])


def is_squeezed(request: Request) -> bool:
    """Tell whether the body is compressed."""
    return request.headers.get("content-encoding", "").strip().lower() == "gzip"


def is_long(request: Request) -> bool:
    """Tell whether the body is long, or does not say how long it is."""
    stated = request.headers.get("content-length", "")
    return not (stated.isascii() and stated.isdigit()) or int(stated) > LONG


def json_response(request: Request, plain: bytes) -> Response:
    """Answer with JSON, compressed unless the caller cannot read that."""
    headers = {"Cache-Control": "no-store"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        note_plain(request.scope, plain)
        plain = squeeze(plain)
    return Response(plain, media_type=JSON, headers=headers)


def _refuse_stated_length(request: Request, limit: int) -> None:
    stated = request.headers.get("content-length", "")
    if stated.isascii() and stated.isdigit() and int(stated) > limit:
        raise Rejected("too-large", f"The request is longer than {limit} bytes.")
