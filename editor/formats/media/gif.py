"""GIF by its blocks: remarks that tell a place and what follows the end are left out."""

from __future__ import annotations

from collections.abc import Iterator

from editor.formats.media.outcome import Cleaned, Damaged, What
from editor.formats.media.places import holds_code, tells_a_place
from sync.model.language import say

_EXTENSION, _PICTURE, _END = 0x21, 0x2C, 0x3B
_REMARK, _APPLICATION = 0xFE, 0xFF


def clean_gif(data: bytes) -> Cleaned:
    """Leave out what tells a place, what could run, and what stands after the end."""
    out: set[What] = set()
    parts = [data[: _after_head(data)]]
    end = len(parts[0])
    for is_note, start, stop in blocks_of(data):
        note = data[start:stop] if is_note else b""
        tells, runs = tells_a_place(note), holds_code(note)
        if tells or runs:
            out.add("place" if tells else "code")
        else:
            parts.append(data[start:stop])
        end = stop
    if bytes(data[end : end + 4096]).strip(b"\0\r\n "):
        out.add("rest")
    return Cleaned(b"".join(parts), frozenset(out)) if out else Cleaned(data)


def size_of_gif(data: bytes) -> tuple[int, int]:
    """Read width and height in pixels."""
    if len(data) < 13:
        raise Damaged(say("it breaks off in the middle"))
    return int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")


def blocks_of(data: bytes) -> Iterator[tuple[bool, int, int]]:
    """Walk through the blocks: whether it is a remark, start, end; the end mark the last."""
    at = _after_head(data)
    while at < len(data):
        start, kind = at, data[at]
        if kind == _END:
            yield False, start, at + 1
            return
        if kind == _EXTENSION:
            label = data[at + 1] if at + 1 < len(data) else 0
            name = bytes(data[at + 3 : at + 14])
            at = _after_pieces(data, at + 2)
            is_note = label == _REMARK or (label == _APPLICATION and name.startswith(b"XMP"))
            yield is_note, start, at
        elif kind == _PICTURE:
            if at + 10 > len(data):
                raise Damaged(say("it breaks off in the middle"))
            colours = data[at + 9]
            at += 10 + (3 << (colours & 7) + 1 if colours & 0x80 else 0) + 1
            at = _after_pieces(data, at)
            yield False, start, at
        else:
            raise Damaged(say("it breaks off in the middle"))
    raise Damaged(say("it breaks off in the middle"))


def _after_head(data: bytes) -> int:
    if len(data) < 13:
        raise Damaged(say("it breaks off in the middle"))
    colours = data[10]
    return 13 + (3 << (colours & 7) + 1 if colours & 0x80 else 0)


def _after_pieces(data: bytes, at: int) -> int:
    while at < len(data):
        length = data[at]
        at += 1 + length
        if not length:
            return at
    raise Damaged(say("it breaks off in the middle"))
