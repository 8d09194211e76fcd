"""Spelling in the real window: underlined where one looks, mended and learned from the menu."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.flows.courses import outlining
from editor.panels.kit.look import Look
from editor.writing.spelling.dictionaries import engine
from sync.workspace.opening import Workspace
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


def test_a_course_has_its_languages_two_at_once_and_keeps_them(
    window: Window, course: str, tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    desk, editor = window.parts.spelling, window.editor
    with Workspace.open(window.folder) as ws:
        outlining.describe(ws, ws.courses.at(course), language="fr")
    window.until(lambda: desk.languages == ("fr",))
    assert window.parts.page.pane.languages.text().strip() == "FR"
    editor.selectAll()
    editor.insert_text("The garden et le jardin, mispeled. \n\nEnd ")
    window.until(lambda: underlined(window) == ["The", "garden", "mispeled", "End"])
    desk.find_dictionaries()
    window.until(lambda: "en_GB" in desk.known)
    desk._turn("en_GB")
    window.until(lambda: underlined(window) == ["mispeled"])
    assert window.parts.settings.settings.now.course_spelling == {course: ("fr", "en_GB")}

    window.parts.go_to_spelling()
    page = window.parts.settings.page
    section = window.parts.spelling_settings.section
    assert page is not None and section is not None
    assert page.section == "Spelling"
    window.until(lambda: "Peer learning" in section._course_title.text())
    boxes = {box.text(): box for box in section._course.widgets}
    assert [name for name, box in boxes.items() if box.isChecked()] == [
        "English (United Kingdom)", "French",
    ]  # fmt: skip
    assert list(boxes) == sorted(boxes)
    QTest.keyClick(window.parts.window.focusWidget(), Qt.Key.Key_Tab)
    assert window.parts.window.focusWidget() is section._usual.widgets[0]
    QTest.keyClicks(section.field, "mispeled")
    QTest.keyClick(section.field, Qt.Key.Key_Return)
    assert "1 word; press it to take it out." in section._none.text()
    window.close()

    again = Window(tmp_path / "ws", look, qtbot)
    again.start(course)
    again.until(lambda: again.parts.spelling.languages == ("fr", "en_GB"))
    again.settled()
    again.until(lambda: again.parts.session.spelling.is_idle)
    assert underlined(again) == []
    again.parts.go_to_spelling()
    section = again.parts.spelling_settings.section
    assert section is not None
    section._chips.widgets[0].click()
    assert again.parts.settings.settings.now.own_words == ()
    again.until(lambda: underlined(again) == ["mispeled"])
    again.parts.spelling.choose(())
    again.until(lambda: underlined(again) == [])
    again.close()


def test_a_language_without_dictionary_is_told_and_one_can_be_brought(
    window: Window, tmp_path: Path
) -> None:
    parts = window.parts
    parts.spelling.keep(spelling=("eo",))
    window.until(lambda: parts.page.pane.languages.text().strip() == "no EO")
    assert "No dictionary for eo yet" in parts.page.pane.languages.accessibleDescription()
    parts.go_to_spelling()
    section = parts.spelling_settings.section
    assert section is not None
    window.until(lambda: "No dictionary for eo yet" in section._troubles.text())
    (tmp_path / "eo.aff").write_text("SET UTF-8\nTRY abc\n")
    (tmp_path / "eo.dic").write_text("2\ngxardeno\narbo\n")
    parts.spelling_settings.bring(tmp_path / "eo.dic")
    window.until(lambda: not parts.spelling.troubles and "eo" in parts.spelling.known)
    window.editor.selectAll()
    window.editor.insert_text("arbo gxardeno arbbo. \n\nFino ")
    window.until(lambda: "arbbo" in underlined(window) and "arbo" not in underlined(window))


@pytest.mark.qt_log_ignore(
    "This plugin does not support (raise|grabbing the keyboard)", extend=True
)
def test_by_keys_alone_from_word_to_word(english: Window) -> None:
    editor = english.editor
    editor.select(0, 0)
    for word in ("mispeled", "wrod", "mispeled"):
        english.parts.do("spelling-next")
        english.until(lambda word=word: editor.selected_text() == word)
        menus: list[QMenu] = []
        english.until(lambda menus=menus: menus.extend(open_menus(editor)) or menus)
        menu = menus[0]
        english.until(lambda menu=menu: menu.activeAction() is not None)
        QTest.keyClick(menu, Qt.Key.Key_Escape)
        english.until(lambda: not open_menus(editor))
    english.parts.do("spelling-next")
    english.until(lambda: open_menus(editor) and open_menus(editor)[0].activeAction())
    QTest.keyClick(open_menus(editor)[0], Qt.Key.Key_Return)
    english.until(lambda: "Another word here." in editor.text())


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_key_opens_the_menu_at_the_caret(english: Window) -> None:
    editor = english.editor
    english.until(lambda: underlined(english) == ["mispeled", "wrod"])
    at = editor.text().index("wrod") + 2
    editor.select(at, at)
    opened: list[str] = []

    def look(menu: QMenu, slip: QTextCursor | None) -> None:
        opened.append(slip.selectedText() if slip else "")
        QTimer.singleShot(0, menu.close)

    editor.menu_opened.connect(look)
    middle = editor.viewport().rect().center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, middle, editor.viewport().mapToGlobal(middle)
    )
    QApplication.sendEvent(editor.viewport(), event)
    assert opened == ["wrod"]


def open_menus(editor: QWidget) -> list[QMenu]:
    return [one for one in editor.findChildren(QMenu) if one.isVisible()]


def test_only_a_slip_is_a_slip(english: Window) -> None:
    english.until(lambda: underlined(english) != [])
    english.editor.select(2, 2)
    assert english.editor._slip_at(english.editor.cursorRect().center()) is None
