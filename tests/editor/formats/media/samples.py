"""Small files of many kinds, made here: with places, with scripts, with more than meets the eye."""

from __future__ import annotations

import struct
import zlib

PLACE = b"+52.5200+013.4050/"
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description '
    b'exif:GPSLatitude="52,31.2N" photoshop:City="Harbour"/></rdf:RDF></x:xmpmeta>'
)


def exif(*, orientation: int = 1, gps: bool = True, artist: bytes = b"") -> bytes:
    """Make a camera's table: which way is up, who made it, and where."""
    tags = [(0x0112, 3, 1, struct.pack("<H", orientation).ljust(4, b"\0"))]
    if artist:
        tags.append((0x013B, 2, len(artist) + 1, artist + b"\0"))
    if gps:
        tags.append((0x8825, 4, 1, b""))
    start = 8 + 2 + 12 * len(tags) + 4
    rest, table = b"", struct.pack("<H", len(tags))
    for tag, kind, count, value in tags:
        if tag == 0x8825:
            inside = struct.pack("<HHHI", 1, 1, 2, 2) + b"N\0\0\0" + bytes(4)
            field, rest = struct.pack("<I", start + len(rest)), rest + inside
        elif len(value) > 4:
            field, rest = struct.pack("<I", start + len(rest)), rest + value + b"\0"
        else:
            field = value
        table += struct.pack("<HHI", tag, kind, count) + field
    return b"II*\0" + struct.pack("<I", 8) + table + bytes(4) + rest


def jpeg_with(plain: bytes, *segments: tuple[int, bytes], after: bytes = b"") -> bytes:
    """Put segments behind the start of a JPEG, and bytes behind its end."""
    made = b"".join(
        bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body for marker, body in segments
    )
    return plain[:2] + made + plain[2:] + after


def chunk(name: bytes, body: bytes) -> bytes:
    """Make a chunk of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int = 3, height: int = 2, *extra: bytes, after: bytes = b"") -> bytes:
    """Make a small red PNG, or one that only says to be large."""
    rows = b"".join(b"\0" + b"\xff\0\0" * width for _ in range(height)) if width < 1000 else b"\0"
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(rows))
    start = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
    return start + b"".join(extra) + body + chunk(b"IEND", b"") + after


def riff(form: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    """Make a file of chunks (WebP, WAV)."""
    body = b"".join(
        name + struct.pack("<I", len(inside)) + inside + b"\0" * (len(inside) % 2)
        for name, inside in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + form + body


def box(name: bytes, *inside: bytes) -> bytes:
    """Make a box of a film."""
    body = b"".join(inside)
    return struct.pack(">I", len(body) + 8) + name + body


def film(place: bytes = PLACE) -> bytes:
    """Make the boxes of an MP4 film that says where it was taken."""
    words = struct.pack(">HH", len(place), 0) + place
    moov = box(b"moov", box(b"mvhd", bytes(20)), box(b"udta", box(b"\xa9xyz", words)))
    return box(b"ftyp", b"isom", bytes(4)) + moov + box(b"mdat", b"frames of the film")


def mp3(*frames: tuple[bytes, bytes]) -> bytes:
    """Make an MP3 sound with the frames of a tag."""
    body = b"".join(name + struct.pack(">IH", len(words), 0) + words for name, words in frames)
    size = len(body) + 20
    head = bytes((size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127))
    return b"ID3\x03\0\0" + head + body + bytes(20) + b"\xff\xfb\x90\0the sound"


def webm(words: bytes) -> bytes:
    """Make a WebM film with tags."""

    def element(ident: bytes, body: bytes) -> bytes:
        return ident + (len(body) | 1 << 28).to_bytes(4, "big") + body

    tags = element(b"\x12\x54\xc3\x67", words)
    inside = element(b"\x15\x49\xa9\x66", b"info") + tags + element(b"\x1f\x43\xb6\x75", b"frames")
    return element(b"\x1a\x45\xdf\xa3", b"\x42\x82\x84webm") + element(b"\x18\x53\x80\x67", inside)
