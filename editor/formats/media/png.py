"""PNG by its chunks: texts that tell a place and what follows the end are left out."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from editor.formats.media.outcome import Cleaned, Damaged, What
from editor.formats.media.places import (
    exif_tells,
    holds_code,
    kept_exif,
    tells_a_place,
    unpacked,
)
from sync.model.language import say

HEAD = 8
_EXIF = b"eXIf"
_CRITICAL = (b"IHDR", b"PLTE", b"IDAT", b"IEND")
_OF_THE_PICTURE = (
    *_CRITICAL, b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCv", b"cLLi", b"bKGD",
    b"hIST", b"pHYs", b"sBIT", b"sPLT", b"tIME", b"acTL", b"fcTL", b"fdAT",
)  # fmt: skip
_HEX = re.compile(r"(?<![^\n])[0-9a-f]{2,}(?![^\n])")
Chunk = tuple[bytes, int, int]
"""Its name, and where it starts and ends, name and check sum included."""


def clean_png(data: bytes) -> Cleaned:
    """Leave out what tells a place, what could run, and what stands after the end."""
    chunks = list(chunks_of(data))
    out: set[What] = set()
    for name, start, end in chunks:
        if name in _OF_THE_PICTURE:
            continue
        body = data[start + 8 : end - 4]
        note = note_in(name, body)
        if exif_tells(body) if name == _EXIF else tells_a_place(note):
            out.add("place")
        if holds_code(note):
            out.add("code")
    end = chunks[-1][2]
    if bytes(data[end : end + 4096]).strip(b"\0\r\n "):
        out.add("rest")
    if not out:
        return Cleaned(data)
    parts = [data[:HEAD]]
    bare = bool(out & {"place", "code"})
    for name, start, stop in chunks:
        if bare and name == _EXIF:
            kept = kept_exif(data[start + 8 : stop - 4])
            parts.append(made(_EXIF, kept) if kept else b"")
        elif not bare or name in _OF_THE_PICTURE:
            parts.append(data[start:stop])
    return Cleaned(b"".join(parts), frozenset(out))


def size_of_png(data: bytes) -> tuple[int, int]:
    """Read width and height in pixels."""
    name, start, _ = next(chunks_of(data))
    if name != b"IHDR":
        raise Damaged(say("it holds no picture"))
    width = int.from_bytes(data[start + 8 : start + 12], "big")
    return width, int.from_bytes(data[start + 12 : start + 16], "big")


def chunks_of(data: bytes) -> Iterator[Chunk]:
    """Walk through the chunks, the end chunk the last."""
    at = HEAD
    while True:
        length = int.from_bytes(data[at : at + 4], "big")
        name = bytes(data[at + 4 : at + 8])
        end = at + 12 + length
        if len(name) < 4 or not name.isalpha() or end > len(data):
            raise Damaged(say("it breaks off in the middle"))
        if name in _CRITICAL:
            said = int.from_bytes(data[end - 4 : end], "big")
            if zlib.crc32(data[at + 4 : end - 4]) != said:
                raise Damaged(say("it was damaged on its way"))
        yield name, at, end
        if name == b"IEND":
            return
        at = end


def note_in(name: bytes, body: bytes) -> bytes:
    """Read what a chunk says, its keyword first."""
    keyword, _, rest = body.partition(b"\0")
    if name == b"zTXt":
        return keyword + b" " + _raw(keyword, unpacked(rest[1:]))
    if name == b"iTXt":
        packed, (_, _, words) = rest[:1] == b"\1", _three(rest[2:])
        return keyword + b" " + (unpacked(words) if packed else words)
    return keyword + b" " + _raw(keyword, rest)


def made(name: bytes, body: bytes) -> bytes:
    """Make a chunk."""
    return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")


def _three(rest: bytes) -> tuple[bytes, bytes, bytes]:
    language, _, rest = rest.partition(b"\0")
    translated, _, words = rest.partition(b"\0")
    return language, translated, words


def _raw(keyword: bytes, words: bytes) -> bytes:
    """Read the notes that some programs write in hexadecimal, seventy-two signs a line."""
    if not keyword.lower().startswith(b"raw profile type"):
        return words
    try:
        held = bytes.fromhex("".join(_HEX.findall(words.decode("latin-1"))))
    except ValueError:
        return b"gps"  # what cannot be read is taken to tell
    if keyword.lower().endswith((b"exif", b"app1")) and b"Exif\0\0" in held[:16]:
        return b"gps" if exif_tells(held[held.index(b"Exif\0\0") + 6 :]) else b""
    return held
