"""Facts that no application of ours would write: mutated, forged, deep, long, circular, odd.

Each begins as a fact that could be, of any kind; then something in it is changed at random. Most
are hashed and signed rightly all the same, as by somebody who has a key and bad intentions.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from typing import Any

import msgspec

from sync.model.errors import BadInput
from sync.model.facts import Fact, header_digest
from sync.model.ids import DeviceId, FactId, LogId, PersonId, Sha, fresh, sha_of
from sync.model.kinds import KINDS, causes_of, name_of, payload_of
from sync.model.signing import Key

LONG = 10 * 1024 * 1024
DEEP = 100_000
_ODD: tuple[Any, ...] = (
    None, True, -1, 0, 1, 2**31, 2**53, 2**63 - 1, -(2**63), 0.5, 1e308, "", " ", "\x00", "\n",
    "\u202e", "../../x", "a/b", "0" * 64, "é" * 200, [], {}, [[]], [None], {"": ""}, "x" * 5_000,
)  # fmt: skip
_CLOCKS = (-1, 0, 1, 2, 2**31, 2**53 - 1, 2**53, 2**62)


class Forger:
    """Writes into one log with a key of its own; `known` are facts to build on or point to."""

    def __init__(self, log: LogId, person: PersonId, key: Key, rng: random.Random) -> None:
        self.log, self.person, self.key, self.rng = log, person, key, rng
        self.known: list[Fact] = []
        self.made: list[FactId] = []
        self.clock = 1

    def honest(self, payload: msgspec.Struct) -> Fact:
        """Write what an application of ours would write."""
        self.clock += 1
        kind = name_of(payload)
        body = msgspec.json.encode(payload, order="deterministic")
        return self._fact(kind, body, self.clock, causes_of(kind, payload))

    def craft(self, payload: msgspec.Struct) -> Fact:
        """Write something like this payload that is odd in one way or several."""
        kind = name_of(payload)
        body: Any = json.loads(msgspec.json.encode(payload))
        for _ in range(self.rng.choice((1, 1, 1, 2, 3))):
            body = self._odd(body)
        raw = json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
        if self.rng.random() < 0.05:
            raw = self._odd_bytes(raw)
        causes = self._causes(kind, raw)
        if self.rng.random() < 0.1:
            causes = self._some_ids()
        if self.rng.random() < 0.08:
            kind = self.rng.choice((*KINDS, "weather.changed", "", "x" * 300, "text.revised\n"))
        self.clock += 1
        clock = self.clock if self.rng.random() < 0.9 else self.rng.choice(_CLOCKS)
        return self._forged(self._fact(kind, raw, clock, causes))

    def long(self, payload: msgspec.Struct) -> Fact:
        """Write a text of ten megabytes, or JSON that is nested a hundred thousand deep."""
        kind = name_of(payload)
        body: Any = json.loads(msgspec.json.encode(payload))
        key = self.rng.choice(sorted(body)) if body else "text"
        if self.rng.random() < 0.5:
            body[key] = "x" * LONG
            raw = json.dumps(body).encode()
        else:
            raw = b'{"%s":%s%s}' % (key.encode(), b"[" * DEEP, b"]" * DEEP)
        self.clock += 1
        return self._fact(kind, raw, self.clock, self._causes(kind, b"{}"))

    # -- inside

    def _odd(self, body: Any) -> Any:
        """Change one place of a JSON document."""
        places = list(_places(body))
        if not places:
            return self._odd_value()
        holder, key = self.rng.choice(places)
        change = self.rng.random()
        if change < 0.15 and isinstance(holder, dict):
            del holder[key]
        elif change < 0.25 and isinstance(holder, dict):
            holder[self.rng.choice(("", "x", "text", "over", "parents"))] = copy.deepcopy(
                self.rng.choice(_ODD)
            )
        elif change < 0.35 and isinstance(holder, list):
            holder.extend(holder[:3] * self.rng.choice((1, 30)))
        elif change < 0.6:
            holder[key] = self._another_id(holder[key])
        else:
            holder[key] = self._odd_value()
        return body

    def _odd_value(self) -> Any:
        return copy.deepcopy(self.rng.choice(_ODD))

    def _another_id(self, value: Any) -> Any:
        """Put another fact's id, its own to be, or a number nearby in the place of a value."""
        if isinstance(value, int) and not isinstance(value, bool):
            return value + self.rng.choice((-10_000, -1, 1, 7, 10_000))
        if isinstance(value, list):
            return self._some_ids()
        ids = [fact.id for fact in self.known] + self.made[-20:] + [fresh(), ""]
        return self.rng.choice(ids)

    def _some_ids(self) -> tuple[FactId, ...]:
        ids = [fact.id for fact in self.known] + self.made[-20:] + [FactId(fresh()[:32])]
        return tuple(self.rng.sample(ids, min(len(ids), self.rng.randrange(5))))

    def _odd_bytes(self, raw: bytes) -> bytes:
        """Break the JSON itself."""
        at = self.rng.randrange(len(raw) + 1)
        pieces = (b"\xff", b"\xed\xa0\x80", b"\x00", b'"', b"}", b"NaN", b"", b"\\ud800")
        return raw[:at] + self.rng.choice(pieces) + raw[at + self.rng.randrange(3) :]

    def _causes(self, kind: str, raw: bytes) -> tuple[FactId, ...]:
        """Name the causes that such a payload should have, if it can be read."""
        try:
            payload = payload_of(self._fact(kind, raw, 1, ()))
            found = causes_of(kind, payload)
        except (BadInput, TypeError, AttributeError):
            return ()
        return tuple(cause for cause in found if isinstance(cause, str))

    def _fact(self, kind: str, raw: bytes, clock: int, causes: tuple[FactId, ...]) -> Fact:
        fact = Fact(
            FactId(""), self.log, kind, clock, self.person, self.key.device, 1_780_000_000_000,
            causes, sha_of(raw), msgspec.Raw(raw),
        )  # fmt: skip
        return self._named(fact)

    def _named(self, fact: Fact) -> Fact:
        named = msgspec.structs.replace(fact, id=FactId(header_digest(fact).hex()[:32]))
        self.made.append(named.id)
        return self.key.sign(named)

    def _forged(self, fact: Fact) -> Fact:
        """Sometimes lie about who, where or what in the envelope."""
        lies: tuple[Callable[[], Fact], ...] = (
            lambda: self._named(_with(fact, person=PersonId(fresh()))),
            lambda: self._named(_with(fact, person=self.known[0].person)),
            lambda: _with(fact, device=self.known[0].device),
            lambda: _with(fact, device=DeviceId("00" * 32)),
            lambda: _with(fact, signature=b""),
            lambda: _with(fact, signature=self.rng.randbytes(64)),
            lambda: _with(fact, id=FactId("0" * 32)),
            lambda: _with(fact, id=self.known[-1].id),
            lambda: _with(fact, payload_sha=Sha("0" * 64)),
            lambda: _with(fact, payload=msgspec.Raw(b"{}")),
            lambda: _with(fact, clock=fact.clock + 1),
            lambda: self._named(_with(fact, at=self.rng.choice((-1, 0, 2**53, 2**62)))),
            lambda: self._named(_with(fact, causes=(*fact.causes, fact.id))),
        )
        return self.rng.choice(lies)() if self.rng.random() < 0.2 else fact


def _with(fact: Fact, **changes: Any) -> Fact:
    return msgspec.structs.replace(fact, **changes)


def _places(body: Any) -> list[tuple[Any, Any]]:
    """List every place of a JSON document as what holds it, and the key there."""
    found: list[tuple[Any, Any]] = []
    queue = [body] if isinstance(body, dict | list) else []
    while queue:
        holder = queue.pop()
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        for key in keys:
            found.append((holder, key))
            if isinstance(holder[key], dict | list):
                queue.append(holder[key])
    return found
