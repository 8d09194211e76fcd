"""The palette in the real pane: found by a word, chosen by keys, gone without a trace."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.panels.kit.buttons import Button
from editor.panels.kit.look import Look
from editor.panels.source.pane import SourcePane
from editor.writing.actions.palette import blocks
from editor.writing.actions.table import ACTION
from tests.editor.panels.source.conftest import Recorder

ENTER, DOWN, UP = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up
BACKSPACE, ESC = Qt.Key.Key_Backspace, Qt.Key.Key_Escape


@pytest.fixture
def pane(look: Look, qtbot: QtBot) -> SourcePane:
    pane = SourcePane(look)
    qtbot.addWidget(pane)
    pane.resize(620, 500)
    pane.show()
    pane.editor.setFocus()
    return pane


def current(pane: SourcePane) -> str:
    item = pane.inserting.results.current()
    return str(item.aim) if item else ""


def slash(pane: SourcePane, text: str = "😀 one\n\n\n\ntwo\n", line: int = 2) -> Recorder:
    pane.editor.show_text(text)
    pane.editor.go_to_line(line)
    recorder = Recorder(pane.editor)
    QTest.keyClicks(pane.editor, "/")
    assert QApplication.activePopupWidget() is pane.inserting
    return recorder


def test_a_slash_offers_all_blocks_and_a_word_finds_one(pane: SourcePane) -> None:
    recorder = slash(pane)
    assert current(pane) == blocks()[0].name
    QTest.keyClicks(pane.inserting.field, "grid")
    assert current(pane) == "table"
    QTest.keyClick(pane.inserting.field, ENTER)
    assert not pane.inserting.isVisible()
    text = pane.editor.text()
    assert text.startswith("😀 one\n\n| Heading | Heading |\n")
    assert "/" not in text
    assert pane.editor.selected_text() == "Heading"
    assert len(recorder.heard) == 2, "the slash, and what took its place"
    assert recorder.text == text
    pane.editor.undo()
    assert pane.editor.text() == "😀 one\n\n/\n\ntwo\n"


@pytest.mark.parametrize("name", [action.name for action in blocks()])
def test_every_block_takes_the_place_of_its_slash(pane: SourcePane, name: str) -> None:
    recorder = slash(pane, "one\n\n\n")
    pane.inserting.chosen.emit(name)
    assert "/" not in pane.editor.text()
    assert recorder.text == pane.editor.text()
    bare = SourcePane(pane._look)
    bare.editor.show_text("one\n\n\n")
    bare.editor.go_to_line(2)
    bare.editor.run(name)
    assert pane.editor.text() == bare.editor.text()
    assert pane.editor.selection() == bare.editor.selection()
    pane.inserting.close()


def test_arrows_walk_round(pane: SourcePane) -> None:
    slash(pane)
    QTest.keyClicks(pane.inserting.field, "question")
    first = current(pane)
    QTest.keyClick(pane.inserting.field, UP)
    last = current(pane)
    assert last != first
    QTest.keyClick(pane.inserting.field, DOWN)
    assert current(pane) == first


def test_esc_keeps_what_was_written(pane: SourcePane) -> None:
    recorder = slash(pane)
    QTest.keyClicks(pane.inserting.field, "ta")
    QTest.keyClick(pane.inserting.field, ESC)
    assert pane.editor.text() == "😀 one\n\n/ta\n\ntwo\n" == recorder.text
    assert pane.editor.hasFocus()


def test_a_line_may_begin_with_a_slash(pane: SourcePane) -> None:
    slash(pane)
    for sign in "etc/x y":
        target = pane.inserting.field if pane.inserting.isVisible() else pane.editor
        QTest.keyClicks(target, sign)
    assert not pane.inserting.isVisible()
    assert pane.editor.text() == "😀 one\n\n/etc/x y\n\ntwo\n"


def test_what_is_not_known_is_said_while_it_may_be_a_slip(pane: SourcePane) -> None:
    slash(pane)
    QTest.keyClicks(pane.inserting.field, "qqx")
    assert pane.inserting.isVisible()
    assert current(pane) == ""
    QTest.keyClick(pane.inserting.field, ENTER)
    assert pane.inserting.isVisible(), "Enter chooses nothing that is not there"
    for _ in range(4):
        QTest.keyClick(pane.inserting.field, BACKSPACE)
    assert not pane.inserting.isVisible()
    assert pane.editor.text() == "😀 one\n\n\n\ntwo\n", "the slash went too"


def test_a_slash_within_a_line_is_a_sign(pane: SourcePane) -> None:
    QTest.keyClicks(pane.editor, "a/b")
    assert not pane.inserting.isVisible()


def test_the_button_offers_the_same_and_leaves_no_words(pane: SourcePane) -> None:
    pane.editor.show_text("one")
    buttons = pane.toolbar.findChildren(Button)
    next(
        one for one in buttons if one.accessibleName() == "Insert" or one.text() == "Insert"
    ).click()
    assert pane.inserting.isVisible()
    QTest.keyClicks(pane.inserting.field, "qqqqqqq")
    assert pane.inserting.isVisible(), "nobody writes here: it stays and says so"
    QTest.keyClick(pane.inserting.field, ESC)
    assert pane.editor.text() == "one"


def test_a_click_chooses(pane: SourcePane) -> None:
    slash(pane)
    QTest.keyClicks(pane.inserting.field, "list")
    view = pane.inserting.results
    box = view.visualRect(view.currentIndex())
    name = current(pane)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert ACTION[name].name in ("bullets", "numbers", "tasks")
    assert pane.editor.text() != "😀 one\n\n/\n\ntwo\n"


def test_a_picture_is_asked_for_and_the_slash_is_gone(pane: SourcePane, qtbot: QtBot) -> None:
    pane.editor.with_forms = frozenset({"image"})
    slash(pane)
    QTest.keyClicks(pane.inserting.field, "photo")
    with qtbot.waitSignal(pane.editor.form_wanted):
        QTest.keyClick(pane.inserting.field, ENTER)
    assert pane.editor.text() == "😀 one\n\n\n\ntwo\n"


def test_it_stays_on_the_screen(pane: SourcePane) -> None:
    screen = pane.screen().availableGeometry()
    pane.move(screen.bottomRight() - QPoint(200, 120))
    slash(pane)
    assert screen.contains(pane.inserting.geometry())
    pane.inserting.close()
