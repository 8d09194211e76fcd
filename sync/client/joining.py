"""Signs a workspace in: an invite and the device's signature against a token."""

from __future__ import annotations

from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.client.failures import NotAServer
from sync.client.transport import Transport
from sync.model.errors import BadInput
from sync.model.ids import PersonId
from sync.model.language import say
from sync.model.people import name_given
from sync.model.signing import Key
from sync.wire.messages import Join, Joined, LaptopCode, tidy_invite, words_to_sign
from sync.wire.routes import JOIN, JOIN_BYTES, LAPTOPS, MIB, PROTOCOL

__all__ = ["join", "laptop_code"]


def laptop_code(transport: Transport) -> LaptopCode:
    """Ask for the code with which one more laptop of this person joins."""
    return transport.post(LAPTOPS, [b"{}"], LaptopCode, limit=MIB)


def join(
    url: str,
    invite: str,
    name: str,
    person: PersonId,
    key: Key,
    *,
    server: str = "",
    ca: Path | None = None,
    app: str = "coursefolk",
) -> Joined:
    """Hand in an invite; may be repeated with the same device, and gives the same token then.

    With the code of another laptop of a person, that person is signed in and `name` may be empty.

    A `server` that is known must prove itself before the invite is sent; the answer's is "" where
    the server cannot prove who it is. Raises BadInput for a wrong address, invite or name,
    WillBeTriedAgain without a network, NotYourServer for another one.
    """
    name = name_given(name)
    signed = Ed25519PrivateKey.from_private_bytes(key.seed).sign(words_to_sign(invite, person))
    said = Join(tidy_invite(invite), name, person, key.device, signed, PROTOCOL, app)
    body = msgspec.json.encode(said)
    if len(body) > JOIN_BYTES:
        raise BadInput(
            say("This is not an invite."),
            mend=say("Copy the whole invite again."),
            safe=say("Nothing was changed."),
        )
    transport = Transport(url, server=server, ca=ca, app=app)
    try:
        if server:
            transport.greet()
        joined = transport.post(JOIN, [body], Joined, limit=MIB)
        return msgspec.structs.replace(joined, server=transport.server)
    except NotAServer as error:
        raise BadInput(
            error.what,
            safe=say("Nothing was changed."),
            mend=say("Check the address and the network."),
        ) from error
    finally:
        transport.close()
