"""JPEG by its segments: notes that tell a place and what follows the end are left out.

The picture itself, its colours and which way is up stay byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterator

from editor.formats.media.outcome import Cleaned, Damaged, What
from editor.formats.media.places import exif_tells, holds_code, kept_exif, tells_a_place
from sync.model.language import say

_EXIF = b"Exif\0\0"
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_ALONE = {0x01, *range(0xD0, 0xD8)}
_COMMENT, _END, _SCAN, _APP0, _APP1, _APP2, _ADOBE, _LAST_APP = (
    0xFE, 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE, 0xEF,
)  # fmt: skip
Segment = tuple[int, int, int]
"""Marker, start, end; a scan goes on to the next marker."""


def clean_jpeg(data: bytes) -> Cleaned:
    """Leave out what tells a place, what could run, and what stands after the end."""
    segments = list(segments_of(data))
    out: set[What] = set()
    notes = [(marker, data[start + 4 : end]) for marker, start, end in segments if _is_note(marker)]
    if any(_tells(marker, body) for marker, body in notes):
        out.add("place")
    if any(holds_code(body) for marker, body in notes if not _colours(marker, body)):
        out.add("code")
    end = segments[-1][2]
    if bytes(data[end : end + 4096]).strip(b"\0\r\n "):
        out.add("rest")
    if not out:
        return Cleaned(data)
    parts = [b"\xff\xd8"]
    bare = bool(out & {"place", "code"})
    for marker, start, stop in segments:
        if bare and _is_note(marker):
            parts.append(_without(data, marker, start, stop))
        else:
            parts.append(data[start:stop])
    return Cleaned(b"".join(parts), frozenset(out))


def size_of_jpeg(data: bytes) -> tuple[int, int]:
    """Read width and height in pixels, as stored (before it is turned)."""
    for marker, start, _ in segments_of(data):
        if marker in _FRAMES:
            height = int.from_bytes(data[start + 5 : start + 7], "big")
            return int.from_bytes(data[start + 7 : start + 9], "big"), height
    raise Damaged(say("it holds no picture"))


def exif_of(data: bytes) -> bytes:
    """Give the camera's table, b"" if there is none."""
    for marker, start, end in segments_of(data):
        body = data[start + 4 : end]
        if marker == _APP1 and body.startswith(_EXIF):
            return body[6:]
    return b""


def segments_of(data: bytes) -> Iterator[Segment]:
    """Walk through the segments, the end mark the last."""
    at = 2
    while at < len(data):
        if data[at] != 0xFF:
            raise Damaged(say("it breaks off in the middle"))
        while at + 1 < len(data) and data[at + 1] == 0xFF:
            at += 1
        if at + 1 >= len(data):
            return
        marker = data[at + 1]
        if marker == _END:
            yield marker, at, at + 2
            return
        if marker in _ALONE:
            end = at + 2
        else:
            length = int.from_bytes(data[at + 2 : at + 4], "big")
            if length < 2 or at + 2 + length > len(data):
                raise Damaged(say("it breaks off in the middle"))
            end = at + 2 + length
            end = _after_scan(data, end) if marker == _SCAN else end
        yield marker, at, end
        at = end


def _after_scan(data: bytes, at: int) -> int:
    """Find the marker that ends a scan: not a stuffed byte, nor a restart within it."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        following = data[at + 1]
        if following == 0xFF:
            at += 1
        elif following == 0 or 0xD0 <= following <= 0xD7:
            at += 2
        else:
            return at


def _is_note(marker: int) -> bool:
    return marker == _COMMENT or _APP0 < marker <= _LAST_APP


def _colours(marker: int, body: bytes) -> bool:
    """Tell the segments that say how its colours look."""
    return marker == _ADOBE or (marker == _APP2 and body.startswith(b"ICC_PROFILE\0"))


def _tells(marker: int, body: bytes) -> bool:
    if _colours(marker, body):
        return False
    if marker == _APP1 and body.startswith(_EXIF):
        return exif_tells(body[6:])
    return tells_a_place(body)


def _without(data: bytes, marker: int, start: int, end: int) -> bytes:
    body = data[start + 4 : end]
    if _colours(marker, body):
        return data[start:end]
    if marker == _APP1 and body.startswith(_EXIF):
        kept = kept_exif(body[6:])
        if kept:
            inside = _EXIF + kept
            return b"\xff\xe1" + (len(inside) + 2).to_bytes(2, "big") + inside
    return b""
