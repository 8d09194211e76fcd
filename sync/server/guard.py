"""Stands around all routes: turns whatever goes wrong into a problem, and notes each request.

What is noted holds no token, no text and no name: method, route, status, bytes and time.
"""

from __future__ import annotations

import errno
import logging
import time
import traceback

import msgspec
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sync.model.language import mark
from sync.model.signing import Key
from sync.server.database import is_busy, is_full
from sync.server.proving import Proven
from sync.server.rejections import Rejected
from sync.wire.problems import PROBLEM_JSON

logger = logging.getLogger("coursefolk.server")


class Guard:
    """An ASGI application around another; `key` proves whose answers they are."""

    def __init__(self, app: ASGIApp, key: Key) -> None:
        self._app = app
        self._key = key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, answer = time.perf_counter(), Proven(scope, send, self._key)
        try:
            await self._app(scope, receive, answer.send)
        except Exception as error:  # noqa: BLE001 - every request gets an answer
            rejected = as_rejected(error)
            if not answer.status:
                answer.forget()
                await answer_with(rejected)(scope, receive, answer.send)
        finally:
            _note(scope, answer.status, time.perf_counter() - began)


def as_rejected(error: Exception) -> Rejected:
    """Find the problem that an exception stands for; note our own mistakes without their text."""
    if isinstance(error, Rejected):
        return error
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS):
        return Rejected("disk-trouble", mark("The server's disk is full or cannot be written."))
    if isinstance(error, DBAPIError) and is_full(error):
        return Rejected("disk-trouble", mark("The server's disk is full or cannot be written."))
    if isinstance(error, DBAPIError) and is_busy(error):
        return Rejected("busy", mark("The server's database is in use."), {"Retry-After": "2"})
    # An exception's words may hold what a person wrote; where it happened does not.
    where = "".join(traceback.format_tb(error.__traceback__))
    logger.error("%s in the server:\n%s", type(error).__name__, where)
    return Rejected("our-mistake", mark("The server stumbled over this request."))


def answer_with(rejected: Rejected) -> Response:
    """Build the response that says no."""
    problem = rejected.problem
    return Response(
        msgspec.json.encode(problem),
        status_code=problem.status,
        media_type=PROBLEM_JSON,
        headers=rejected.headers,
    )


async def on_http(request: Request, error: Exception) -> Response:
    """Answer for a path or method that is not there."""
    if isinstance(error, HTTPException) and error.status_code == 405:
        allowed = dict(error.headers or {})
        return answer_with(
            Rejected("not-so", mark("This address is not used in this way."), allowed)
        )
    return answer_with(Rejected("nothing-here", mark("There is nothing at this address.")))


def _note(scope: Scope, status: int, seconds: float) -> None:
    name = getattr(scope.get("endpoint"), "__name__", "-")
    logger.info("%s %s %d %.1f ms", scope["method"], name, status, seconds * 1000)
