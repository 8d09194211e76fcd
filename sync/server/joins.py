"""The routes of joining: an invite against this device's token, and a code for one more laptop."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from sync.model.ids import LogId
from sync.server.accounts import Accounts
from sync.server.bodies import is_squeezed, json_response, whole
from sync.server.database import meta_value
from sync.server.founding import enter, server_key
from sync.server.gate import Gate
from sync.server.intake import as_rejected, read
from sync.server.news import reach_of
from sync.server.patience import Patience
from sync.server.pokes import Pokes
from sync.server.rejections import Rejected
from sync.server.rounds import now_ms
from sync.server.writer import Writer
from sync.wire.codec import Unreadable, unsqueeze
from sync.wire.messages import Join, Joined, LaptopCode, SpaceName, You
from sync.wire.routes import JOIN_BYTES

_GUESSES = frozenset({"wrong-invite", "used-invite", "old-invite", "not-proven"})


@dataclass(frozen=True)
class _Entered:
    joined: Joined
    news: frozenset[LogId]


class JoinRoute:
    """Answers for /v1/join and /v1/laptops. A join that comes twice gives the same token twice."""

    def __init__(self, gate: Gate, writer: Writer, pokes: Pokes) -> None:
        self._gate = gate
        self._writer = writer
        self._pokes = pokes
        self._patience = Patience()

    async def join(self, request: Request) -> Response:
        """Take an invite in."""
        address = request.client.host if request.client else ""
        self._patience.check(address)
        body = await whole(request, JOIN_BYTES)
        join = _read(body, is_squeezed(request))
        now = now_ms()
        try:
            job = self._writer.do(lambda connection: _join(connection, join, now))
            entered = await asyncio.wrap_future(job)
        except Rejected as rejected:
            if rejected.name in _GUESSES:
                self._patience.failed(address)
            raise
        self._pokes.tell(entered.news, join.device, access=True)
        return json_response(request, msgspec.json.encode(entered.joined))

    async def laptop(self, request: Request) -> Response:
        """Make a code with which one more laptop of the caller joins."""
        caller = await self._gate.member(request)
        await whole(request, JOIN_BYTES)
        now = now_ms()
        job = self._writer.do(lambda c: Accounts(c).invite_laptop(caller.person, now))
        code, expires = await asyncio.wrap_future(job)
        return json_response(request, msgspec.json.encode(LaptopCode(code, expires)))


def _read(body: bytes, squeezed: bool) -> Join:
    try:
        plain = unsqueeze(body, limit=JOIN_BYTES) if squeezed else body
    except Unreadable as error:
        raise as_rejected(error) from None
    return read(plain, Join)


def _join(connection: Connection, join: Join, now: int) -> _Entered:
    admitted = Accounts(connection).join(join, now)
    news = enter(connection, admitted, join.device, now)
    reach = reach_of(connection, admitted.person)
    spaces = [
        SpaceName(row.log, row.title, reach.roles[row.log])
        for row in reach.rows
        if row.scope == "space"
    ]
    joined = Joined(
        token=admitted.token,
        epoch=meta_value(connection, "epoch"),
        server=server_key(connection).device,
        you=You(admitted.person, admitted.name),
        spaces=spaces,
    )
    return _Entered(joined, news)
