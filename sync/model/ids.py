"""Names of things: typed ids, made where the thing is made."""

from __future__ import annotations

import hashlib
import uuid
from typing import NewType

FactId = NewType("FactId", str)
"""First 32 hex digits of the fact's hash, so that one id can never name two facts."""
LogId = NewType("LogId", str)
CourseId = NewType("CourseId", str)
NodeId = NewType("NodeId", str)
"""A module or a lesson in an outline; the same in every log that the course lives in."""
PersonId = NewType("PersonId", str)
DeviceId = NewType("DeviceId", str)
"""The device's Ed25519 public key in hex: a signature needs nothing else to be checked."""
Sha = NewType("Sha", str)
"""SHA-256 in hex."""


def fresh() -> str:
    """Make a new random id of 32 hex digits."""
    return uuid.uuid4().hex


def sha_of(data: bytes | str) -> Sha:
    """Hash bytes, or a text as UTF-8, with SHA-256 (a lone surrogate is hashed as it stands)."""
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return Sha(hashlib.sha256(raw).hexdigest())
