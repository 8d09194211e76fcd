"""The light preview alone: what its HTML becomes, and what its pictures may be."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from editor.markdown.render import render
from editor.panels.kit.look import Look
from editor.panels.kit.tokens import LIGHT
from editor.panels.preview import light
from editor.panels.preview.light import LightPreview
from editor.panels.preview.light_document import LightDocument
from editor.panels.preview.light_html import light_block
from editor.panels.preview.light_pictures import formula, harmless_svg, load_drawer, picture
from editor.panels.preview.media_kinds import media_kind
from editor.panels.preview.quotes import find_quote
from editor.panels.preview.values import PreviewMark, PreviewMarkKind
from tests.editor.panels.preview.conftest import desk_of


def plain(html: str) -> str:
    document = QTextDocument()
    document.setHtml(light_block(html, LIGHT).html)
    return document.toPlainText()


def test_a_quiz_reads_well(qtbot: QtBot) -> None:
    text = plain(
        render("Which?\n\n[( )] one\n  No.\n[(X)] two\n[[?]] a hint\n***\nthe answer\n***\n")
    )
    assert text.split() == ["Which?", "○", "one", "○", "two"]
    assert plain(render("Name it\n\n[[answer]]\n")).split() == ["Name", "it", "_" * 24]
    assert plain(render("[[ ]] a\n[[X]] b\n")).split() == ["☐", "a", "☐", "b"]


def test_nothing_hidden_is_shown(qtbot: QtBot) -> None:
    assert plain("<p>a<span hidden>b<b>c</b></span>d</p><div hidden><br>x</div>e").split() == [
        "ad",
        "e",
    ]


def test_formulas_become_pictures(qtbot: QtBot) -> None:
    block = light_block(render("$a^2$ and $a^2$ and $b$\n"), LIGHT)
    assert len(block.formulas) == 2
    assert block.html.count("<img") == 3
    image = formula(next(iter(block.formulas.values())), "#FF0000", 20)
    assert image is not None
    inks = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 200
    }
    assert inks == {"#ff0000"}
    assert formula("<math><nonsense", "#000000", 20) is None


def test_what_draws_formulas_is_loaded_for_them_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[bool] = []
    monkeypatch.setattr(light, "load_drawer", lambda: loaded.append(load_drawer()))
    LightPreview.make_ready(["<p>a</p>", "<p>b</p>"])
    assert loaded == []
    LightPreview.make_ready([render("$a^2$\n")])
    assert loaded == [True]


def test_a_formula_that_takes_long_is_shown_as_words(qtbot: QtBot) -> None:
    """What is in a row is laid out twice: 60 fractions in each other would take for ever."""
    deep = light_block(render(r"$$" + r"\frac{1}{" * 60 + "x" + "}" * 60 + "$$\n"), LIGHT)
    assert not deep.formulas
    assert "<img" not in deep.html and "math-source" in deep.html
    usual = r"x=\frac{-b\pm\sqrt{b^2-4ac}}{2a}"
    assert len(light_block(render(f"$${usual}$$\n"), LIGHT).formulas) == 1
    many = light_block(render(" ".join(f"${usual}+{n}$" for n in range(40))), LIGHT)
    assert 3 <= len(many.formulas) < 20
    again = light_block(render(" ".join(f"${usual}$" for n in range(40))), LIGHT)
    assert again.html.count("<img") == 40, "what is drawn once may stand often"


def test_thousands_of_lines_of_code_are_cut_with_a_word_about_it(qtbot: QtBot) -> None:
    html = light_block(render("```\n" + "x = 1\n" * 4_000 + "```\n"), LIGHT).html
    assert 2_000 < html.count("x = 1") < 3_000
    assert "too long for the light preview" in html


def test_nesting_is_bounded(qtbot: QtBot) -> None:
    html = light_block("<div>" * 10_000 + "deep" + "</div>" * 10_000, LIGHT).html
    assert html.count("<div>") < 60
    assert "deep" in html


def test_boxes_in_boxes_are_bounded(qtbot: QtBot) -> None:
    """A text browser needs twice as long for each table in a table: for ever, for forty."""
    html = light_block("<blockquote>" * 60 + "<p>deep</p>" + "</blockquote>" * 60, LIGHT).html
    assert html.count("<table") == html.count("</table") <= 4
    assert "deep" in html
    side_by_side = light_block("<blockquote><p>a</p></blockquote>" * 9, LIGHT).html
    assert side_by_side.count("<table") == 9


def test_a_part_that_is_too_long_ends_with_a_note(qtbot: QtBot) -> None:
    table = "<table>" + "<tr><td>a</td><td>b</td></tr>" * 5_000 + "</table>"
    for long in (table, "<p>" + "word " * 50_000 + "</p>", "<h1>" + "x" * 20_000 + "</h1>"):
        made = light_block(long, LIGHT).html
        assert made.count("<td") < 600
        assert len(made) < 70_000
        assert made.endswith("Learners get all of it.</p>")
        assert made.count("<tr") == made.count("</tr")


def test_unclosed_and_stray_tags_end_somewhere(qtbot: QtBot) -> None:
    assert plain("<ul><li>a<li>b</ul></p></i>c").split() == ["a", "b", "c"] or plain(
        "<ul><li>a<li>b</ul></p></i>c"
    )


def test_a_film_is_offered_to_the_system(qtbot: QtBot) -> None:
    html = light_block('<video src="course://lesson/media/x" aria-label="A film">a</video>', LIGHT)
    assert "▶ Play A film" in html.html
    assert 'href="course://lesson/media/x"' in html.html


def test_what_a_file_is_shows_in_its_bytes() -> None:
    assert (
        media_kind(b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x -->\n<svg x="1"/>')
        == "image/svg+xml"
    )
    assert media_kind(b"\x89PNG\r\n\x1a\n....") == "image/png"
    assert media_kind(b"RIFF....WEBPVP8 ") == "image/webp"
    assert media_kind(b"\x1a\x45\xdf\xa3...") == "video/webm"
    assert media_kind(b"....ftypisom") == "video/mp4"
    for page in (b"<!doctype html><svg>", b"<html>", b"%PDF-1.7", b"MZ", b"", b"GIF"):
        assert media_kind(page) is None


def test_a_drawing_reads_no_file() -> None:
    svg = harmless_svg(
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns:xlink="x">'
        b"<image xlink:href='file:///etc/hostname'/>"
        b'<image href="/a.png"/><use href="#mine"/></svg>'
    )
    assert b"etc" not in svg
    assert b"/a.png" not in svg
    assert b'href="#mine"' in svg


def test_pictures_are_bounded(qtbot: QtBot) -> None:
    image = QImage(2000, 100, QImage.Format.Format_ARGB32)
    image.fill(0)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    shown = picture(bytes(buffer.data().data()), 500)
    assert shown is not None
    assert shown.width() == 500
    assert shown.pixelColor(5, 5).name() == "#ffffff", "ink may be black in a dark theme"
    assert picture(b"<html>", 500) is None
    huge = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="90000000"/>'
    assert picture(huge, 500) is None


def test_quotes_are_found_by_letters() -> None:
    text = "Feedback works — when it is specific, timely."
    assert find_quote(text, "it is **specific**, *timely*") == (22, 44)
    assert find_quote("see the page now", "see [the page](https://a.example) now") == (0, 16)
    assert find_quote(text, "not there") is None
    assert find_quote(text, "**") is None


def test_blocks_come_and_go(qtbot: QtBot) -> None:
    document = QTextDocument()
    lesson = LightDocument(document)
    lesson.replace(0, 0, [f"<p>p{n}</p>" for n in range(5)])
    lesson.replace(1, 2, ["<h2>x</h2>", "<ul><li>y</li></ul>", "<p>z</p>"])
    lesson.replace(0, 1, [])
    lesson.replace(4, 0, ["<p>end</p>"])
    assert len(lesson) == 6
    assert [lesson.cursor_of(n).selectedText().strip("\u2029") for n in range(6)] == [
        "x",
        "y",
        "z",
        "p3",
        "end",
        "p4",
    ]
    heading = lesson.cursor_of(0)
    heading.setPosition(heading.selectionStart())
    assert heading.blockFormat().headingLevel() == 2
    assert lesson.at_place(lesson.cursor_of(2).selectionStart()) == 2
    lesson.clear()
    assert len(lesson) == 0
    assert lesson.at_height(10) is None


@pytest.mark.parametrize("kind", [PreviewMarkKind.COMMENT, PreviewMarkKind.SUGGESTION])
def test_a_marked_list_keeps_its_numbers(look: Look, qtbot: QtBot, kind: PreviewMarkKind) -> None:
    desk = desk_of(look, qtbot, full=False)
    desk.show("1. Look\n2. Say\n3. Ask\n")
    desk.wait_for_text(lambda words: "Ask" in words)
    browser = desk.preview.findChild(QTextBrowser)
    assert browser is not None
    plain_ink = _numbers(browser)
    assert len(plain_ink) == 3 and all(plain_ink)
    with qtbot.waitSignal(desk.preview.placed, timeout=8000):
        desk.preview.show_marks([PreviewMark("m", kind, 0, "")])
    assert _numbers(browser) == plain_ink


def _numbers(browser: QTextBrowser) -> list[int]:
    """Count the dark points left of each item, where its number stands."""
    image = browser.viewport().grab().toImage()
    found, block = [], browser.document().begin()
    while block.isValid():
        if block.textList() is not None:
            place = browser.cursorRect(QTextCursor(block))
            points = (
                image.pixelColor(x, y).lightness()
                for x in range(max(0, place.left() - 24), place.left() - 2)
                for y in range(place.top(), place.bottom())
            )
            found.append(sum(lightness < 128 for lightness in points))
        block = block.next()
    return found
