"""Hash the parts of a block's fingerprint, once the pictures in it are known by their bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from json.encoder import encode_basestring_ascii

from editor.markdown.safety import target_of

_PICTURE = "image:"
_WORDS = 2
"""The first parts are the block's kind and its text; what it depends on comes after them."""

Parts = Sequence[str]
"""Kind, text and what else a block depends on; or its finished fingerprint alone."""


def hash_of(parts: Parts) -> str:
    """Hash strings so that no two lists of them give the same."""
    # as `json.dumps` writes a list, which makes an encoder for each
    written = f"[{', '.join(map(encode_basestring_ascii, parts))}]"
    return hashlib.sha256(written.encode()).hexdigest()[:32]


def picture(source: str) -> str:
    """Name a picture by its address, as a part."""
    return _PICTURE + source


def shows_files(parts: Parts) -> bool:
    """Say whether a fingerprint waits for the bytes of a picture in the course."""
    return any(_is_of_a_file(part) for part in parts[_WORDS:])


def _is_of_a_file(part: str) -> bool:
    # whether a path climbs out of the course depends on the lesson's own
    return part.startswith(_PICTURE) and target_of(part[len(_PICTURE) :]).kind in (
        "inside",
        "refused",
    )


def print_from(parts: Parts, path: str, media: Callable[[str], str | None]) -> str:
    """Give the fingerprint of a block in the lesson at `path`."""
    if len(parts) == 1:
        return parts[0]
    return hash_of([*parts[:_WORDS], *_with_bytes(parts[_WORDS:], path, media)])


def _with_bytes(
    parts: Iterable[str], path: str, media: Callable[[str], str | None]
) -> Iterable[str]:
    for part in parts:
        if not part.startswith(_PICTURE):
            yield part
            continue
        source = part[len(_PICTURE) :]
        target = target_of(source, path)
        known = media(target.value) if target.kind == "inside" else None
        yield _PICTURE + (known or source)
