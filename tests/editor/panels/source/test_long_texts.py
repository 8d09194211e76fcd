"""A text of tens of thousands of lines comes in by pieces, and is whole for all who ask."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.panels.source.editor import SourceEditor
from editor.panels.source.lesson_view import ViewState
from editor.panels.source.long_texts import MOST, PIECE
from sync.merge.edits import Edit

LINES = MOST + 2 * PIECE
TEXT = "".join(f"é {number}\n" for number in range(LINES))
END = len(TEXT)


def whole(editor: SourceEditor) -> bool:
    return editor.blockCount() == editor.text().count("\n") + 1


def shown(editor: SourceEditor) -> str:
    """Read what the document holds."""
    return editor.document().toRawText().replace("\u2029", "\n")


def test_it_comes_in_by_pieces_and_is_whole_at_once_for_who_reads_it(
    editor: SourceEditor, qtbot: QtBot
) -> None:
    editor.show_text(TEXT)
    assert not whole(editor), "else this test tests nothing"
    assert editor.text() == TEXT
    assert editor.textCursor().position() == 0
    qtbot.waitUntil(lambda: whole(editor))
    assert shown(editor) == TEXT
    editor.show_text(TEXT)
    editor.show_text("short")
    QApplication.processEvents()
    assert shown(editor) == editor.text() == "short"


def at_the_end(editor: SourceEditor) -> str:
    QTest.keyClick(editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, "x")
    return TEXT + "x"


def all_taken_out(editor: SourceEditor) -> str:
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    return ""


def where_one_was(editor: SourceEditor) -> str:
    editor.restore_view(ViewState(END - 8, END - 8, LINES - 20.0))
    QTest.keyClicks(editor, "x")
    assert editor.top_line() == LINES - 20
    return f"{TEXT[: END - 8]}x{TEXT[END - 8 :]}"


def by_an_input_method(editor: SourceEditor) -> str:
    """Words composed come without a key."""
    event = QInputMethodEvent()
    event.setCommitString("漢😀")
    QApplication.sendEvent(editor, event)
    assert not whole(editor), "else this test tests nothing"
    return "漢😀" + TEXT


def arrived(editor: SourceEditor) -> str:
    editor.apply_edits((Edit(0, 1, "E"), Edit(END - 4, 2, "")))
    return f"E{TEXT[1 : END - 4]}{TEXT[END - 2 :]}"


def at_a_line(editor: SourceEditor) -> str:
    editor.go_to_line(LINES - 1)
    QTest.keyClicks(editor, "x")
    return f"{TEXT[:-1]}x\n"


@pytest.mark.parametrize(
    "write", [at_the_end, all_taken_out, where_one_was, by_an_input_method, arrived, at_a_line]
)
def test_what_is_written_before_all_is_in_stands_where_it_should(
    editor: SourceEditor, qtbot: QtBot, write: Callable[[SourceEditor], str]
) -> None:
    told = list[Edit]()
    editor.edited.connect(told.extend)
    editor.show_text(TEXT)
    assert not whole(editor), "else this test tests nothing"
    wanted = write(editor)
    assert editor.text() == wanted
    qtbot.waitUntil(lambda: whole(editor))
    assert shown(editor) == wanted
    if told:
        editor.undo()
        assert editor.text() == shown(editor) == TEXT
