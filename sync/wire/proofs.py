"""How a server proves with each answer who it is, so that a laptop believes only its own.

A request carries `NONCE_HEADER`, fresh each time. The answer, also one that says no, then carries
the server's device id and its key's signature of `words_to_sign`: of what was asked, by whose
token, and of what was answered. An answer to a GET that gives what was asked for may be endless,
and is signed without its body: files are checked against their names, and pokes hold nothing.
Requests without a nonce, of an older Coursefolk, are answered as ever.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode

import msgspec

from sync.model.ids import DeviceId
from sync.model.signing import Key, has_signed

NONCE_HEADER = "Coursefolk-Nonce"
SERVER_HEADER = "Coursefolk-Server"
PROOF_HEADER = "Coursefolk-Proof"
NONCE_LENGTH = 32
"""How many characters a nonce has at most; a longer one is not signed."""


class Asked(msgspec.Struct, frozen=True):
    """One request as both sides see it; `path` is relative to the server's address."""

    nonce: str
    method: str
    path: str
    token: str = ""


def is_stream(asked: Asked, status: int) -> bool:
    """Tell whether an answer is signed before its body is known, and without it."""
    return asked.method == "GET" and status in (200, 206)


def digest_of(asked: Asked, body: bytes) -> str:
    """Give the digest of a body as it was before compression; an answer to HEAD has none."""
    return hashlib.sha256(b"" if asked.method == "HEAD" else body).hexdigest()


def words_to_sign(asked: Asked, status: int, digest: str) -> bytes:
    """Give the bytes that a server signs; `digest` is "" for a stream."""
    token = hashlib.sha256(asked.token.encode()).hexdigest()
    said = (asked.nonce, asked.method, asked.path, token, str(status), digest)
    return "\n".join(("coursefolk answer 1", *said)).encode()


def prove(key: Key, asked: Asked, status: int, digest: str) -> str:
    """Sign an answer, as its header says it."""
    return b64encode(key.sign_words(words_to_sign(asked, status, digest))).decode()


def is_proven(server: DeviceId, proof: str, asked: Asked, status: int, digest: str) -> bool:
    """Tell whether that server gave this answer to this request."""
    try:
        signature = b64decode(proof.encode(), validate=True)
    except ValueError:
        return False
    return has_signed(server, signature, words_to_sign(asked, status, digest))
