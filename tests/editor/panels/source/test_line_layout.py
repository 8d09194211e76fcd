"""A key paints its own line again, and what is seen then is what a fresh view would show."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.panels.kit.look import Look
from editor.panels.source.editor import SourceEditor

TEXT = "First *words* of a line.\n\n" + "The line **below** is long. " * 30 + "\n\n" + "End.\n" * 60


class Painted(QObject):
    """Counts how many pixels high the text was painted."""

    def __init__(self, editor: SourceEditor) -> None:
        super().__init__()
        self.height = 0
        editor.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take the height of what is painted."""
        if isinstance(event, QPaintEvent):
            self.height += event.rect().height()
        return False


def shown(qtbot: QtBot, look: Look, text: str, caret: int) -> SourceEditor:
    """Show an editor, wide enough for one line of the first words."""
    editor = SourceEditor(look)
    qtbot.addWidget(editor)
    editor.resize(700, 500)
    editor.show_text(text)
    editor.show()
    qtbot.waitExposed(editor)
    qtbot.waitUntil(lambda: not editor.colours_wait)
    editor.setFocus()
    editor.select(caret, caret)
    QApplication.processEvents()
    return editor


def test_a_backspace_at_the_end_of_a_coloured_line_paints_that_line_alone(
    qtbot: QtBot, look: Look
) -> None:
    editor = shown(qtbot, look, TEXT, TEXT.index("\n"))
    painted = Painted(editor)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: painted.height > 0)
    assert painted.height < 2 * editor.fontMetrics().lineSpacing() + 8


def test_colours_that_change_below_are_painted(qtbot: QtBot, look: Look) -> None:
    """A fence that is no more, and lines taken away: the picture is that of a fresh view."""
    text = "```\n*inside* a fence\n" + TEXT
    editor = shown(qtbot, look, text, 3)
    for key in (Qt.Key.Key_Backspace, Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
        QTest.keyClick(editor, key)
        qtbot.waitUntil(lambda: not editor.colours_wait)
        fresh = shown(qtbot, look, editor.text(), editor.selection()[1])
        for one in (editor, fresh):
            one.clearFocus()
        assert editor.viewport().grab().toImage() == fresh.viewport().grab().toImage()
