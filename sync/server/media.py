"""The routes of attachments: ask for, get, send whole, send in parts."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from sync.model.ids import LogId, Sha
from sync.model.language import mark
from sync.server.accounts import Caller
from sync.server.attachments import Attachments, is_sha
from sync.server.blobs import Blobs
from sync.server.bodies import whole
from sync.server.gate import Gate
from sync.server.news import reach_of
from sync.server.rejections import Rejected
from sync.server.rounds import now_ms
from sync.server.writer import Writer
from sync.wire.routes import LENGTH_HEADER, MEDIA_BYTES, MEDIA_PUT, OFFSET_HEADER


@dataclass(frozen=True)
class _Named:
    """An attachment that logs in the caller's reach name; `held` if it may be fetched."""

    sha: Sha
    logs: frozenset[LogId]
    held: bool


class MediaRoutes:
    """Answers for /v1/media. One may send what a log one reads names, and get what it holds."""

    def __init__(self, gate: Gate, writer: Writer, blobs: Blobs) -> None:
        self._gate = gate
        self._writer = writer
        self._blobs = blobs

    async def ask(self, request: Request) -> Response:
        """Answer HEAD: 200 and the size if it is here, else 204 and how much of it is."""
        caller = await self._gate.member(request)
        named = await self._named(request, caller)
        size = self._blobs.size(named.sha) if named.held else None
        if size is not None:
            return Response(status_code=200, headers={**_SAFE, "Content-Length": str(size)})
        offset = self._blobs.offset(named.sha, caller.device)
        return Response(status_code=204, headers={OFFSET_HEADER: str(offset)})

    async def get(self, request: Request) -> Response:
        """Answer GET, also for a range of bytes."""
        if request.method == "HEAD":
            return await self.ask(request)
        caller = await self._gate.member(request)
        named = await self._named(request, caller)
        if not named.held or not await self._is_whole(named.sha):
            raise Rejected("nothing-here", mark("This attachment has not arrived yet."))
        path = self._blobs.path(named.sha)
        return FileResponse(path, media_type="application/octet-stream", headers=_SAFE)

    async def _is_whole(self, sha: Sha) -> bool:
        """Look at what is given out; what is gone or damaged is asked for again."""
        if await self._gate.aside(partial(self._blobs.is_whole, sha)):
            return True

        def lose(connection: Connection) -> None:
            Attachments(connection).lose(sha)

        await asyncio.wrap_future(self._writer.do(lose))
        return False

    async def put(self, request: Request) -> Response:
        """Take a whole attachment of up to 8 MB."""
        caller = await self._gate.member(request)
        named = await self._named(request, caller)
        data = await whole(request, MEDIA_PUT)
        size = await self._gate.aside(partial(self._blobs.put, named.sha, data))
        await self._hold(named, size)
        return Response(status_code=204)

    async def patch(self, request: Request) -> Response:
        """Take a part of a longer one, at the offset where the last part ended."""
        caller = await self._gate.member(request)
        named = await self._named(request, caller)
        offset, length = _number(request, OFFSET_HEADER), _number(request, LENGTH_HEADER)
        if length > MEDIA_BYTES:
            raise Rejected("too-large", f"An attachment has at most {MEDIA_BYTES} bytes.")
        data = await whole(request, MEDIA_PUT)
        append = partial(self._blobs.append, named.sha, caller.device, offset, length, data)
        here, is_whole = await self._gate.aside(append)
        if is_whole:
            await self._hold(named, here)
        return Response(status_code=204, headers={OFFSET_HEADER: str(here)})

    async def _named(self, request: Request, caller: Caller) -> _Named:
        sha = Sha(request.path_params["sha"])
        if is_sha(sha):
            named = await self._gate.read(partial(_find, sha=sha, caller=caller))
            if named.logs:
                return named
        raise Rejected("nothing-here", mark("No course in your reach names this attachment."))

    async def _hold(self, named: _Named, size: int) -> None:
        now = now_ms()

        def hold(connection: Connection) -> None:
            Attachments(connection).hold(named.sha, named.logs, size, now)

        await asyncio.wrap_future(self._writer.do(hold))


_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Disposition": "attachment",
    "Cache-Control": "private, immutable, max-age=31536000",
}


def _find(connection: Connection, sha: Sha, caller: Caller) -> _Named:
    reach = reach_of(connection, caller.person).roles
    naming = Attachments(connection).logs_naming(sha)
    logs = frozenset(log for log in naming if log in reach)
    return _Named(sha, logs, any(naming[log] for log in logs))


def _number(request: Request, header: str) -> int:
    stated = request.headers.get(header, "")
    if not stated.isascii() or not stated.isdigit() or len(stated) > 15:
        raise Rejected("not-understood", f"The request has no {header}.")
    return int(stated)
