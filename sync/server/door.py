"""What can be checked of a fact before any database is asked: form, hash, signature, payload."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

import msgspec

from sync.model.errors import BadInput
from sync.model.facts import CHANGED, Fact, what_is_wrong
from sync.model.ids import FactId, sha_of
from sync.model.kinds import KINDS, causes_of, payload_of
from sync.model.language import mark
from sync.model.signing import is_signed
from sync.wire.routes import FACT_BYTES

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
_HEX32 = re.compile(r"[0-9a-f]{32}")
_HEX64 = re.compile(r"[0-9a-f]{64}")
_KIND = re.compile(r"[a-z][a-z.]{0,39}")
_DEEPEST = 32
_TOO_DEEP = mark("Its content is nested too deeply.")
_MOST_CAUSES = 50_000
_LATEST = 2**53


@dataclass(frozen=True)
class Found:
    """What is wrong with a fact.

    `final` tells whether the fact is what its writer signed, so that the refusal may be kept
    under its id; else someone could have another's fact refused by sending it damaged.
    """

    verdict: Literal["refused", "waiting"]
    why: str
    final: bool = False


@dataclass(frozen=True)
class Checked:
    """A fact that passed the door, or what was wrong with it.

    `body` is the JSON that is stored and served; `needs` are the facts it builds on.
    """

    fact: Fact
    body: bytes = b""
    payload: msgspec.Struct | None = None
    needs: tuple[FactId, ...] = ()
    found: Found | None = None
    is_changed: bool = False
    """Its content is not what was hashed: it is damaged, unless a redaction struck it."""


def is_name(written: str) -> bool:
    """Tell whether this may name a log, a course or a person: it goes into paths and columns."""
    return bool(_NAME.fullmatch(written))


def is_device(written: str) -> bool:
    """Tell whether this may be a device's public key in its one form."""
    return bool(_HEX64.fullmatch(written))


def check(fact: Fact) -> Checked:
    """Check one fact; what is wrong is told in the result, never raised."""
    checked = _check(fact)
    if sha_of(bytes(fact.payload)) == fact.payload_sha:
        return checked
    damaged = Found("refused", CHANGED)
    if checked.found:
        return Checked(fact, found=damaged)
    return replace(checked, found=damaged, is_changed=True)


def _check(fact: Fact) -> Checked:
    """Check all but whether the content is what was hashed: a redaction may have struck it."""
    wrong = _what_is_odd(fact) or what_is_wrong(fact, sha_of(bytes(fact.payload)))
    if wrong:
        return Checked(fact, found=Found("refused", wrong))
    if not is_signed(fact):
        return Checked(fact, found=Found("refused", mark("Its signature is not its writer's.")))
    if fact.kind not in KINDS:
        words = f"This server does not know facts of the kind {fact.kind} yet; update it."
        return Checked(fact, found=Found("waiting", words))
    body = msgspec.json.encode(fact)
    odd = _what_is_odd_inside(bytes(fact.payload), len(body))
    if odd:
        return Checked(fact, body, found=Found("refused", odd, final=True))
    try:
        payload = payload_of(fact)
    except BadInput:
        words = f"Its content is not that of a fact of the kind {fact.kind}."
        return Checked(fact, body, found=Found("refused", words, final=True))
    needs = tuple(dict.fromkeys((*fact.causes, *causes_of(fact.kind, payload))))
    return Checked(fact, body, payload, needs)


def _what_is_odd(fact: Fact) -> str | None:
    """Find values that no laptop writes and that could trouble those who get them."""
    if not is_name(fact.log) or not is_name(fact.person):
        return mark("It is damaged: its log or its writer has an odd name.")
    if not _HEX32.fullmatch(fact.id) or not is_device(fact.device):
        return mark("It is damaged: its id or its device has an odd form.")
    if not _KIND.fullmatch(fact.kind):
        return mark("It is damaged: its kind has an odd name.")
    if not -_LATEST < fact.at < _LATEST:
        return mark("It is damaged: its time is out of range.")
    if len(fact.causes) > _MOST_CAUSES or not all(_HEX32.fullmatch(c) for c in fact.causes):
        return mark("It is damaged: its causes are odd.")
    return None


def _what_is_odd_inside(raw: bytes, size: int) -> str | None:
    """Find what could trouble another program, also in fields that this one passes over."""
    if size > FACT_BYTES:
        return mark("It is longer than 8 MB.")
    try:
        return _what_is_odd_in(msgspec.json.decode(raw), _DEEPEST)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return mark("Its content is not valid JSON in UTF-8.")
    except RecursionError:
        return _TOO_DEEP


def _what_is_odd_in(value: object, room: int) -> str | None:
    """Numbers must be such as any store and language holds, and nesting such as any stack does.

    Whoever decodes it may stand deep in calls already.
    """
    if isinstance(value, int):
        return None if 0 <= value < _LATEST else mark("A number in it is out of range.")
    if not isinstance(value, (list, dict)):
        return None
    if not room:
        return _TOO_DEEP
    for part in value.values() if isinstance(value, dict) else value:
        if not isinstance(part, str) and (odd := _what_is_odd_in(part, room - 1)):
            return odd
    return None
