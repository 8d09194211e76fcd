"""Puts the server's proof on an answer: it is held until its body is whole, unless it is a file."""

from __future__ import annotations

import hashlib
from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers
from starlette.types import Message, Scope, Send

from sync.model.signing import Key
from sync.wire.proofs import (
    NONCE_HEADER,
    NONCE_LENGTH,
    PROOF_HEADER,
    SERVER_HEADER,
    Asked,
    digest_of,
    is_stream,
    prove,
)
from sync.wire.routes import PROTOCOL, VERSION_HEADER

_PLAIN = "coursefolk.plain"


def note_plain(scope: MutableMapping[str, Any], plain: bytes) -> None:
    """Remember what a body is that is compressed before it is sent: that is what is signed."""
    scope[_PLAIN] = hashlib.sha256(plain).hexdigest()


class Proven:
    """Sends one answer on, with the protocol's version and, if it was asked for, the proof.

    `status` is that of the answer once it is on its way, else 0.
    """

    def __init__(self, scope: Scope, send: Send, key: Key) -> None:
        self.status = 0
        self._scope, self._onward, self._key = scope, send, key
        self._asked = _asked(scope)
        self._start: Message | None = None
        self._body: list[bytes] = []

    def forget(self) -> None:
        """Let go of an answer that is not on its way yet: another one comes in its place."""
        self._start, self._body = None, []
        self._scope.pop(_PLAIN, None)

    async def send(self, message: Message) -> None:
        """Take one message of the answer."""
        if message["type"] == "http.response.start":
            self._start = message
            if self._asked is None or is_stream(self._asked, message["status"]):
                await self._begin("")
            return
        if self._start is None or message["type"] != "http.response.body":
            await self._onward(message)
            return
        self._body.append(message.get("body", b""))
        if not message.get("more_body", False):
            whole = b"".join(self._body)
            assert self._asked is not None
            await self._begin(self._scope.get(_PLAIN) or digest_of(self._asked, whole))
            await self._onward({"type": "http.response.body", "body": whole})

    async def _begin(self, digest: str) -> None:
        assert self._start is not None
        start, self._start = self._start, None
        self.status = start["status"]
        named = {VERSION_HEADER: str(PROTOCOL)}
        if self._asked is not None:
            named[SERVER_HEADER] = self._key.device
            named[PROOF_HEADER] = prove(self._key, self._asked, self.status, digest)
        more = [(name.lower().encode(), value.encode()) for name, value in named.items()]
        await self._onward({**start, "headers": [*start.get("headers", []), *more]})


def _asked(scope: Scope) -> Asked | None:
    """Read what is to be signed of a request; None if it asks for no proof."""
    headers = Headers(scope=scope)
    nonce = headers.get(NONCE_HEADER, "")
    if not nonce or len(nonce) > NONCE_LENGTH or "\n" in nonce:
        return None
    token = headers.get("authorization", "").partition(" ")[2].strip()
    return Asked(nonce, scope["method"], scope["path"], token)
