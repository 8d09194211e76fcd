"""What can be checked of a fact before any database is asked: form, hash, signature, payload."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import msgspec

from sync.model.errors import BadInput
from sync.model.facts import CHANGED, Fact, what_is_wrong
from sync.model.ids import FactId, sha_of
from sync.model.kinds import KINDS, causes_of, payload_of
from sync.model.language import mark
from sync.model.signing import is_signed
from sync.wire.soundness import what_is_odd, what_is_odd_inside


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
    wrong = what_is_odd(fact) or what_is_wrong(fact, sha_of(bytes(fact.payload)))
    if wrong:
        return Checked(fact, found=Found("refused", wrong))
    if not is_signed(fact):
        return Checked(fact, found=Found("refused", mark("Its signature is not its writer's.")))
    if fact.kind not in KINDS:
        words = f"This server does not know facts of the kind {fact.kind} yet; update it."
        return Checked(fact, found=Found("waiting", words))
    body = msgspec.json.encode(fact)
    odd = what_is_odd_inside(bytes(fact.payload), len(body))
    if odd:
        return Checked(fact, body, found=Found("refused", odd, final=True))
    try:
        payload = payload_of(fact)
    except BadInput:
        words = f"Its content is not that of a fact of the kind {fact.kind}."
        return Checked(fact, body, found=Found("refused", words, final=True))
    needs = tuple(dict.fromkeys((*fact.causes, *causes_of(fact.kind, payload))))
    return Checked(fact, body, payload, needs)
