"""Invites, people, their devices and tokens. All calls belong to one open transaction.

A token is shown once and kept as its SHA-256. It is made from the server's secret, the invite
and the device, so that a join which is repeated, because its answer was lost or its request
doubled, gives the same token again.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Row, delete, func, insert, select, update

from sync.model.ids import DeviceId, LogId, PersonId, sha_of
from sync.model.language import mark
from sync.model.people import NAME_LENGTH, ROLES, SERVER, Role, tidy_name
from sync.server import schema
from sync.server.database import meta_value
from sync.server.rejections import Rejected
from sync.wire.messages import Join, tidy_invite, words_to_sign
from sync.wire.soundness import is_device, is_name

INVITE_MS = 14 * 24 * 3600 * 1000
"""How long an invite holds."""
LAPTOP_MS = 3600 * 1000
"""How long the code for one more laptop holds: both are at hand."""
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True)
class Caller:
    """Whose token came with a request; `revoked` is when it was withdrawn, in ms, or None."""

    device: DeviceId
    person: PersonId
    name: str
    last_seen: int
    revoked: int | None


@dataclass(frozen=True)
class Admitted:
    """What a join gave: the token, and the space and role to enter in its log.

    `role` is None for one more laptop of somebody who is in that space already.
    """

    token: str
    person: PersonId
    name: str
    space: LogId
    role: Role | None


class Accounts:
    """Reads and writes people and devices through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def caller(self, token: str) -> Caller | None:
        """Find whose token this is, withdrawn ones included."""
        d, a = schema.devices.c, schema.accounts.c
        row = self._connection.execute(
            select(d.device, d.person, a.name, d.last_seen, d.revoked)
            .join(schema.accounts, a.person == d.person)
            .where(d.token_sha == sha_of(token))
        ).first()
        return Caller(*row) if row else None

    def seen(self, device: DeviceId, now: int) -> None:
        """Note when a device was last here."""
        d = schema.devices
        self._connection.execute(update(d).where(d.c.device == device).values(last_seen=now))

    def laptops(self, person: PersonId) -> int:
        """Count the devices of a person that may come in."""
        d = schema.devices.c
        theirs = (d.person == person) & d.revoked.is_(None)
        counted = select(func.count()).select_from(schema.devices).where(theirs)
        return self._connection.execute(counted).scalar() or 0

    def revoke(self, person: PersonId, now: int) -> int:
        """Withdraw all tokens of a person; returns how many there were."""
        d = schema.devices
        theirs = (d.c.person == person) & d.c.revoked.is_(None) & d.c.token_sha.is_not(None)
        return self._connection.execute(update(d).where(theirs).values(revoked=now)).rowcount

    def invite(self, space: LogId, role: Role, name: str, now: int) -> tuple[str, int]:
        """Make an invite for one person; returns its code and when it expires."""
        bare = "".join(secrets.choice(_LETTERS) for _ in range(25))
        return self._keep_invite(bare, now, now + INVITE_MS, space=space, role=role, name=name)

    def invite_laptop(self, person: PersonId, now: int) -> tuple[str, int]:
        """Make the code with which one more laptop of a person joins; earlier ones end."""
        i = schema.invites
        unused = (i.c.person == person) & (i.c.used_by == "")
        self._connection.execute(delete(i).where(unused))
        bare = "".join(secrets.choice(_LETTERS) for _ in range(25))
        return self._keep_invite(bare, now, now + LAPTOP_MS, person=person)

    def _keep_invite(self, bare: str, now: int, expires: int, **more: str) -> tuple[str, int]:
        nothing = {"space": "", "role": "", "name": "", "person": ""}
        row = {"code_sha": sha_of(bare), "made": now, "expires": expires, "used_by": ""}
        self._connection.execute(insert(schema.invites).values({**nothing, **more, **row}))
        return "-".join(bare[start : start + 5] for start in range(0, 25, 5)), expires

    def join(self, join: Join, now: int) -> Admitted:
        """Take an invite in; raises Rejected and changes nothing if it does not hold."""
        code = tidy_invite(join.invite)
        name = tidy_name(join.name)
        invite = self._open_invite(code, join.device, now)
        person = PersonId(invite.person) or join.person
        if invite.person:
            name = self._name_of(person) or name
        _check_who(join, name)
        token = self._token(code, join.device)
        self._sign_in(person, join.device, name, token, now, one_more=bool(invite.person))
        i = schema.invites
        used = update(i).where(i.c.code_sha == invite.code_sha).values(used_by=join.device)
        self._connection.execute(used)
        role = next((role for role in ROLES if role == invite.role), None)
        return Admitted(token, person, name, LogId(invite.space), role)

    def _name_of(self, person: PersonId) -> str | None:
        a = schema.accounts.c
        return self._connection.execute(select(a.name).where(a.person == person)).scalar()

    def _open_invite(self, code: str, device: DeviceId, now: int) -> Row[tuple[str, ...]]:
        i = schema.invites
        found = self._connection.execute(select(i).where(i.c.code_sha == sha_of(code))).first()
        if found is None:
            raise Rejected("wrong-invite", mark("This server knows no such invite."))
        if found.used_by not in ("", device):
            raise Rejected("used-invite", mark("Someone joined with this invite already."))
        if found.expires < now:
            raise Rejected("old-invite", mark("This invite has expired."))
        return found

    def _sign_in(
        self,
        person: PersonId,
        device: DeviceId,
        name: str,
        token: str,
        now: int,
        *,
        one_more: bool,
    ) -> None:
        """Give a device its token; a person who is here already must come from that device.

        With `one_more` the person's own code lets in another one.
        """
        a, d = schema.accounts, schema.devices
        theirs = self._connection.execute(
            select(d.c.device, d.c.token_sha, d.c.revoked).where(d.c.person == person)
        ).all()
        known = next((row for row in theirs if row.device == device), None)
        other = self._connection.execute(select(d.c.person).where(d.c.device == device)).scalar()
        if other not in (None, person):
            raise Rejected("name-taken", mark("This computer is signed in as someone else."))
        if theirs and known is None and not one_more:
            raise Rejected("name-taken", mark("This person is signed in from another computer."))
        if known and known.revoked is not None and known.token_sha == sha_of(token):
            raise Rejected("used-invite", mark("The access that this invite gave was withdrawn."))
        changed = update(a).where(a.c.person == person).values(name=name)
        if not self._connection.execute(changed).rowcount:
            self._connection.execute(insert(a).values(person=person, name=name, since=now))
        row = {"token_sha": sha_of(token), "last_seen": now, "revoked": None}
        if known:
            self._connection.execute(update(d).where(d.c.device == device).values(row))
        else:
            new = {"device": device, "person": person, "created": now}
            self._connection.execute(insert(d).values({**row, **new}))

    def _token(self, code: str, device: DeviceId) -> str:
        secret = bytes.fromhex(meta_value(self._connection, "secret"))
        made = hmac.digest(secret, f"token\n{code}\n{device}".encode(), hashlib.sha256)
        return "cf1_" + urlsafe_b64encode(made).decode().rstrip("=")


def _check_who(join: Join, name: str) -> None:
    if not is_name(join.person) or join.person == SERVER or not is_device(join.device):
        raise Rejected("not-understood", mark("The request names nobody who can join."))
    if not name:
        raise Rejected("no-name", mark("A name is needed, as it should stand on your comments."))
    if len(name) > NAME_LENGTH:
        raise Rejected("not-understood", f"A name has 1 to {NAME_LENGTH} characters.")
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(join.device))
        key.verify(join.proof, words_to_sign(join.invite, join.person))
    except (InvalidSignature, ValueError):
        raise Rejected("not-proven", mark("The request is not signed by its device.")) from None
