"""What arrives from others leaves caret, selection, scroll and my undo alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.panels.source.editor import SourceEditor
from editor.panels.source.history import History
from sync.merge.edits import Edit
from tests.editor.panels.source.conftest import Clock, Recorder

LINES = "".join(
    f"Line {n} has so many words that it must be broken into two lines on this screen.\n\n"
    for n in range(300)
)


@pytest.mark.parametrize(
    ("selection", "edit", "wanted"),
    [
        ((5, 5), Edit(0, 0, "xx"), (7, 7)),
        ((5, 5), Edit(9, 0, "xx"), (5, 5)),
        ((5, 5), Edit(5, 0, "xx"), (5, 5)),
        ((2, 6), Edit(2, 0, "xx"), (4, 8)),
        ((2, 6), Edit(6, 0, "xx"), (2, 6)),
        ((6, 2), Edit(4, 0, "xx"), (8, 2)),
        ((2, 6), Edit(3, 1, ""), (2, 5)),
        ((4, 4), Edit(2, 4, ""), (2, 2)),
        ((2, 6), Edit(0, 8, "xx"), (2, 2)),
    ],
)
def test_caret_and_selection_stay_at_their_words(
    editor: SourceEditor, selection: tuple[int, int], edit: Edit, wanted: tuple[int, int]
) -> None:
    editor.show_text("0123456789")
    editor.select(*selection)
    recorder = Recorder(editor)
    editor.apply_edits([edit])
    assert editor.selection() == wanted
    assert recorder.heard == [], "what arrived is not mine to tell"


def test_only_what_differs_is_touched(editor: SourceEditor) -> None:
    editor.show_text("one two three")
    editor.select(9, 9)
    editor.apply_edits([Edit(0, 13, "one 2 three")])
    assert editor.selection() == (7, 7), "the caret still stands in 'three'"


@pytest.mark.parametrize("caret_in_sight", [True, False])
@pytest.mark.parametrize("put", ["new\n" * 7, "a long line " * 40 + "\n", ""])
def test_the_text_in_sight_stays_where_it_is(
    editor: SourceEditor, caret_in_sight: bool, put: str
) -> None:
    editor.show_text(LINES)
    editor.go_to_line(200)
    if not caret_in_sight:
        editor.select(0, 0)
        editor.scroll_to_line(200)
    QApplication.processEvents()
    block = editor.document().findBlockByNumber(202)
    held = QTextCursor(block)
    before = editor.cursorRect(held).top()
    assert 0 <= before < editor.viewport().height()
    editor.apply_edits([Edit(10, 400 if not put else 0, put), Edit(len(LINES) - 5, 3, "")])
    QApplication.processEvents()
    assert abs(editor.cursorRect(held).top() - before) <= 1


def test_undo_takes_back_mine_and_leaves_theirs(editor: SourceEditor, clock: Clock) -> None:
    editor.show_text("one two")
    editor.select(3, 3)
    QTest.keyClicks(editor, "and")
    editor.apply_edits([Edit(0, 0, "zero "), Edit(10, 0, " three")])
    assert editor.text() == "zero oneand two three"
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == "zero one two three"
    QTest.keyClick(
        editor,
        Qt.Key.Key_Z,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert editor.text() == "zero oneand two three"


def test_undo_goes_word_by_word(editor: SourceEditor, clock: Clock) -> None:
    QTest.keyClicks(editor, "one two")
    clock.now += 5
    QTest.keyClicks(editor, "!")
    seen = []
    while editor.text():
        editor.undo()
        seen.append(editor.text())
    assert seen == ["one two", "one ", ""]


def test_undo_is_told_like_typing(editor: SourceEditor) -> None:
    editor.show_text("a 😀 b")
    recorder = Recorder(editor)
    editor.select(2, 4)
    editor.run("bold")
    editor.undo()
    editor.redo()
    assert editor.text() == recorder.text == "a **😀** b"


def test_the_history_of_a_lesson_comes_back_with_it(editor: SourceEditor) -> None:
    editor.show_text("one")
    editor.insert_text("x")
    history = editor.history
    editor.show_text("another")
    editor.undo()
    assert editor.text() == "another"
    editor.show_text("xone", history)
    editor.undo()
    assert editor.text() == "one"
    assert isinstance(history, History)


def test_a_person_comes_back_to_where_they_were(editor: SourceEditor) -> None:
    editor.show_text(LINES)
    editor.select(9000, 9010)
    editor.scroll_to_line(120)
    QApplication.processEvents()
    state = editor.view_state()
    editor.show_text("short")
    editor.restore_view(state)
    editor.show_text(LINES)
    editor.restore_view(state)
    assert editor.selection() == (9000, 9010)
    assert abs(editor.top_line() - 120) < 0.6


def test_what_is_composed_survives_an_arrival(editor: SourceEditor) -> None:
    editor.show_text("ab")
    editor.select(2, 2)
    QTest.keyClicks(editor, "c")
    editor.apply_edits([Edit(0, 0, "z")])
    QTest.keyClicks(editor, "d")
    assert editor.text() == "zabcd"
