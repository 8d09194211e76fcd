"""MP4, M4A, MOV and AVIF by their boxes: what tells a place is blanked where it stands.

Nothing moves, as films name the places of their frames by number.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from editor.formats.media.outcome import Cleaned, Damaged, What
from editor.formats.media.places import tells_a_place
from sync.model.language import say

_HOLDERS = (
    b"moov", b"trak", b"mdia", b"minf", b"stbl", b"udta", b"edts", b"dinf", b"moof", b"traf",
)  # fmt: skip
_PLACES = (b"\xa9xyz", b"loci", b"GPS ", b"\xa9gpt", b"\xa9ggi", b"CAME")
_NOTES = (b"meta", b"uuid", b"XMP_", b"\xa9cmt", b"\xa9des", b"desc", b"\xa9nam", b"cprt", b"ilst")
_TRACKS_OF_PLACES = (b"gpmd", b"camm", b"mett")
_DEEPEST, _NOTE_MOST = 8, 4 << 20
Box = tuple[bytes, int, int, int]
"""Its name, where it starts, where its content starts, where it ends."""


def clean_bmff(data: bytes) -> Cleaned:
    """Blank what tells a place: boxes become free space, notes of pictures zeros."""
    blanks: list[tuple[int, int, int]] = []
    for box in boxes_of(data, 0, len(data)):
        if box[0] == b"meta" and _is_of_a_picture(data):
            blanks += [(0, start, end) for start, end in _notes_of_picture(data, box)]
        else:
            blanks += _telling(data, box, 0)
    if not blanks:
        return Cleaned(data)
    made = bytearray(data)
    for box_start, start, end in blanks:
        if box_start:
            made[box_start + 4 : box_start + 8] = b"free"
        made[start:end] = bytes(end - start)
    out: set[What] = {"place"}
    return Cleaned(bytes(made), frozenset(out))


def has_track_of_places(data: bytes) -> bool:
    """Tell whether a film carries a track of where it was: that cannot be taken out here."""
    for name, _, start, end in boxes_of(data, 0, len(data)):
        if name == b"moov":
            moov = bytes(data[start:end])
            return any(b"stsd" in moov and track in moov for track in _TRACKS_OF_PLACES)
    return False


def size_of_avif(data: bytes) -> tuple[int, int]:
    """Read the largest width and height that its pictures say, in pixels."""
    largest = (0, 0)
    at = data.find(b"ispe", 0, 1 << 16)
    while at >= 0:
        width, height = struct.unpack_from(">II", data, at + 8)
        largest = max(largest, (width, height), key=lambda size: size[0] * size[1])
        at = data.find(b"ispe", at + 4, 1 << 16)
    if not largest[0]:
        raise Damaged(say("it holds no picture"))
    return largest


def boxes_of(data: bytes, at: int, end: int) -> Iterator[Box]:
    """Walk through the boxes of a stretch."""
    while at + 8 <= end:
        size, content = int.from_bytes(data[at : at + 4], "big"), at + 8
        name = bytes(data[at + 4 : at + 8])
        if size == 1:
            size, content = int.from_bytes(data[at + 8 : at + 16], "big"), at + 16
        elif size == 0:
            size = end - at
        if size < content - at or at + size > end:
            return  # broken off, or no boxes at all: what cannot be read is not touched
        yield name, at, content, at + size
        at += size


def _telling(data: bytes, box: Box, depth: int) -> list[tuple[int, int, int]]:
    name, start, content, end = box
    if name in _PLACES:
        return [(start, content, end)]
    if name in _NOTES and end - content <= _NOTE_MOST and tells_a_place(data[content:end]):
        return [(start, content, end)]
    if name not in _HOLDERS or depth > _DEEPEST:
        return []
    return [
        blank
        for inner in boxes_of(data, content, end)
        for blank in _telling(data, inner, depth + 1)
    ]


def _is_of_a_picture(data: bytes) -> bool:
    return bytes(data[4:8]) == b"ftyp" and bytes(data[8:12]) in (b"avif", b"avis", b"mif1")


def _notes_of_picture(data: bytes, meta: Box) -> Iterator[tuple[int, int]]:
    """Find the bytes of the notes (EXIF, XMP) beside a picture, if one of them tells a place."""
    inner = {box[0]: box for box in boxes_of(data, meta[2] + 4, meta[3])}
    if b"iinf" not in inner or b"iloc" not in inner:
        return
    try:
        notes = _items_that_are_notes(data, inner[b"iinf"])
        found = [
            place
            for item, method, start, end in _places_of_items(data, inner[b"iloc"])
            for place in [_within(method, start, end, inner.get(b"idat"))]
            if item in notes
        ]
    except (struct.error, IndexError):
        return
    if any(end > len(data) for _, end in found):
        return
    yield from found  # a picture needs none of them


def _within(method: int, start: int, end: int, idat: Box | None) -> tuple[int, int]:
    shift = idat[2] if method == 1 and idat else 0
    return start + shift, end + shift


def _items_that_are_notes(data: bytes, iinf: Box) -> set[int]:
    version = data[iinf[2]]
    first = iinf[2] + 4 + (2 if version == 0 else 4)
    notes = set()
    for name, _, content, end in boxes_of(data, first, iinf[3]):
        wide = data[content] >= 3
        ident = int.from_bytes(data[content + 4 : content + (8 if wide else 6)], "big")
        kind = bytes(data[content + (10 if wide else 8) :][:4])
        body = bytes(data[content:end])
        if name == b"infe" and (kind == b"Exif" or (kind == b"mime" and b"rdf" in body)):
            notes.add(ident)
    return notes


def _places_of_items(data: bytes, iloc: Box) -> Iterator[tuple[int, int, int, int]]:
    at = iloc[2]
    version = data[at]
    sizes, bases = data[at + 4], data[at + 5]
    offset_size, length_size, base_size = sizes >> 4, sizes & 15, bases >> 4
    index_size = bases & 15 if version else 0
    wide = 4 if version == 2 else 2
    at += 6

    def number(size: int) -> int:
        nonlocal at
        at += size
        return int.from_bytes(data[at - size : at], "big")

    for _ in range(min(number(wide), 4096)):
        item = number(wide)
        method = number(2) & 15 if version else 0
        number(2)
        base = number(base_size)
        for _ in range(min(number(2), 4096)):
            number(index_size)
            start = base + number(offset_size)
            yield item, method, start, start + number(length_size)
