"""Keys that write more than their sign, in the real editor: each is told exactly, and one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.panels.source.editor import SourceEditor
from sync.merge.edits import Edit
from tests.editor.panels.source.conftest import Recorder

SHIFT = Qt.KeyboardModifier.ShiftModifier
ENTER, TAB, BACK_TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Backtab
HOME, BACKSPACE = Qt.Key.Key_Home, Qt.Key.Key_Backspace
BEFORE = "😀 one\n\n"


def shown(editor: SourceEditor, picture: str) -> Recorder:
    """Show a lesson below some other lines: `|` is the caret, `«»` a selection."""
    text = BEFORE + picture
    first = min(text.find(sign) for sign in "«¦" if sign in text)
    last = text.find("»") - 1 if "»" in text else first
    editor.show_text(text.translate(str.maketrans("", "", "«»¦")))
    editor.select(first, last)
    return Recorder(editor)


def picture_of(editor: SourceEditor) -> str:
    text, (anchor, caret) = editor.text(), editor.selection()
    low, high = min(anchor, caret), max(anchor, caret)
    assert text.startswith(BEFORE)
    marked = f"{text[low:high]}" if low == high else f"«{text[low:high]}»"
    return (text[:low] + (marked or "¦") + text[high:])[len(BEFORE) :]


KEYS = [
    (ENTER, "- one¦", "- one\n- ¦"),
    (ENTER, "- one\n- ¦", "- one\n¦"),
    (ENTER, "1. one¦\n2. two", "1. one\n2. ¦\n3. two"),
    (ENTER, "- [x] one¦", "- [x] one\n- [ ] ¦"),
    (ENTER, "[(X)] yes¦", "[(X)] yes\n[( )] ¦"),
    (ENTER, "> said¦", "> said\n> ¦"),
    (ENTER, "| a | b |¦", "| a | b |\n| ¦ |  |"),
    (ENTER, "```\n- one¦\n```", "```\n- one\n¦\n```"),
    (ENTER, "plain¦ words", "plain\n¦ words"),
    (ENTER, "- a «b» c", "- a \n¦ c"),
    (TAB, "- one\n- two¦", "- one\n  - two¦"),
    (BACK_TAB, "- one\n  - two¦\n    - three", "- one\n- two¦\n  - three"),
    (HOME, "- one two¦", "- ¦one two"),
    (HOME, "- ¦one two", "¦- one two"),
    (BACKSPACE, "a (¦)", "a ¦"),
    (BACKSPACE, "a («b»)", "a (¦)"),
    (BACKSPACE, "ab¦", "a¦"),
]


@pytest.mark.parametrize(("key", "before", "wanted"), KEYS)
def test_a_key_does_what_the_line_asks_for(
    editor: SourceEditor, key: Qt.Key, before: str, wanted: str
) -> None:
    recorder = shown(editor, before)
    was = editor.text()
    QTest.keyClick(editor, key)
    assert picture_of(editor) == wanted
    assert recorder.text == editor.text()
    assert len(recorder.heard) == (was != editor.text())
    editor.undo()
    assert editor.text() == was, "one key is one step back"


TYPED = [
    ("see ¦", "(", "see (¦)"),
    ("see (¦)", ")", "see ()¦"),
    ("see ¦word", "(", "see (¦word"),
    ("«word»", "*", "*«word»*"),
    ("it¦", "'", "it'¦"),
    ("say ¦", "[[X]] a [b](c) 😀", "say [[X]] a [b](c) 😀¦"),
    ("¦", "```", "```¦"),
    ("¦", "x(1) = {a, «b»}", "x(1) = {a, «b»}¦"),
]


@pytest.mark.parametrize(("before", "signs", "wanted"), TYPED)
def test_signs_pair_and_are_typed_over(
    editor: SourceEditor, before: str, signs: str, wanted: str
) -> None:
    recorder = shown(editor, before)
    for sign in signs:
        QTest.sendKeyEvent(
            QTest.KeyAction.Click, editor, Qt.Key.Key_unknown, sign, Qt.KeyboardModifier(0)
        )
    text, caret = editor.text(), editor.selection()[1]
    picture = f"{text[:caret]}¦{text[caret:]}"[len(BEFORE) :] if "«" in signs else None
    assert (picture or picture_of(editor)) == wanted
    assert recorder.text == editor.text()


def test_shift_enter_begins_no_item(editor: SourceEditor) -> None:
    shown(editor, "- one¦")
    QTest.keyClick(editor, ENTER, SHIFT)
    assert picture_of(editor) == "- one\n¦"


def test_shift_home_selects_to_where_the_words_begin(editor: SourceEditor) -> None:
    shown(editor, "- one two¦")
    QTest.keyClick(editor, HOME, SHIFT)
    assert picture_of(editor) == "- «one two»"


def test_home_on_a_wrapped_line_stays_on_it(editor: SourceEditor) -> None:
    shown(editor, "- " + "word " * 60 + "¦")
    line = editor.cursorRect().top()
    QTest.keyClick(editor, HOME)
    assert editor.cursorRect().top() == line
    assert editor.selection()[1] - len(BEFORE) - 2 > 0


def test_tab_leaves_a_plain_line_for_the_next_control(editor: SourceEditor, qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    layout = QVBoxLayout(around)
    other = QLineEdit()
    layout.addWidget(editor)
    layout.addWidget(other)
    around.show()
    editor.setFocus()
    shown(editor, "plain¦")
    QTest.keyClick(editor, TAB)
    assert around.focusWidget() is other
    assert editor.text() == BEFORE + "plain"
    editor.setParent(None)


def test_an_address_stays_one_where_a_link_means_nothing(editor: SourceEditor) -> None:
    data = QMimeData()
    data.setText("https://a.example/b")
    shown(editor, "a `«code»` b")
    editor.insertFromMimeData(data)
    assert picture_of(editor) == "a `https://a.example/b¦` b"


def test_what_an_input_method_composes_is_its_own(editor: SourceEditor) -> None:
    recorder = shown(editor, "- one¦")
    QApplication.sendEvent(editor, QInputMethodEvent("に", []))
    assert editor.is_composing
    done = QInputMethodEvent()
    done.setCommitString("「日本")
    QApplication.sendEvent(editor, done)
    assert not editor.is_composing
    assert picture_of(editor) == "- one「日本¦"
    QTest.keyClick(editor, ENTER)
    assert picture_of(editor) == "- one「日本\n- ¦"
    assert recorder.text == editor.text()


def test_nothing_is_written_where_the_text_is_only_read(editor: SourceEditor) -> None:
    for picture in ("- one¦", "a (¦)", "«word»"):
        recorder = shown(editor, picture)
        editor.set_only_read(True)
        was = editor.text()
        for key in (ENTER, TAB, BACKSPACE, Qt.Key.Key_ParenLeft):
            QTest.keyClick(editor, key)
        assert editor.text() == was
        assert recorder.heard == []
        editor.set_only_read(False)


def test_a_pair_goes_back_through_what_came_in(editor: SourceEditor) -> None:
    shown(editor, "a «word» b")
    QTest.keyClick(editor, Qt.Key.Key_ParenLeft)
    editor.apply_edits([Edit(0, 0, "new 😀 ")])
    editor.undo()
    assert editor.text() == "new 😀 " + BEFORE + "a word b"
