"""Texts as blobs: compressed, and opened only if they are still what was hashed."""

from __future__ import annotations

import zlib

from sync.model.ids import Sha, sha_of

_LEVEL = 1


def pack(text: str) -> bytes:
    """Compress a text; a lone surrogate that an editor let in is kept as it stands."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpack(blob: bytes, sha: Sha) -> str | None:
    """Open a packed text, None if it is not the one with this hash."""
    try:
        text = zlib.decompress(blob).decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError):
        return None
    return text if sha_of(text) == sha else None
