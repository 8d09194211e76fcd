"""The front matter is put away when a lesson is shown, and in sight wherever one goes into it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from editor.panels.kit.look import Look
from editor.panels.source.details import Details
from editor.panels.source.editor import SourceEditor
from sync.merge.edits import Edit

HEAD = "---\ntitle: Feedback\nminutes: 3\n---\n"
TEXT = HEAD + "\n# Feedback\n\nSay what you saw.\n"
AFTER = TEXT.index("# Feedback")


def hidden(editor: SourceEditor) -> list[int]:
    """Number the lines that are not in sight."""
    document = editor.document()
    blocks = (document.findBlockByNumber(number) for number in range(document.blockCount()))
    return [block.blockNumber() for block in blocks if not block.isVisible()]


@pytest.fixture
def details(editor: SourceEditor, look: Look) -> Details:
    """A lesson that was just shown."""
    details = Details(look, editor)
    editor.show_text(TEXT)
    details.begin()
    return details


def test_put_away_the_text_is_the_same_and_copied_whole(
    editor: SourceEditor, details: Details
) -> None:
    assert details.away
    assert hidden(editor) == [1, 2, 3]
    assert editor.selection() == (AFTER, AFTER)
    assert editor.text() == TEXT
    caret = editor.caret_box()
    assert caret.top() < 4 * caret.height(), "the heading stands right below the line"
    QTest.keyClicks(editor, "!")
    assert details.away
    assert editor.text() == TEXT.replace("# Feedback", "!# Feedback")
    editor.undo()
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert hidden(editor) == [], "what is selected is in sight"
    editor.copy()
    assert QGuiApplication.clipboard().text() == TEXT


def test_wherever_one_goes_into_it_it_is_in_sight(editor: SourceEditor, details: Details) -> None:
    ways: tuple[Callable[[], object], ...] = (
        lambda: QTest.keyClick(editor, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier),
        lambda: QTest.keyClick(editor, Qt.Key.Key_Backspace),
        lambda: [QTest.keyClick(editor, Qt.Key.Key_Up) for _ in range(2)],
        lambda: editor.select(TEXT.index("Feedback"), TEXT.index("Feedback") + 8),
        lambda: editor.go_to_line(2),
    )
    for number, way in enumerate(ways):
        editor.show_text(TEXT)
        details.begin()
        assert hidden(editor) == [1, 2, 3]
        way()
        if number == 1:
            assert hidden(editor) == [1, 2, 3], "the blank line before the heading is no detail"
            QTest.keyClick(editor, Qt.Key.Key_Backspace)
        assert hidden(editor) == [], number
        assert not details.away


def test_its_buttons_open_it_for_the_next_lessons_and_close_it(
    editor: SourceEditor, details: Details
) -> None:
    QTest.mouseClick(details.open, Qt.MouseButton.LeftButton)
    assert hidden(editor) == []
    assert editor.hasFocus()
    editor.show_text(TEXT)
    details.begin()
    assert (hidden(editor), editor.selection()) == ([], (0, 0)), "open in the next one, too"
    QTest.mouseClick(details.put_away, Qt.MouseButton.LeftButton)
    assert (hidden(editor), editor.selection()) == ([1, 2, 3], (AFTER, AFTER))


def test_what_others_change_in_it_stays_away_and_its_end_is_followed(
    editor: SourceEditor, details: Details
) -> None:
    editor.apply_edits((Edit(4, 0, "course: Peers\n"),))
    assert hidden(editor) == [1, 2, 3, 4]
    assert details.away
    editor.apply_edits((Edit(0, TEXT.index("\n# ") + len("course: Peers\n"), ""),))
    assert editor.text().startswith("\n# Feedback")
    assert hidden(editor) == []
    assert not details.away


@pytest.mark.parametrize("text", ["# No details\n", "---\n\nA rule.\n\n---\n\nMore.\n", HEAD, ""])
def test_what_is_no_detail_is_never_put_away(
    editor: SourceEditor, details: Details, text: str
) -> None:
    editor.show_text(text)
    details.begin()
    assert hidden(editor) == []
    assert not details.away
    assert not details.open.isVisible() and not details.put_away.isVisible()


def test_what_is_moved_down_by_many_lines_is_in_sight(
    editor: SourceEditor, details: Details
) -> None:
    assert details.away
    editor.change([Edit(0, 0, "A line.\n" * 300)])
    assert hidden(editor) == []
