"""What a media file is, by its first bytes: pictures, sounds and films; nothing else is shown."""

from __future__ import annotations

import re

SVG = "image/svg+xml"
_SVG_HEAD = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg\b", re.DOTALL
)
_MARKS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"BM", "image/bmp"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"fLaC", "audio/flac"),
    (28, b"\x01video", "video/ogg"),
    (28, b"\x80theora", "video/ogg"),
    (0, b"OggS", "audio/ogg"),
    (8, b"WAVE", "audio/wav"),
)
"""Place, sign, media type; the first that fits counts."""


def media_kind(data: bytes) -> str | None:
    """Return the media type, or None for what must not be shown (a page, a document, a script)."""
    if _SVG_HEAD.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        return SVG
    for place, sign, kind in _MARKS:
        if data[place : place + len(sign)] == sign:
            return kind
    return None
