"""Composes the server: its parts, its routes, and what begins and ends with it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path

import msgspec
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from sync.model.ids import DeviceId, LogId, PersonId, Sha
from sync.model.language import mark
from sync.model.signing import Key
from sync.server.accounts import Caller
from sync.server.blobs import Blobs
from sync.server.bodies import LONG, is_long, is_squeezed, json_response, pieces
from sync.server.cleaning import Cleaning
from sync.server.database import Database, meta_value
from sync.server.founding import server_key
from sync.server.gate import Gate
from sync.server.guard import Guard, on_http
from sync.server.joins import JoinRoute
from sync.server.media import MediaRoutes
from sync.server.news import reach_of
from sync.server.openapi import openapi
from sync.server.pokes import Pokes
from sync.server.rejections import Rejected
from sync.server.rounds import Rounds
from sync.server.snapshots import Snapshots
from sync.server.verified import Reader, nothing_read
from sync.server.writer import Writer
from sync.wire import routes as r
from sync.wire.codec import JSON

Endpoint = Callable[[Request], Awaitable[Response]]

_LONG_AT_ONCE = 4
_SENT_AT_ONCE = 16 * r.MIB
_GZIP = "application/gzip"
_HELLO = """This is a Coursefolk server.

It keeps what a team writes and reviews together. To join, ask an owner of the team for an
invite, then connect in Coursefolk with this address and the invite.
"""


class Service:
    """All parts of one server on one database; `app` is the ASGI application."""

    def __init__(
        self, database: Database, data: Path, media: Path, read: Reader = nothing_read
    ) -> None:
        self.database = database
        self._pool = ThreadPoolExecutor(4 + (os.cpu_count() or 1), "coursefolk-pool")
        self.writer = Writer(database)
        self._snapshots = Snapshots(data / "snapshots", database)
        blobs = Blobs(media)
        cleaning = Cleaning(database, self._snapshots, blobs)
        self._rounds = Rounds(database, self.writer, self._snapshots, cleaning, self._pool, read)
        self._gate = Gate(database, self._pool)
        self.pokes = Pokes(self._gate.reaches)
        self._joins = JoinRoute(self._gate, self.writer, self.pokes)
        self._media = MediaRoutes(self._gate, self.writer, blobs)
        self._long_ones = asyncio.Semaphore(_LONG_AT_ONCE)
        self._description = msgspec.json.encode(openapi())
        self.app = Starlette(
            routes=self._routes(),
            middleware=[Middleware(Guard, key=self._key())],
            exception_handlers={HTTPException: on_http},
            lifespan=self._lifespan,
        )

    def _key(self) -> Key:
        """Read the key by which laptops know this server; a restored backup holds the same."""
        with self.database.reading() as connection:
            return server_key(connection)

    def _routes(self) -> list[Route]:
        """Bind the table of routes to what answers them."""
        endpoints: dict[tuple[str, str], Endpoint] = {
            ("POST", r.ROUND): self.round,
            ("POST", r.JOIN): self._joins.join,
            ("POST", r.LAPTOPS): self._joins.laptop,
            ("GET", r.SNAPSHOT): self.snapshot,
            ("HEAD", r.MEDIA): self._media.ask,
            ("GET", r.MEDIA): self._media.get,
            ("PUT", r.MEDIA): self._media.put,
            ("PATCH", r.MEDIA): self._media.patch,
            ("GET", r.HEALTH): self.health,
            ("GET", r.OPENAPI): self.describe,
            ("GET", "/"): self.hello,
        }
        made = [
            Route(path, endpoint, methods=[method], name=f"{method} {path}")
            for (method, path), endpoint in endpoints.items()
        ]
        return [*made, Route(r.POKES, _Listening(self._gate, self.pokes), methods=["GET"])]

    @asynccontextmanager
    async def _lifespan(self, app: Starlette) -> AsyncIterator[None]:
        self.writer.start()
        beating = asyncio.create_task(self.pokes.beat())
        try:
            yield
        finally:
            await self.pokes.close()
            await beating
            await asyncio.to_thread(self.writer.stop)
            self._pool.shutdown()
            self.database.close()

    async def round(self, request: Request) -> Response:
        """Run one round."""
        caller = await self._round_caller(request)
        async with self._long_ones if is_long(request) else nullcontext():
            intake = self._rounds.intake(is_squeezed(request))
            async for piece in pieces(request, r.ROUND_BYTES):
                intake.feed(piece)
            done = await self._rounds.run(caller, intake)
        if done.ruling.changed:
            self.pokes.tell(done.ruling.changed, caller.device, done.ruling.access)
        if len(done.answer) < LONG:
            response = json_response(request, done.answer)
        else:
            response = await self._gate.aside(partial(json_response, request, done.answer))
        response.background = BackgroundTask(self._rounds.make_snapshots, done)
        return response

    async def _round_caller(self, request: Request) -> Caller:
        """Find the caller; a stranger's body is read to its end, or the answer would be lost."""
        try:
            return await self._gate.anyone(request)
        except Rejected:
            async for _ in pieces(request, r.ROUND_BYTES):
                continue
            raise

    async def snapshot(self, request: Request) -> Response:
        """Send the file of a snapshot, or a range of it."""
        caller = await self._gate.member(request)
        log, sha = LogId(request.path_params["log"]), Sha(request.path_params["sha"])
        find = partial(self._snapshot_file, log=log, sha=sha, person=caller.person)
        path = await self._gate.aside(find)
        if path is None:
            raise Rejected("nothing-here", mark("This snapshot is no longer here."))
        if "range" in request.headers or path.stat().st_size > _SENT_AT_ONCE:
            return FileResponse(path, media_type=_GZIP)
        return Response(await self._gate.aside(path.read_bytes), media_type=_GZIP)

    def _snapshot_file(self, log: LogId, sha: Sha, person: PersonId) -> Path | None:
        with self.database.reading() as connection:
            if log not in reach_of(connection, person).roles:
                return None
            return self._snapshots.path(meta_value(connection, "epoch"), log, sha)

    async def health(self, request: Request) -> Response:
        """Tell whether the database answers."""
        epoch = await self._gate.read(lambda connection: meta_value(connection, "epoch"))
        body = {"ok": bool(epoch), "protocol": r.PROTOCOL}
        return Response(msgspec.json.encode(body), media_type=JSON)

    async def describe(self, request: Request) -> Response:
        """Send the OpenAPI description."""
        return Response(self._description, media_type=JSON)

    async def hello(self, request: Request) -> Response:
        """Tell a person what this is."""
        return PlainTextResponse(_HELLO)


class _Listening:
    """The route of pokes, as a bare ASGI application: it may last for days."""

    def __init__(self, gate: Gate, pokes: Pokes) -> None:
        self._gate = gate
        self._pokes = pokes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        caller = await self._gate.member(Request(scope, receive))
        await self._pokes.listen(DeviceId(caller.device), receive, send)
