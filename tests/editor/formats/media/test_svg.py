"""Drawings draw the same afterwards, and nothing in them runs or reaches out."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from editor.formats.media.cleaning import cleaned
from editor.formats.media.css import clean_css
from editor.formats.media.outcome import Damaged

pytestmark = pytest.mark.usefixtures("qapp")  # words need fonts
SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
PICTURE = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
DRAWING = f"""
  <defs><linearGradient id="sky"><stop offset="0" stop-color="#fff"/>
  <stop offset="1" stop-color="#2b50b8"/></linearGradient>
  <style>.leaf {{ fill: #1a7044 }} @media (min-width: 1px) {{ .x {{ stroke: red }} }}</style></defs>
  <rect width="60" height="40" fill="url(#sky)"/>
  <g transform="translate(4 4)"><path id="leaf" class="leaf" d="M2 20 Q 10 0 20 20 z"/></g>
  <use xlink:href="#leaf" x="24" style="opacity:.5"/>
  <image x="40" y="4" width="12" height="12" xlink:href="{PICTURE}"/>
  <text x="4" y="36" font-size="8">A &amp; B</text>"""
HARM = [
    "<script>alert(1)</script>",
    "<script xlink:href='https://x.example/a.js'/>",
    "<foreignObject width='9' height='9'><body xmlns='http://www.w3.org/1999/xhtml'>"
    "<iframe src='https://x.example'/></body></foreignObject>",
    "<g onclick='alert(1)' onload = 'alert(1)'/>",
    "<image href='https://x.example/a.png'/>",
    "<image href='file:///etc/passwd'/>",
    "<use href='https://x.example/a.svg#a'/>",
    "<image href='data:image/svg+xml;base64,PHN2Zz4='/>",
    "<a href='javascript:alert(1)'><g/></a>",
    "<a href='https://x.example'><g><animate attributeName='href' to='javascript:x'/></g></a>",
    "<set attributeName='onmouseover' to='alert(1)'/>",
    "<style>@import 'https://x.example/a.css'; .z { fill: red }</style>",
    "<style>@\\69mport 'a.css'; .z { fill: red }</style>",
    "<style>.z { background: url(https://x.example/a.png) }</style>",
    "<style>.z { b: u\\72l(https://x.example/a) }</style>",
    "<style>.y { b: image-set('https://x.example/b' 1x) }</style>",
    "<g style='mask: url(https://x.example/a.svg#m)'/>",
    "<g filter='url(\"https://x.example/a.svg#m\")'/>",
    "<g xml:base='https://x.example/'/>",
    "<h:img xmlns:h='http://www.w3.org/1999/xhtml' src='https://x.example/a.png'/>",
    "<s:script xmlns:s='http://www.w3.org/2000/svg'>alert(1)</s:script>",
    "<handler xmlns='http://www.w3.org/2000/svg'>alert(1)</handler>",
    "<image xlink:href=' java&#10;script:alert(1)'/>",
]
LEFT = re.compile(
    rb"script|foreignobject|iframe|alert|passwd|x\.example|\son[a-z]+\s*=|svg\+xml|@import", re.I
)


def svg(inside: str, head: str = "") -> bytes:
    return f'{head}<svg {SPACES} width="60" height="40">{inside}</svg>'.encode()


def seen(data: bytes) -> QImage:
    image = QImage(60, 40, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(data))
    assert renderer.isValid()
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def test_a_drawing_without_harm_stays_byte_for_byte() -> None:
    editors = '<metadata>made with a pen</metadata><x:grid xmlns:x="urn:editor" step="2"/>'
    for data in (svg(DRAWING), svg(editors + DRAWING), b"\xef\xbb\xbf" + svg(DRAWING)):
        assert cleaned(data).data == data


@pytest.mark.parametrize("harm", HARM)
def test_harm_goes_and_the_drawing_stays(harm: str) -> None:
    done = cleaned(svg(harm + DRAWING))
    assert done.taken_out & {"code", "outside"}
    assert not LEFT.search(done.data), LEFT.search(done.data)
    assert seen(done.data) == seen(svg(DRAWING))
    assert PICTURE.encode() in done.data
    assert cleaned(done.data).data == done.data, "once is enough"


def test_other_ways_to_write_it_hide_nothing() -> None:
    plain = svg("<script>alert(1)</script>" + DRAWING).decode()
    names = '<!DOCTYPE svg [<!ENTITY n "http://www.w3.org/2000/svg">]>'
    named = plain.replace('xmlns="http://www.w3.org/2000/svg"', 'xmlns="&n;"')
    for data in (
        plain.encode("utf-16"),
        (names + named).encode(),
        b"<?xml-stylesheet href='https://x.example/a.css'?>" + plain.encode(),
        plain.replace("<script", "<svg:script xmlns:svg='http://www.w3.org/2000/svg'", 1)
        .replace("</script", "</svg:script", 1)
        .encode(),
    ):
        done = cleaned(data)
        assert not LEFT.search(done.data)
        assert seen(done.data) == seen(svg(DRAWING))


def test_what_would_take_all_memory_is_refused() -> None:
    lol = "".join(f'<!ENTITY l{n} "' + f"&l{n - 1};" * 10 + '">' for n in range(1, 9))
    names = f'<!DOCTYPE svg [<!ENTITY l0 "lol">{lol}]>'
    uses = "".join(f'<g id="u{n}">' + f'<use href="#u{n - 1}"/>' * 10 + "</g>" for n in range(1, 9))
    for bad in (
        svg("<text>&l8;</text>", names),
        svg('<g id="u0"><path d="M0 0"/></g>' + uses),
        svg('<g id="u1"><use href="#u1"/></g><use href="#u1"/>'),
        svg("<g>" * 5_000 + "</g>" * 5_000),
        svg("<g"),
    ):
        with pytest.raises(Damaged):
            cleaned(bad)


def test_a_file_behind_a_name_is_never_read() -> None:
    names = '<!DOCTYPE svg [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    try:
        done = cleaned(svg("<text>&f;</text>" + DRAWING, names))
    except Damaged:
        return
    assert b"root:" not in done.data
    assert b"passwd" not in done.data


def test_styles_keep_what_they_carry() -> None:
    font = "@font-face{font-family:a;src:url('data:font/woff2;base64,AAAA')}"
    assert clean_css(font)[0] == font.replace("'", "")
    assert clean_css(".a{fill:url( '#g' );stroke:red}") == (".a{fill:url(#g);stroke:red}", False)
    assert clean_css(".a{fill:red;b:url(//x.example)}") == (".a{fill:red;b:none}", True)
