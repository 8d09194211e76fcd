"""Find what tells a place in a file's notes: words, numbers and the camera's own tables."""

from __future__ import annotations

import re
import struct
import zlib

_WORDS = re.compile(
    rb"latitude|longitude|\bgps|gps(?:info|pos|lat|lon|coord)|geo(?::|tag|loc|data)|location|iso6709"
    rb"|\bcity\b|:city|province|\bcountry|:country|\baddress\b|place(?:name|mark)|https?://maps\.",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    rb"[-+]?\d{1,3}\.\d{3,}\s*(?:\xc2?\xb0)?\s*(?:[NS]\s*[,;/]?|[,;/])\s*[-+]?\d{1,3}\.\d{3,}"
    rb"|\d{1,3}\s*(?:\xc2?\xb0|deg)\s*\d{1,2}\s*(?:'|\xe2\x80\xb2)"
    rb"|[-+]\d{2}\.\d{2,}[-+]\d{3}\.\d{2,}",
    re.IGNORECASE,
)
_CODE = re.compile(rb"<\s*(?:script|html|iframe|svg|\?php)\b|<\?php|javascript:", re.IGNORECASE)
_TEXT_IN_EXIF = re.compile(rb"[\x20-\x7e]{6,}")
_UNPACKED_MOST = 1 << 20

ORIENTATION, ARTIST, COPYRIGHT, GPS = 0x0112, 0x013B, 0x8298, 0x8825
_KEPT = (ORIENTATION, ARTIST, COPYRIGHT)
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8}


def tells_a_place(note: bytes) -> bool:
    """Tell whether a note (words, XMP, a pair of numbers) says where something was."""
    plain = bytes(note).replace(b"\0", b"")
    return bool(_WORDS.search(plain) or _NUMBERS.search(plain))


def names_a_place(note: bytes) -> bool:
    """Tell whether a name or a value by itself speaks of a place; drawings are full of numbers."""
    return bool(_WORDS.search(note))


def holds_code(note: bytes) -> bool:
    """Tell whether a note holds what a browser would run if it took the file for a page."""
    return bool(_CODE.search(bytes(note).replace(b"\0", b"")))


def unpacked(data: bytes) -> bytes:
    """Unpack a note, the first megabyte of it; b"" if it cannot be."""
    try:
        return zlib.decompressobj().decompress(data, _UNPACKED_MOST)
    except zlib.error:
        return b""


def exif_tells(block: bytes) -> bool:
    """Tell whether a camera's table (EXIF, without its header) says where it was.

    One that cannot be read is taken to say so.
    """
    try:
        entries = _entries(block)
    except (struct.error, ValueError):
        return True
    if GPS in entries:
        return True
    return any(tells_a_place(words[0]) for words in _TEXT_IN_EXIF.finditer(block))


def kept_exif(block: bytes) -> bytes:
    """Make a table of what the picture needs (which way is up) and who made it; b"" if nothing."""
    try:
        entries = _entries(block)
        order = _order(block)
        kept = [
            (tag, *entries[tag])
            for tag in _KEPT
            if tag in entries and not (tag == ORIENTATION and _short(order, entries[tag][2]) == 1)
        ]
    except (struct.error, ValueError):
        return b""
    kept = [one for one in kept if one[0] == ORIENTATION or not tells_a_place(one[3])]
    return _table(order, kept) if kept else b""


def orientation_of(block: bytes) -> int:
    """Tell which way is up, 1 to 8; 1 if nothing is said."""
    try:
        entries = _entries(block)
        return _short(_order(block), entries[ORIENTATION][2]) if ORIENTATION in entries else 1
    except (struct.error, ValueError):
        return 1


def _order(block: bytes) -> str:
    orders = {b"II": "<", b"MM": ">"}
    if bytes(block[:2]) not in orders:
        raise ValueError("no table")
    return orders[bytes(block[:2])]


def _short(order: str, value: bytes) -> int:
    return int(struct.unpack(order + "H", value[:2])[0])


def _entries(block: bytes) -> dict[int, tuple[int, int, bytes]]:
    """Read the first table: type, count and value of each tag."""
    order = _order(block)
    (at,) = struct.unpack_from(order + "I", block, 4)
    (count,) = struct.unpack_from(order + "H", block, at)
    found: dict[int, tuple[int, int, bytes]] = {}
    for number in range(count):
        place = at + 2 + number * 12
        tag, kind, several = struct.unpack_from(order + "HHI", block, place)
        size = _SIZES.get(kind, 1) * several
        start = place + 8
        if size > 4:
            (start,) = struct.unpack_from(order + "I", block, place + 8)
        found[tag] = (kind, several, bytes(block[start : start + size]))
    return found


def _table(order: str, kept: list[tuple[int, int, int, bytes]]) -> bytes:
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8)
    table, rest = struct.pack(order + "H", len(kept)), b""
    beyond = 8 + 2 + 12 * len(kept) + 4
    for tag, kind, several, value in kept:
        field = value.ljust(4, b"\0") if len(value) <= 4 else b""
        if not field:
            field = struct.pack(order + "I", beyond + len(rest))
            rest += value + b"\0" * (len(value) % 2)
        table += struct.pack(order + "HHI", tag, kind, several) + field
    return head + table + struct.pack(order + "I", 0) + rest
