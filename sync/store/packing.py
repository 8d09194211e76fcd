"""Texts with a seal: what was kept under these names is what comes back, or nothing does."""

from __future__ import annotations

import zlib

from sync.model.ids import Sha, sha_of

_LEVEL = 1


def seal(text: str, *names: str) -> Sha:
    """Hash a text with the names it is kept under, so that no text passes for another's."""
    return sha_of("\n".join((*names, text)))


def pack(text: str) -> bytes:
    """Compress a text; a lone surrogate that an editor let in is kept as it stands."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpack(blob: bytes, sha: Sha, *names: str) -> str | None:
    """Open a packed text, None if it is not the one that was sealed so."""
    try:
        text = zlib.decompress(blob).decode("utf-8", "surrogatepass")
        return text if seal(text, *names) == sha else None
    except (zlib.error, UnicodeDecodeError, TypeError):
        return None
