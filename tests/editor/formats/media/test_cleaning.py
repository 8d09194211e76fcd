"""What tells a place leaves no file; the picture, the sound and the film stay as they are."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from editor.formats.media import kinds
from editor.formats.media.cleaning import cleaned, pixels
from editor.formats.media.outcome import Damaged
from editor.formats.media.places import orientation_of
from tests.editor.formats.media import samples
from tests.editor.formats.media.samples import PLACE, XMP, chunk, exif, png, riff


def drawn(form: str) -> bytes:
    image = QImage(32, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.fillRect(0, 0, 10, 20, Qt.GlobalColor.darkGreen)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, form, 90)
    return bytes(data.data())


def seen(data: bytes) -> QImage:
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    image = reader.read()
    assert not image.isNull(), reader.errorString()
    return image.convertToFormat(QImage.Format.Format_RGB32)


JPEG = drawn("JPEG")
ICC = b"ICC_PROFILE\0\1\1 colours, location of white"
TABLE = (b"Exif\0\0" + exif()).hex()
LINES = "\n".join(TABLE[at : at + 72] for at in range(0, len(TABLE), 72))
RAW = zlib.compress(f"\nexif\n{len(TABLE) // 2:8}\n{LINES}\n".encode())
RAW_WITHOUT = b"Raw profile type exif\0\nexif\n  40\n" + (
    (b"Exif\0\0" + exif(gps=False)).hex().encode()
)
WITH_PLACES = {
    "exif": samples.jpeg_with(JPEG, (0xE1, b"Exif\0\0" + exif(orientation=6, artist=b"K. Lind"))),
    "xmp": samples.jpeg_with(JPEG, (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP), (0xE2, ICC)),
    "iptc": samples.jpeg_with(JPEG, (0xED, b"Photoshop 3.0\0" + b"Sub-location: the city ")),
    "remark": samples.jpeg_with(JPEG, (0xFE, b"taken at 52.5200, 13.4050")),
    "png exif": png(3, 2, chunk(b"eXIf", exif(orientation=3))),
    "png words": png(3, 2, chunk(b"tEXt", b"Location\0the harbour")),
    "png numbers": png(3, 2, chunk(b"tEXt", b"Comment\x0052.5200 N, 13.4050 E")),
    "png packed": png(3, 2, chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"GPS 52.52 13.4"))),
    "png xmp": png(3, 2, chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)),
    "png raw": png(3, 2, chunk(b"zTXt", b"Raw profile type exif\0\0" + RAW)),
    "webp": riff(
        b"WEBP",
        (b"VP8X", bytes((0x0C, 0, 0, 0, 31, 0, 0, 19, 0, 0))),
        (b"VP8 ", b"\0\0\0\x9d\x01\x2a\x20\0\x14\0"),
        (b"EXIF", exif()),
        (b"XMP ", XMP),
    ),
    "wav": riff(b"WAVE", (b"fmt ", bytes(16)), (b"LIST", b"INFOICMT" + PLACE), (b"data", b"sound")),
    "mp4": samples.film(),
    "mp3": samples.mp3((b"TIT2", b"\0Gulls"), (b"TXXX", b"\0location\0the harbour")),
    "webm": samples.webm(b"LOCATION " + PLACE),
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><!-- 52.5200, 13.4050 --></svg>',
}
TRACES = (b"GPS", b"52.52", b"52,31", b"harbour", b"Harbour", b"ocation", b"\x25\x88")


@pytest.mark.parametrize("name", WITH_PLACES)
def test_no_trace_of_a_place_is_left(name: str) -> None:
    done = cleaned(WITH_PLACES[name])
    assert "place" in done.taken_out
    body = done.data.replace(ICC, b"")
    assert not [trace for trace in TRACES if trace in body]
    assert cleaned(done.data).taken_out == frozenset(), "once is enough"
    assert cleaned(done.data).data == done.data


@pytest.mark.parametrize("name", [n for n in WITH_PLACES if n[:3] in ("exi", "xmp", "ipt", "png")])
def test_the_picture_stays_as_it_was(name: str) -> None:
    before, after = WITH_PLACES[name], cleaned(WITH_PLACES[name]).data
    assert seen(after) == seen(before)


def test_which_way_is_up_and_who_made_it_stay() -> None:
    after = cleaned(WITH_PLACES["exif"]).data
    table = after[after.index(b"Exif\0\0") + 6 :]
    assert orientation_of(table) == 6
    assert b"K. Lind" in after
    assert pixels(after, kinds.JPEG) == (20, 32), "as it is shown"
    assert ICC in cleaned(WITH_PLACES["xmp"]).data


@pytest.mark.parametrize(
    "data",
    [
        JPEG,
        samples.jpeg_with(JPEG, (0xE1, b"Exif\0\0" + exif(gps=False, artist=b"K. Lind"))),
        png(3, 2, chunk(b"tEXt", b"Software\0a drawing program")),
        png(3, 2, chunk(b"tEXt", RAW_WITHOUT)),
        drawn("WEBP"),
        samples.mp3((b"TIT2", b"\0Gulls")),
        samples.film(b"x").replace(b"\xa9xyz", b"\xa9too"),
        b"a,b\n1,2\n",
    ],
)
def test_what_tells_no_place_stays_byte_for_byte(data: bytes) -> None:
    assert cleaned(data).data == data


def test_films_and_sounds_keep_their_places_within() -> None:
    before, after = WITH_PLACES["mp4"], cleaned(WITH_PLACES["mp4"]).data
    assert len(after) == len(before)
    assert after.index(b"frames of the film") == before.index(b"frames of the film")
    before, after = WITH_PLACES["webm"], cleaned(WITH_PLACES["webm"]).data
    assert len(after) == len(before)
    assert after.index(b"frames") == before.index(b"frames")
    sound = cleaned(WITH_PLACES["mp3"]).data
    assert sound.endswith(b"\xff\xfb\x90\0the sound")
    assert b"Gulls" in sound


def test_ogg_comments_are_blanked_and_the_sum_is_right() -> None:
    note = b"LOCATION=the harbour, 52.5200, 13.4050"
    body = b"OpusTags" + struct.pack("<I", 4) + b"made" + struct.pack("<II", 1, len(note)) + note
    page = b"OggS\0\0" + bytes(8) + bytes(8) + bytes(4) + bytes((1, len(body))) + body
    first = b"OggS\0\2" + bytes(20) + bytes((1, 8)) + b"OpusHead"
    done = cleaned(first + page)
    assert done.taken_out == {"place"}
    assert b"harbour" not in done.data
    assert len(done.data) == len(first + page)
    assert cleaned(done.data).data == done.data


def test_bytes_after_the_end_are_cut_off() -> None:
    hidden = b"PK\x03\x04 a film with a place"
    for whole in (JPEG, png(), drawn("JPEG")):
        done = cleaned(whole + hidden)
        assert done.taken_out == {"rest"}
        assert done.data == whole


def test_code_in_notes_goes() -> None:
    for data in (
        samples.jpeg_with(JPEG, (0xFE, b"*/=1;<script>alert(1)</script>")),
        png(3, 2, chunk(b"tEXt", b"Comment\0<?php system('x') ?>")),
    ):
        done = cleaned(data)
        assert done.taken_out == {"code"}
        assert b"alert" not in done.data
        assert b"system" not in done.data
        assert seen(done.data) == seen(data)


@pytest.mark.parametrize("cut", [9, 20, 33, 40])
def test_a_broken_picture_is_said_to_be_one(cut: int) -> None:
    with pytest.raises(Damaged):
        cleaned(png()[:cut])


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(WITH_PLACES)),
    st.integers(0, 5_000),
    st.binary(min_size=1, max_size=6),
    st.booleans(),
)
def test_damage_is_never_more_than_damage(name: str, at: int, junk: bytes, cut: bool) -> None:
    data = WITH_PLACES[name]
    at %= len(data)
    hurt = data[:at] if cut else data[:at] + junk + data[at + len(junk) :]
    try:
        done = cleaned(hurt)
        pixels(done.data, kinds.kind_of(done.data))
    except Damaged:
        return
    assert len(done.data) <= len(hurt) + 256
