"""One table of how each kind of file is cleaned and measured."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable

from editor.formats.media import kinds
from editor.formats.media.bmff import clean_bmff, has_track_of_places, size_of_avif
from editor.formats.media.gif import clean_gif, size_of_gif
from editor.formats.media.jpeg import clean_jpeg, exif_of, size_of_jpeg
from editor.formats.media.kinds import Kind, kind_of
from editor.formats.media.notes_of_sound import clean_flac, clean_mp3, clean_ogg, clean_webm
from editor.formats.media.outcome import Cleaned, Damaged
from editor.formats.media.places import orientation_of
from editor.formats.media.png import clean_png, size_of_png
from editor.formats.media.riff import clean_riff, size_of_webp
from editor.formats.media.svg import clean_svg
from sync.model.language import say

MOST_PIXELS = 50_000_000
"""A larger picture would need gigabytes to be shown."""

Clean = Callable[[bytes], Cleaned]
Size = Callable[[bytes], tuple[int, int]]

_CLEANING: dict[Kind, Clean] = {
    kinds.JPEG: clean_jpeg,
    kinds.PNG: clean_png,
    kinds.GIF: clean_gif,
    kinds.WEBP: clean_riff,
    kinds.WAV: clean_riff,
    kinds.AVI: clean_riff,
    kinds.SVG: clean_svg,
    kinds.AVIF: clean_bmff,
    kinds.MP4: clean_bmff,
    kinds.M4A: clean_bmff,
    kinds.MP3: clean_mp3,
    kinds.FLAC: clean_flac,
    kinds.OGG: clean_ogg,
    kinds.OGV: clean_ogg,
    kinds.WEBM: clean_webm,
    kinds.MATROSKA: clean_webm,
}


def _size_of_bmp(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<ii", data, 18)
    return abs(width), abs(height)


def _size_of_icon(data: bytes) -> tuple[int, int]:
    return data[6] or 256, data[7] or 256


_SIZES: dict[Kind, Size] = {
    kinds.JPEG: size_of_jpeg,
    kinds.PNG: size_of_png,
    kinds.GIF: size_of_gif,
    kinds.WEBP: size_of_webp,
    kinds.AVIF: size_of_avif,
    kinds.BMP: _size_of_bmp,
    kinds.ICON: _size_of_icon,
}


def may_need_cleaning(head: bytes) -> bool:
    """Tell by the first bytes whether a file is of a kind that is cleaned at all."""
    return kind_of(head) in _CLEANING


def cleaned(data: bytes, name: str = "") -> Cleaned:
    """Clean a file by its kind; raise Damaged where it is not what its first bytes promise."""
    clean = _CLEANING.get(kind_of(data, name))
    if clean is None:
        return Cleaned(data)
    try:
        return clean(data)
    except (IndexError, struct.error) as error:
        raise Damaged(say("it breaks off in the middle")) from error


def pixels(data: bytes, kind: Kind) -> tuple[int, int] | None:
    """Tell width and height as the picture is shown; None if the kind has none of its own."""
    measure = _SIZES.get(kind)
    if measure is None:
        return None
    try:
        width, height = measure(data)
    except (IndexError, struct.error) as error:
        raise Damaged(say("it breaks off in the middle")) from error
    turned = kind is kinds.JPEG and orientation_of(exif_of(data)) >= 5
    return (height, width) if turned else (width, height)


def remark_on(data: bytes, kind: Kind) -> str:
    """Say what cannot be taken out of a file and should be known; "" if there is nothing."""
    if kind is kinds.MP4 and has_track_of_places(data):
        return say(
            "This film carries a track of where it was taken, which cannot be taken "
            "out here. Save it anew in a film editor first."
        )
    if kind is kinds.PDF and re.search(rb"/GPSLatitude|exif:GPS", data[: 1 << 22]):
        return say("This document holds a place in its notes, which cannot be taken out here.")
    return ""
