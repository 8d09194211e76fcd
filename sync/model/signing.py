"""Sign facts with the device's Ed25519 key, and check signatures.

The library for that is loaded with the first signature: who only reads does not wait for it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from sync.model.facts import Fact
from sync.model.ids import DeviceId

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_SEED_BYTES = 32
_DIGEST_BYTES = 32


class Key:
    """The private key of one device; its public half is the device's id."""

    def __init__(self, seed: bytes) -> None:
        if len(seed) != _SEED_BYTES:
            raise ValueError(f"a key is made of {_SEED_BYTES} bytes")
        self.seed = seed

    @classmethod
    def fresh(cls) -> Key:
        """Make a new key from the system's randomness."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @cached_property
    def device(self) -> DeviceId:
        """The public half."""
        return DeviceId(self._private.public_key().public_bytes_raw().hex())

    def sign(self, fact: Fact) -> Fact:
        """Return the fact with this device's signature; the fact must name this device."""
        if fact.device != self.device:
            raise ValueError("a device signs only its own facts")
        return msgspec.structs.replace(fact, signature=self._private.sign(fact.digest))

    def sign_words(self, words: bytes) -> bytes:
        """Sign something that is no fact; its first words must say what it is."""
        if len(words) <= _DIGEST_BYTES:
            raise ValueError("so short, it could be taken for the digest of a fact")
        return self._private.sign(words)

    @cached_property
    def _private(self) -> Ed25519PrivateKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.seed)


def is_signed(fact: Fact) -> bool:
    """Tell whether the signature is the named device's own (94 µs; lets other threads run)."""
    return has_signed(fact.device, fact.signature, fact.digest)


def has_signed(device: DeviceId, signature: bytes, words: bytes) -> bool:
    """Tell whether a device signed these bytes."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(device))
        public.verify(signature, words)
    except (InvalidSignature, ValueError):
        return False
    return True
