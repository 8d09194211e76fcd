"""The envelope of every fact: who, on which device, when by the log's clock, and what.

The hash covers a header that holds the payload's SHA-256 and not the payload, so that a
payload may be struck out later (a secret in it) without breaking the id or the signature.
This envelope is final: later work adds kinds, never fields.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from hashlib import sha256
from operator import attrgetter

import msgspec

from sync.model.ids import DeviceId, FactId, LogId, PersonId, Sha, sha_of
from sync.model.language import mark
from sync.model.limits import LAST_CLOCK

ENVELOPE = 1
"""Number of this header layout; it is the first thing hashed."""


class Header(msgspec.Struct, frozen=True, array_like=True):
    """The hashed part of a fact, in the order in which it is hashed."""

    envelope: int
    log: LogId
    kind: str
    clock: int
    person: PersonId
    device: DeviceId
    at: int
    causes: tuple[FactId, ...]
    payload_sha: Sha


class Fact(msgspec.Struct, frozen=True):
    """Record that something happened; immutable, idempotent by `id`.

    `clock` is 1 + the highest clock its writer knew in the log. `at` is wall time in
    milliseconds since 1970, for display only: nothing is ever sorted or judged by it.
    `payload` is the exact JSON that was hashed. `causes` are facts this one makes no sense without.
    """

    id: FactId
    log: LogId
    kind: str
    clock: int
    person: PersonId
    device: DeviceId
    at: int
    causes: tuple[FactId, ...]
    payload_sha: Sha
    payload: msgspec.Raw
    signature: bytes = b""

    @property
    def order(self) -> tuple[int, FactId]:
        """Sort key of every reducer: causal clock, then id."""
        return (self.clock, self.id)

    @property
    def digest(self) -> bytes:
        """The 32 bytes that the device signs."""
        return header_digest(self)


ORDER = attrgetter("clock", "id")
"""`Fact.order` of a fact, for sorting a log of thousands."""
CHANGED = mark("It is damaged: its content is not what was hashed.")
_encode = msgspec.json.Encoder(order="deterministic").encode


def header_digest(fact: Fact) -> bytes:
    """Hash the header of a fact."""
    header = Header(
        ENVELOPE,
        fact.log,
        fact.kind,
        fact.clock,
        fact.person,
        fact.device,
        fact.at,
        fact.causes,
        fact.payload_sha,
    )
    return sha256(_encode(header)).digest()


def make_fact(
    *,
    log: LogId,
    payload: msgspec.Struct,
    kind: str,
    clock: int,
    person: PersonId,
    device: DeviceId,
    causes: Sequence[FactId] = (),
    at: int | None = None,
) -> Fact:
    """Build an unsigned fact; `sync.model.signing.Key.sign` completes it."""
    body = _encode(payload)
    draft = Fact(
        id=FactId(""),
        log=log,
        kind=kind,
        clock=clock,
        person=person,
        device=device,
        at=int(time.time() * 1000) if at is None else at,
        causes=tuple(dict.fromkeys(causes)),
        payload_sha=sha_of(body),
        payload=msgspec.Raw(body),
    )
    return msgspec.structs.replace(draft, id=FactId(header_digest(draft).hex()[:32]))


def what_is_wrong(fact: Fact, stands: Sha | None = None) -> str | None:
    """Say why a fact that came from outside cannot be what was written, or None if it is whole.

    `stands` is the hash of what stands in the payload's place, where words were struck out of it.
    The signature is not looked at here: see `sync.model.signing`.
    """
    if sha_of(bytes(fact.payload)) != (stands or fact.payload_sha):
        return CHANGED
    if header_digest(fact).hex()[:32] != fact.id:
        return mark("It is damaged: its id is not the hash of its header.")
    if not 0 < fact.clock <= LAST_CLOCK:
        return mark("It is damaged: its clock is out of range.")
    return None
