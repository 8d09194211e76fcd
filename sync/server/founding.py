"""The server's own affairs in its database: first start, spaces, and its own facts."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, delete, insert, select

from sync.model.facts import Fact, make_fact
from sync.model.ids import CourseId, DeviceId, LogId, PersonId, fresh
from sync.model.payloads import MemberSet
from sync.model.people import ROLES, SERVER
from sync.model.signing import Key
from sync.server import schema
from sync.server.accounts import Accounts, Admitted
from sync.server.database import meta_value
from sync.server.door import check
from sync.server.judging import judge
from sync.server.ledger import Ledger, LogRow
from sync.server.members import Members

FIRST_SPACE = "team"
EPOCH_REST_MS = 3600 * 1000
"""A new epoch makes every laptop offer all it holds, so one follows another no sooner."""


def found(connection: Connection, now: int) -> tuple[str, int]:
    """Furnish an empty database; returns an owner's invite and when it expires (ms)."""
    key = Key.fresh()
    values = {"key": key.seed.hex(), "secret": secrets.token_hex(32)}
    connection.execute(insert(schema.meta), [{"key": k, "value": v} for k, v in values.items()])
    new_epoch(connection, now)
    connection.execute(
        insert(schema.devices).values(
            device=key.device, person=SERVER, token_sha=None, created=now, last_seen=now
        )
    )
    space = make_space(connection, FIRST_SPACE)
    return Accounts(connection).invite(space.log, "owner", "", now)


def server_key(connection: Connection) -> Key:
    """Read the key that signs what the server says itself."""
    return Key(bytes.fromhex(meta_value(connection, "key")))


def new_epoch(connection: Connection, now: int) -> str:
    """Begin an epoch: laptops start from cursor 0 and offer every fact they hold."""
    epoch = fresh()
    meta = schema.meta
    connection.execute(delete(meta).where(meta.c.key.in_(("epoch", "epoch_at"))))
    rows = [{"key": "epoch", "value": epoch}, {"key": "epoch_at", "value": str(now)}]
    connection.execute(insert(meta), rows)
    return epoch


def new_epoch_if_rested(connection: Connection, now: int) -> str:
    """Begin an epoch unless the present one is young; returns the one that holds."""
    if now - int(meta_value(connection, "epoch_at") or 0) < EPOCH_REST_MS:
        return meta_value(connection, "epoch")
    return new_epoch(connection, now)


def make_space(connection: Connection, name: str) -> LogRow:
    """Begin a space with no members."""
    log = LogId(fresh())
    row = LogRow(log, "space", log, CourseId(""), name)
    Ledger(connection).add_log(row)
    return row


def space_named(connection: Connection, name: str) -> LogRow | None:
    """Find a space by its name."""
    logs = schema.logs.c
    found_log = connection.execute(
        select(logs.log).where(logs.scope == "space", logs.title == name)
    ).scalar()
    return Ledger(connection).logs([found_log])[found_log] if found_log else None


def enter(
    connection: Connection, admitted: Admitted, device: DeviceId, now: int
) -> frozenset[LogId]:
    """Write into the space's log that someone joined; returns the logs that have news.

    An invite widens a role and never narrows it; one more laptop changes nothing. Their key stands
    with it, so that colleagues who never met can give each other files.
    """
    if admitted.role is None:
        return frozenset()
    log = Ledger(connection).logs([admitted.space])[admitted.space]
    present = Members(connection).role(log, admitted.person)
    if present and ROLES.index(present) <= ROLES.index(admitted.role):
        return frozenset()
    body = MemberSet(admitted.person, admitted.name, admitted.role, (device,))
    fact = _own_fact(connection, log, body, now)
    return judge(connection, [check(fact)], now).changed


def send_away(connection: Connection, person: PersonId, now: int) -> None:
    """Write into each space of theirs that somebody has no access any more, for all to know.

    The last owner of a space stays its owner: who joins next could not become one.
    """
    named = select(schema.accounts.c.name).where(schema.accounts.c.person == person)
    name = connection.execute(named).scalar()
    for log in Ledger(connection).spaces():
        members = Members(connection)
        role = members.role(log, person)
        if name is None or role is None or (role == "owner" and members.owners(log.log) < 2):
            continue
        fact = _own_fact(connection, log, MemberSet(person, name, "none"), now)
        judge(connection, [check(fact)], now)


def _own_fact(connection: Connection, log: LogRow, body: MemberSet, now: int) -> Fact:
    key = server_key(connection)
    fact = make_fact(
        log=log.log,
        payload=body,
        kind="member.set",
        clock=log.top + 1,
        person=SERVER,
        device=key.device,
        at=now,
    )
    return key.sign(fact)
