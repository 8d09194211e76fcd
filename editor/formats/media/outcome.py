"""What cleaning a file gives: its bytes, and what was taken out of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

What = Literal["place", "code", "outside", "rest"]
"""A place; something that could run; something that would be fetched; bytes after the end."""


class Damaged(ValueError):
    """The file does not hold what its first bytes promise; the text says what is wrong."""


@dataclass(frozen=True)
class Cleaned:
    """The bytes, the same ones if nothing had to be taken out."""

    data: bytes
    taken_out: frozenset[What] = frozenset()
