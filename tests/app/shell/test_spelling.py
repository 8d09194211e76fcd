"""Spelling in the real window: underlined where one looks, mended and learned from the menu."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from editor.writing.spelling.dictionaries import engine
from tests.app.shell.conftest import Window

pytestmark = pytest.mark.skipif(engine() is None, reason="no chunspell for this machine")
WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline


def underlined(window: Window) -> list[str]:
    found = window.editor.extraSelections()
    return [one.cursor.selectedText() for one in found if one.format.underlineStyle() is WAVE]


@pytest.fixture
def english(window: Window) -> Window:
    """A window that looks for English, on a lesson with two slips."""
    window.parts.settings.settings.change(spelling=("en_GB",))
    window.editor.selectAll()
    window.editor.insert_text("😀 A mispeled word, `nott` code.\n\nAnother wrod here.\n\nEnd ")
    return window


def test_slips_are_underlined_once_the_writer_rests(english: Window) -> None:
    english.until(lambda: underlined(english) == ["mispeled", "wrod"])


def test_the_word_at_the_caret_is_left_alone_until_it_is_left(english: Window) -> None:
    QTest.keyClicks(english.editor, "mistke")
    english.until(lambda: "wrod" in underlined(english))
    assert "mistke" not in underlined(english)
    english.editor.select(0, 0)
    english.until(lambda: "mistke" in underlined(english))


def test_underlines_go_along_with_what_is_typed(english: Window) -> None:
    english.until(lambda: underlined(english) == ["mispeled", "wrod"])
    english.editor.insert_text("new ", 0)
    assert underlined(english) == ["mispeled", "wrod"]


def test_nothing_is_looked_for_without_languages(window: Window) -> None:
    window.editor.insert_text("mispeled wrod ")
    window.parts.spelling._look()
    assert underlined(window) == []
    assert window.parts.session.spelling.is_idle


@pytest.mark.parametrize("way", ["word", "“wrod” is right"])
def test_the_menu_mends_or_learns(english: Window, way: str) -> None:
    english.until(lambda: underlined(english) == ["mispeled", "wrod"])
    at = english.editor.text().index("wrod")
    english.editor.select(at + 1, at + 1)
    place = english.editor.cursorRect().center()
    menu = QMenu()
    slip = english.editor._slip_at(place)
    assert slip is not None
    menu.addAction("Undo")
    english.editor.menu_opened.emit(menu, slip)

    def offered() -> list[str]:
        return [one.text() for one in menu.actions() if one.isVisible()]

    english.until(lambda: way in offered())
    next(one for one in menu.actions() if one.text() == way).trigger()
    if way == "word":
        assert "Another word here." in english.editor.text()
        english.editor.undo()
        assert "Another wrod here." in english.editor.text()
    else:
        assert english.parts.settings.settings.now.own_words == ("wrod",)
        english.editor.select(0, 0)
        english.until(lambda: underlined(english) == ["mispeled"])


def test_only_a_slip_is_a_slip(english: Window) -> None:
    english.until(lambda: underlined(english) != [])
    english.editor.select(2, 2)
    assert english.editor._slip_at(english.editor.cursorRect().center()) is None
