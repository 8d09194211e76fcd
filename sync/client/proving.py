"""Whom a laptop takes its server for, and whether an answer comes from that one."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from sync.client.failures import Interrupted, Unproven
from sync.model.ids import DeviceId
from sync.model.language import say
from sync.wire.proofs import (
    NONCE_HEADER,
    PROOF_HEADER,
    SERVER_HEADER,
    Asked,
    digest_of,
    is_proven,
    is_stream,
)
from sync.wire.routes import HEALTH
from sync.wire.soundness import is_device

_NONCE_BYTES = 16


class Witness:
    """Asks for proofs and looks at them; `known` is "" until a server is known."""

    def __init__(self, host: str, known: str) -> None:
        self._host = host
        self.known = DeviceId(known)
        self.met = DeviceId("")
        """Who answered last, proven; "" where that was nobody that can prove it."""

    def asked(self, method: str, path: str, token: str) -> Asked:
        """Begin a request that asks for a proof of its own."""
        return Asked(secrets.token_urlsafe(_NONCE_BYTES), method, path, token)

    def headers(self, asked: Asked) -> dict[str, str]:
        """Give what to send along."""
        return {NONCE_HEADER: asked.nonce}

    def look_at(
        self, asked: Asked, status: int, headers: Mapping[str, str], body: bytes = b""
    ) -> None:
        """See who answered, before anything of it is believed.

        Raises Unproven where it is another than the one that is known, Interrupted where it was
        changed on the way. Nobody is known yet: then whoever proves it is taken note of.
        """
        said = DeviceId(headers.get(SERVER_HEADER, ""))
        proof = headers.get(PROOF_HEADER, "")
        digest = "" if is_stream(asked, status) else digest_of(asked, body)
        proven = is_device(said) and is_proven(said, proof, asked, status, digest)
        self.met = said if proven else DeviceId("")
        if proven and self.known in (said, ""):
            return
        if self.known == said != "" or (proof and not self.known):
            raise Interrupted(say("The answer was damaged on the way."))
        if self.known:
            sent = asked.path != HEALTH
            raise Unproven(self._host, self.known, self.met, sent=sent, sure=bool(self.met))
