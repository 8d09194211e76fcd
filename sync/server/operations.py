"""Operations on a server's data, also while it runs: invites, people, withdrawing access."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from sqlalchemy import func, select

from sync.model.errors import BadInput, NotFound
from sync.model.ids import DeviceId, LogId, PersonId
from sync.model.people import SERVER, Role
from sync.server import schema
from sync.server.accounts import Accounts
from sync.server.database import Database
from sync.server.founding import FIRST_SPACE, new_epoch, send_away, server_key, space_named
from sync.server.ledger import Ledger
from sync.server.migrating import migrate
from sync.server.rounds import now_ms


class Invitation(msgspec.Struct, frozen=True):
    """An invite for one person; `expires` is in ms since 1970."""

    invite: str
    role: Role
    space: str
    expires: int


class PersonRow(msgspec.Struct, frozen=True):
    """One person of a server; `roles` by the names of spaces, `last_seen` in ms since 1970."""

    person: PersonId
    name: str
    roles: dict[str, str]
    devices: int
    last_seen: int
    withdrawn: bool


def database_of(data: Path, database: str | None) -> str:
    """Give the address of the database: the one said, or a file in the data folder."""
    return database or f"sqlite:///{data / 'server.db'}"


def media_of(data: Path, media: str | None) -> Path:
    """Give the folder of attachments: the one said, or one in the data folder."""
    if media is None:
        return data / "media"
    scheme, apart, path = media.partition("://")
    if apart and scheme != "file":
        raise BadInput(
            f"This version does not store attachments on “{scheme}”.",
            mend="Write file:///path/to/folder, or leave the address out.",
            safe="Nothing was changed.",
        )
    return Path(path if apart else media)


def invite(
    data: Path,
    *,
    database: str | None = None,
    role: Role,
    space: str = FIRST_SPACE,
    name: str = "",
) -> Invitation:
    """Make an invite for one person to a space."""
    with _opened(data, database) as opened, opened.writing() as connection:
        row = space_named(connection, space)
        if row is None:
            names = ", ".join(log.title for log in Ledger(connection).spaces())
            raise NotFound(
                f"This server has no space named “{space}”.",
                mend=f"It has: {names}.",
                safe="Nothing was changed.",
            )
        code, expires = Accounts(connection).invite(row.log, role, name, now_ms())
        return Invitation(code, role, row.title, expires)


def people(data: Path, *, database: str | None = None) -> list[PersonRow]:
    """List the people of a server by name."""
    with _opened(data, database) as opened, opened.reading() as connection:
        spaces = {row.log: row.title for row in Ledger(connection).spaces()}
        roles: dict[str, dict[str, str]] = {}
        m = schema.members.c
        for log, person, role in connection.execute(select(m.log, m.person, m.role)):
            if log in spaces:
                roles.setdefault(person, {})[spaces[LogId(log)]] = role
        a, d = schema.accounts.c, schema.devices.c
        rows = connection.execute(
            select(
                a.person, a.name, func.count(d.device), func.max(d.last_seen), func.count(d.revoked)
            )
            .join(schema.devices, d.person == a.person, isouter=True)
            .where(a.person != SERVER)
            .group_by(a.person, a.name)
            .order_by(a.name, a.person)
        )
        return [
            PersonRow(row[0], row[1], roles.get(row[0], {}), row[2], row[3] or 0, row[2] == row[4])
            for row in rows
        ]


def revoke(data: Path, person: PersonId, *, database: str | None = None) -> int:
    """Withdraw all tokens of a person and their roles; returns how many tokens there were."""
    with _opened(data, database) as opened, opened.writing() as connection:
        send_away(connection, person, now_ms())
        return Accounts(connection).revoke(person, now_ms())


def identity(data: Path, *, database: str | None = None) -> DeviceId:
    """Tell by which key laptops know this server; its six words are read out to people."""
    with _opened(data, database) as opened, opened.reading() as connection:
        return server_key(connection).device


def begin_epoch(data: Path, *, database: str | None = None) -> str:
    """Begin a new epoch, after a backup was put in place: laptops offer all that they hold."""
    with _opened(data, database) as opened, opened.writing() as connection:
        return new_epoch(connection, now_ms())


@contextmanager
def _opened(data: Path, database: str | None) -> Iterator[Database]:
    if database is None and not (data / "server.db").exists():
        raise NotFound(
            f"There are no data of a server in {data}.",
            mend="Start `coursefolk serve` with this folder once, or name another with --data.",
            safe="Nothing was changed.",
        )
    opened = Database(database_of(data, database))
    try:
        migrate(opened)
        yield opened
    finally:
        opened.close()
