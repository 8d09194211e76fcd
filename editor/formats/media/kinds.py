"""Tell what a file is by its content; its name only decides between kinds that look alike."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import Literal

from sync.model.language import mark

Family = Literal["picture", "sound", "film", "document", "text", "program", "unknown"]


@dataclass(frozen=True)
class Kind:
    """A kind of file: what people call it, the suffixes it may have, and what it is for.

    `shown` kinds are pictures, sounds and films that a learner's browser shows.
    """

    name: str
    suffixes: tuple[str, ...]
    family: Family
    shown: bool = True


PNG = Kind(mark("PNG picture"), (".png", ".apng"), "picture")
JPEG = Kind(mark("JPEG picture"), (".jpg", ".jpeg", ".jfif", ".jpe"), "picture")
GIF = Kind(mark("GIF picture"), (".gif",), "picture")
WEBP = Kind(mark("WebP picture"), (".webp",), "picture")
SVG = Kind(mark("SVG drawing"), (".svg",), "picture")
BMP = Kind(mark("BMP picture"), (".bmp",), "picture")
ICON = Kind(mark("icon"), (".ico",), "picture")
AVIF = Kind(mark("AVIF picture"), (".avif",), "picture")
HEIC = Kind(mark("HEIC photo"), (".heic", ".heif"), "picture", shown=False)
TIFF = Kind(mark("TIFF picture"), (".tif", ".tiff"), "picture", shown=False)
PHOTOSHOP = Kind(mark("Photoshop picture"), (".psd",), "picture", shown=False)
MP4 = Kind(mark("MP4 film"), (".mp4", ".m4v", ".mov"), "film")
WEBM = Kind(mark("WebM film"), (".webm", ".weba"), "film")
MATROSKA = Kind(mark("Matroska film"), (".mkv",), "film", shown=False)
OGV = Kind(mark("Ogg film"), (".ogv", ".ogg"), "film")
AVI = Kind(mark("AVI film"), (".avi",), "film", shown=False)
OGG = Kind(mark("Ogg sound"), (".ogg", ".oga", ".opus"), "sound")
M4A = Kind(mark("M4A sound"), (".m4a", ".mp4"), "sound")
MP3 = Kind(mark("MP3 sound"), (".mp3",), "sound")
WAV = Kind(mark("WAV sound"), (".wav",), "sound")
FLAC = Kind(mark("FLAC sound"), (".flac",), "sound")
PDF = Kind(mark("PDF document"), (".pdf",), "document")
PACKED = Kind(
    mark("packed file"),
    (".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub", ".h5p", ".elpx", ".jar"),
    "document",
)
OTHER_PACKED = Kind(mark("packed file"), (".gz", ".7z", ".xz", ".bz2", ".tar", ".rar"), "document")
PAGE = Kind(mark("web page"), (".html", ".htm", ".xhtml", ".svg"), "text")
PROGRAM = Kind(mark("program"), (".exe", ".dll", ".so", ".bin", ".app"), "program")
TEXT = Kind(mark("text"), (), "text")
UNKNOWN = Kind(mark("file"), (), "unknown")
EMPTY = Kind(mark("empty file"), (), "unknown")

KINDS = (
    PNG, JPEG, GIF, WEBP, SVG, BMP, ICON, AVIF, HEIC, TIFF, PHOTOSHOP, MP4, WEBM, MATROSKA, OGV,
    AVI, OGG, M4A, MP3, WAV, FLAC, PDF,
)  # fmt: skip
"""The kinds that a name may promise; the first that has the suffix counts."""

_HEADS: tuple[tuple[int, bytes, Kind], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", PNG),
    (0, b"\xff\xd8\xff", JPEG),
    (0, b"GIF87a", GIF),
    (0, b"GIF89a", GIF),
    (0, b"\x00\x00\x01\x00", ICON),
    (0, b"II*\x00", TIFF),
    (0, b"MM\x00*", TIFF),
    (0, b"8BPS", PHOTOSHOP),
    (4, b"ftypavif", AVIF),
    (4, b"ftypavis", AVIF),
    (4, b"ftyphei", HEIC),
    (4, b"ftyphev", HEIC),
    (4, b"ftypmif1", HEIC),
    (4, b"ftypmsf1", HEIC),
    (4, b"ftypM4A", M4A),
    (4, b"ftypM4B", M4A),
    (4, b"ftyp", MP4),
    (4, b"moov", MP4),
    (4, b"wide", MP4),
    (0, b"fLaC", FLAC),
    (0, b"ID3", MP3),
    (0, b"%PDF-", PDF),
    (0, b"PK\x03\x04", PACKED),
    (0, b"PK\x05\x06", PACKED),
    (0, b"\x1f\x8b", OTHER_PACKED),
    (0, b"7z\xbc\xaf\x27\x1c", OTHER_PACKED),
    (0, b"\xfd7zXZ\x00", OTHER_PACKED),
    (0, b"BZh", OTHER_PACKED),
    (0, b"Rar!\x1a\x07", OTHER_PACKED),
    (257, b"ustar", OTHER_PACKED),
    (0, b"\x7fELF", PROGRAM),
    (0, b"\xfe\xed\xfa", PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", PROGRAM),
    (0, b"\xca\xfe\xba\xbe", PROGRAM),
)
"""Place, sign, kind; the first that fits counts."""

_RIFF = {b"WEBP": WEBP, b"WAVE": WAV, b"AVI ": AVI}
_SVG_HEAD = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE\s+(?:[\w.]+:)?svg\b[^>\[]*(?:\[.*?\]\s*)?>\s*"
    rb"|<\?[^>]*>\s*)*<(?:[\w.]+:)?svg[\s>/]",
    re.DOTALL,
)
_PAGE_HEAD = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|iframe)\b",
    re.DOTALL | re.IGNORECASE,
)
_MPEG_SOUND = re.compile(rb"\xff[\xe2-\xe7\xf2-\xf7\xfa-\xfb]")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEAD = 64 * 1024


def kind_of(data: bytes, name: str = "") -> Kind:
    """Tell what bytes are; `name` helps only where the content fits several kinds."""
    head = bytes(data[:_HEAD])
    if not head:
        return EMPTY
    kind = _by_sign(head) or _by_words(head)
    if kind is OGG and name.lower().endswith(".ogv"):
        return OGV
    return kind or UNKNOWN


def promised(name: str) -> Kind | None:
    """Tell which kind of picture, sound or film a name says that the file is."""
    suffix = suffix_of(name)
    return next((kind for kind in KINDS if suffix in kind.suffixes), None)


def suffix_of(name: str) -> str:
    """Give the suffix of a name, in small letters."""
    return posixpath.splitext(name)[1].lower()


def _by_sign(head: bytes) -> Kind | None:
    for place, sign, kind in _HEADS:
        if head[place : place + len(sign)] == sign:
            return kind
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12])
    if head[:4] == b"OggS":
        return OGV if b"\x80theora" in head[:512] or b"\x01video" in head[:512] else OGG
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return WEBM if b"webm" in head[:64] else MATROSKA
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return BMP
    if head[:2] == b"MZ" and b"PE\0\0" in head:
        return PROGRAM
    return MP3 if _MPEG_SOUND.match(head) else None


def _by_words(head: bytes) -> Kind | None:
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if bare[:2] in _BOMS:
        bare = bare[2:].replace(b"\0", b"")
    if _SVG_HEAD.match(bare):
        return SVG
    if _PAGE_HEAD.match(bare):
        return PAGE
    return None if _NOT_IN_TEXT.search(bare) else TEXT
