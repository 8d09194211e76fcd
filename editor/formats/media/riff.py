"""WebP, WAV and AVI by their chunks: those that tell a place are left out."""

from __future__ import annotations

from collections.abc import Iterator

from editor.formats.media.outcome import Cleaned, Damaged, What
from editor.formats.media.places import exif_tells, holds_code, kept_exif, tells_a_place
from sync.model.language import say

_EXIF_FLAG, _XMP_FLAG = 0x08, 0x04
_OF_WEBP = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP")
_OF_SOUND = (b"fmt ", b"data", b"fact", b"cue ", b"smpl", b"idx1", b"JUNK", b"PAD ")
_LISTS_OF_FILM = (b"hdrl", b"movi", b"odml")


def clean_riff(data: bytes) -> Cleaned:
    """Leave out what tells a place, what could run, and what stands after the end."""
    end = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    out: set[What] = set()
    parts: list[bytes] = []
    for name, start, stop in chunks_of(data, end):
        body = data[start + 8 : stop]
        if _of_the_file(name, body):
            parts.append(data[start:stop])
            continue
        exif = body.removeprefix(b"Exif\0\0") if name == b"EXIF" else b""
        tells = exif_tells(exif) if exif else tells_a_place(body)
        if tells or holds_code(body):
            out.add("place" if tells else "code")
            kept = kept_exif(exif) if exif else b""
            parts.append(_made(b"EXIF", kept) if kept else b"")
        else:
            parts.append(data[start:stop])
    if bytes(data[end : end + 4096]).strip(b"\0\r\n "):
        out.add("rest")
    if not out:
        return Cleaned(data)
    whole = b"".join(parts)
    if bytes(data[8:12]) == b"WEBP":
        whole = _with_flags(whole)
    size = (len(whole) + 4).to_bytes(4, "little")
    return Cleaned(b"RIFF" + size + bytes(data[8:12]) + whole, frozenset(out))


def size_of_webp(data: bytes) -> tuple[int, int]:
    """Read width and height in pixels."""
    name, start, stop = next(chunks_of(data, len(data)), (b"", 0, 0))
    body = bytes(data[start + 8 : min(stop, start + 40)])
    if name == b"VP8X" and len(body) >= 10:
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if name == b"VP8L" and len(body) >= 5:
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if name == b"VP8 " and len(body) >= 10:
        width = int.from_bytes(body[6:8], "little") & 0x3FFF
        return width, int.from_bytes(body[8:10], "little") & 0x3FFF
    raise Damaged(say("it holds no picture"))


def chunks_of(data: bytes, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Walk through the chunks: name, start, end (with the byte that fills it up)."""
    at = 12
    while at + 8 <= end:
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        stop = min(at + 8 + length + length % 2, end)
        if at + 8 + length > len(data):
            raise Damaged(say("it breaks off in the middle"))
        yield bytes(data[at : at + 4]), at, stop
        at = stop


def _of_the_file(name: bytes, body: bytes) -> bool:
    if name == b"LIST":
        return bytes(body[:4]) in _LISTS_OF_FILM
    return name in _OF_WEBP or name in _OF_SOUND


def _made(name: bytes, body: bytes) -> bytes:
    return name + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)


def _with_flags(chunks: bytes) -> bytes:
    """Let the head of a WebP say which notes there are."""
    if chunks[:4] != b"VP8X":
        return chunks
    names = {name for name, _, _ in chunks_of(b"\0" * 12 + chunks, 12 + len(chunks))}
    flags = chunks[8] & ~(_EXIF_FLAG | _XMP_FLAG)
    flags |= _EXIF_FLAG if b"EXIF" in names else 0
    flags |= _XMP_FLAG if b"XMP " in names else 0
    return chunks[:8] + bytes((flags,)) + chunks[9:]
