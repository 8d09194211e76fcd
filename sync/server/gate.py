"""Finds out who calls: the token in the request, against those given out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Executor
from typing import TypeVar

from sqlalchemy import Connection
from starlette.requests import Request

from sync.model.ids import DeviceId, LogId, PersonId
from sync.model.language import mark
from sync.server.accounts import Accounts, Caller
from sync.server.database import Database
from sync.server.ledger import Ledger
from sync.server.news import reach_of
from sync.server.rejections import Rejected

Value = TypeVar("Value")

_UNKNOWN = mark("This may not be your server: it does not know this computer.")
"""No withdrawal: an older backup, a new or a foreign server say the same of a token that holds."""


class Gate:
    """Reads the database for the routes, in the pool, beside everyone."""

    def __init__(self, database: Database, pool: Executor) -> None:
        self._database = database
        self._pool = pool

    async def aside(self, work: Callable[[], Value]) -> Value:
        """Do blocking work in the pool."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    async def read(self, work: Callable[[Connection], Value]) -> Value:
        """Do some reading in one transaction, in the pool."""

        def reading() -> Value:
            with self._database.reading() as connection:
                return work(connection)

        return await self.aside(reading)

    async def anyone(self, request: Request) -> Caller:
        """Find the caller, even one whose token was withdrawn; raises Rejected for strangers."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        headers = {"WWW-Authenticate": 'Bearer realm="Coursefolk"'}
        if scheme.lower() != "bearer" or not token:
            raise Rejected("no-token", mark("The request came without a token."), headers)
        caller = await self.read(lambda connection: Accounts(connection).caller(token.strip()))
        if caller is None:
            raise Rejected("token-unknown", _UNKNOWN, headers)
        return caller

    async def member(self, request: Request) -> Caller:
        """Find the caller; raises Rejected unless the token holds."""
        caller = await self.anyone(request)
        if caller.revoked is not None:
            raise Rejected("token-withdrawn", mark("The access of this computer was withdrawn."))
        return caller

    async def reaches(self, devices: Collection[DeviceId]) -> Mapping[DeviceId, frozenset[LogId]]:
        """Find which logs some devices may read; those without a token that holds are left out."""
        if not devices:
            return {}
        return await self.read(lambda connection: _reaches(connection, devices))


def _reaches(
    connection: Connection, devices: Collection[DeviceId]
) -> dict[DeviceId, frozenset[LogId]]:
    people = Ledger(connection).people_of(devices, holding=True)
    logs: dict[PersonId, frozenset[LogId]] = {
        person: frozenset(reach_of(connection, person).roles) for person in set(people.values())
    }
    return {device: logs[person] for device, person in people.items()}
