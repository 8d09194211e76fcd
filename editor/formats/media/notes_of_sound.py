"""MP3, FLAC, Ogg and WebM: notes that tell a place are blanked where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from editor.formats.media.outcome import Cleaned
from editor.formats.media.places import tells_a_place

_TAGS, _SEGMENT, _VOID = b"\x12\x54\xc3\x67", b"\x18\x53\x80\x67", 0xEC
_SIMPLE_COMMENTS = 4
_PICTURE_IN_ID3 = (b"APIC", b"PIC")
_PAGE_HEAD = 27
_FIRST_PAGES = 8


def clean_mp3(data: bytes) -> Cleaned:
    """Blank the frames of an ID3 tag that tell a place; what is left moves up, the sound stays."""
    if bytes(data[:3]) != b"ID3" or len(data) < 10 or data[5] & 0xC0:
        return Cleaned(data)
    version = data[3]
    end = min(10 + _synchsafe(data[6:10]), len(data))
    kept = b""
    dropped = False
    for name, start, stop in _frames(data, 10, end, version):
        if name not in _PICTURE_IN_ID3 and tells_a_place(data[start:stop]):
            dropped = True
        else:
            kept += data[start:stop]
    if not dropped:
        return Cleaned(data)
    whole = data[:10] + kept.ljust(end - 10, b"\0") + data[end:]
    return Cleaned(whole, frozenset(("place",)))


def clean_flac(data: bytes) -> Cleaned:
    """Turn the comments and application notes that tell a place into padding."""
    made, at, last = bytearray(data), 4, False
    changed = False
    while not last and at + 4 <= len(data):
        kind, last = data[at] & 0x7F, bool(data[at] & 0x80)
        end = at + 4 + int.from_bytes(data[at + 1 : at + 4], "big")
        if kind in (2, _SIMPLE_COMMENTS) and tells_a_place(data[at + 4 : end]):
            made[at] = (0x80 if last else 0) | 1
            made[at + 4 : end] = bytes(end - at - 4)
            changed = True
        at = end
    return Cleaned(bytes(made), frozenset(("place",))) if changed else Cleaned(data)


def clean_ogg(data: bytes) -> Cleaned:
    """Blank the comments in the first pages that tell a place, and mend those pages' sums."""
    made = bytearray(data)
    changed = False
    for start, body, end in _pages(data):
        for at, stop in _comments(data, body, end):
            if tells_a_place(data[at:stop]):
                made[at:stop] = b"-=".ljust(stop - at, b" ")
                changed = True
        made[start + 22 : start + 26] = bytes(4)
        made[start + 22 : start + 26] = _ogg_sum(bytes(made[start:end])).to_bytes(4, "little")
    return Cleaned(bytes(made), frozenset(("place",))) if changed else Cleaned(data)


def clean_webm(data: bytes) -> Cleaned:
    """Turn the tags that tell a place into empty space of the same size."""
    made = bytearray(data)
    changed = False
    for at, content, end in _tags(data):
        if tells_a_place(data[content:end]):
            made[at:end] = _void(end - at)
            changed = True
    return Cleaned(bytes(made), frozenset(("place",))) if changed else Cleaned(data)


def _synchsafe(four: bytes) -> int:
    return four[0] << 21 | four[1] << 14 | four[2] << 7 | four[3]


def _frames(data: bytes, at: int, end: int, version: int) -> Iterator[tuple[bytes, int, int]]:
    head, letters = (6, 3) if version == 2 else (10, 4)
    while at + head <= end and data[at]:
        name = bytes(data[at : at + letters])
        said = data[at + letters : at + 2 * letters]
        size = _synchsafe(said) if version == 4 else int.from_bytes(said, "big")
        stop = min(at + head + size, end)
        yield name, at, stop
        at = stop


def _pages(data: bytes) -> Iterator[tuple[int, int, int]]:
    at = 0
    for _ in range(_FIRST_PAGES):
        if bytes(data[at : at + 4]) != b"OggS" or at + _PAGE_HEAD > len(data):
            return
        pieces = data[at + 26]
        body = at + _PAGE_HEAD + pieces
        end = body + sum(data[at + _PAGE_HEAD : body])
        if end > len(data):
            return
        yield at, body, end
        at = end


def _comments(data: bytes, at: int, end: int) -> Iterator[tuple[int, int]]:
    """Find the comments of a page that begins with them: where each starts and ends."""
    page = bytes(data[at : at + 16])
    signs = ((b"\x03vorbis", 7), (b"OpusTags", 8), (b"\x81theora", 7), (b"\x7fFLAC", 0))
    skip = next((length for sign, length in signs if length and page.startswith(sign)), 0)
    if not skip:
        return
    at += skip
    at += 4 + int.from_bytes(data[at : at + 4], "little")
    count = int.from_bytes(data[at : at + 4], "little")
    at += 4
    for _ in range(min(count, 1000)):
        length = int.from_bytes(data[at : at + 4], "little")
        if at + 4 + length > end:
            return
        yield at + 4, at + 4 + length
        at += 4 + length


def _ogg_sum(page: bytes) -> int:
    total = 0
    for byte in page:
        total ^= byte << 24
        for _ in range(8):
            total = (total << 1 ^ 0x04C11DB7 if total & 0x80000000 else total << 1) & 0xFFFFFFFF
    return total


def _tags(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Find the tags of a film; those that a broken length hides are not looked for."""
    at = 0
    while at < len(data):
        start, ident, at = _ident(data, at)
        size, at = _length(data, at)
        if not ident or at > len(data):
            return
        if ident == _SEGMENT:
            continue
        if size < 0 or at + size > len(data):
            return
        if ident == _TAGS:
            yield start, at, at + size
        at += size


def _ident(data: bytes, at: int) -> tuple[int, bytes, int]:
    if at >= len(data) or not data[at]:
        return at, b"", at
    width = 9 - data[at].bit_length()
    return at, bytes(data[at : at + width]), at + width


def _length(data: bytes, at: int) -> tuple[int, int]:
    """Read a length; -1 for one that is not known."""
    if at >= len(data) or not data[at]:
        return -1, at + 1
    width = 9 - data[at].bit_length()
    value = int.from_bytes(data[at : at + width], "big") & ~(1 << 7 * width)
    return (-1 if value == (1 << 7 * width) - 1 else value), at + width


def _void(size: int) -> bytes:
    """Make empty space of a size in bytes, its head included."""
    if size < 10:
        return bytes((_VOID, 0x80 | size - 2)) + bytes(size - 2)
    return bytes((_VOID, 0x01)) + (size - 9).to_bytes(7, "big") + bytes(size - 9)
