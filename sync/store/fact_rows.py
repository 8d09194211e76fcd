"""Facts as rows: what is stored of a fact, and a fact from what is stored."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from sync.model.facts import Fact, what_is_wrong
from sync.model.ids import CourseId, FactId, LogId, PersonId
from sync.store.connection import Row

CHANGED = "it was changed on the disk"
State: TypeAlias = Literal["kept", "waiting", "refused", "aside"]

FACT = (
    "id, log, kind, clock, person, device, at, causes, payload_sha, "
    "CAST(payload AS BLOB), signature, struck"
)
"""The columns that make a fact; the payload comes as bytes, as it was hashed.

`struck` is the hash of what stands in its place, where words were struck out of it, else ''.
"""
BESIDE = 12
"""Where the columns begin that a query asks for after those of `FACT`."""


class LogRow(msgspec.Struct, frozen=True):
    """One log that this workspace holds.

    `space` is the space log that a shared course belongs to. A closed log is a private one that
    the shared log `continued_by` goes on from; a readonly one may no longer be read on the server.
    A shared one without a server is shared by review files.
    """

    log: LogId
    scope: Literal["course", "space"]
    course: CourseId
    space: LogId | None
    standing: Literal["private", "shared", "closed", "readonly"]
    server: str
    cursor: int
    role: str
    continued_by: LogId | None

    @property
    def goes_out(self) -> bool:
        """Tell whether its facts wait for a server: those of a course shared by file do not."""
        return self.standing == "shared" and bool(self.server)


class Stored(msgspec.Struct, frozen=True):
    """A fact with how it stands here; `number` is the server's, `why` says why it is not kept."""

    fact: Fact
    state: State
    number: int | None
    why: str


class Told(msgspec.Struct, frozen=True, gc=False):
    """As much of a fact as a list of facts shows; `subject` is the lesson or node it is about."""

    id: FactId
    log: LogId
    kind: str
    person: PersonId
    at: int
    subject: str


class _About(msgspec.Struct):
    lesson: str = ""
    node: str = ""


_about = msgspec.json.Decoder(_About).decode
_causes = msgspec.json.Decoder(tuple[FactId, ...]).decode
_encode = msgspec.json.Encoder().encode


def subject_of(payload: bytes) -> str:
    """Find the one lesson or node that a payload of any kind is about, '' if there is none."""
    try:
        about = _about(payload)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    return about.lesson or about.node


def causes_from(written: str) -> tuple[FactId, ...]:
    """Read a list of causes as it is stored; one that is damaged names nothing."""
    try:
        return _causes(written)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ()


def row_of(
    fact: Fact, state: State, number: int | None, outgoing: bool, why: str, struck: str = ""
) -> Row:
    """Spread a fact over the columns of `INSERT`."""
    payload = bytes(fact.payload)
    return (
        fact.id,
        fact.log,
        fact.kind,
        fact.clock,
        fact.person,
        fact.device,
        fact.at,
        subject_of(payload),
        state,
        number,
        int(outgoing),
        why,
        fact.signature,
        fact.payload_sha,
        _encode(fact.causes).decode(),
        # what is no UTF-8 is set aside before it comes here; it is kept for the eye alone
        payload.decode("utf-8", "backslashreplace"),
        struck,
    )


INSERT = (
    "INSERT OR REPLACE INTO facts (id, log, kind, clock, person, device, at, subject, state, "
    "number, outgoing, why, signature, payload_sha, causes, payload, struck) "
    "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
)


def whole(row: Row) -> Fact | None:
    """Build a fact from the columns `FACT`, None if it is no longer what was hashed.

    3.5 µs a fact: what the disk has changed must never be shown as someone's word.
    """
    try:
        fact = fact_from(row)
        return None if what_is_wrong(fact, row[11] or None) else fact
    except (TypeError, ValueError, msgspec.MsgspecError):
        return None


def fact_from(row: Row) -> Fact:
    """Build a fact from the columns `FACT`."""
    ident, log, kind, clock, person, device, at, causes, sha, payload, signature = row[:11]
    raw = msgspec.Raw(payload)
    return Fact(
        ident, log, kind, clock, person, device, at, causes_from(causes), sha, raw, signature
    )
