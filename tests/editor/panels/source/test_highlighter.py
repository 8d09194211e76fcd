"""A long text is coloured where one looks, at once, and near it; the rest when one goes there."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.panels.source.editor import SourceEditor
from sync.merge.edits import Edit

LINES = 3000


def coloured(block: QTextBlock) -> bool:
    return bool(block.layout().formats())


def in_sight(editor: SourceEditor) -> list[QTextBlock]:
    """List the blocks in sight."""
    corner = editor.viewport().rect().bottomLeft()
    last = editor.cursorForPosition(corner).blockNumber()
    first = editor.firstVisibleBlock().blockNumber()
    return [editor.document().findBlockByNumber(number) for number in range(first, last + 1)]


def test_what_is_in_sight_has_its_colours_wherever_one_goes(
    editor: SourceEditor, qtbot: QtBot
) -> None:
    editor.show_text("A line with *a mark* in it.\n" * LINES)
    QApplication.processEvents()
    for line in (0, LINES - 1, LINES // 2, 700):
        editor.go_to_line(line)
        assert all(coloured(block) for block in in_sight(editor) if block.text())
        qtbot.waitUntil(lambda: not editor.colours_wait)
    far = editor.document().findBlockByNumber(3 * LINES // 4)
    assert not coloured(far), "what nobody looks at costs nothing"


def test_a_fence_begun_above_colours_what_is_in_sight_below(
    editor: SourceEditor, qtbot: QtBot
) -> None:
    """What arrives far above changes the state of all lines, also of those in sight."""
    editor.show_text("A line with *a mark* in it.\n" * LINES)
    editor.go_to_line(LINES - 1)
    qtbot.waitUntil(lambda: not editor.colours_wait)
    editor.apply_edits((Edit(0, 0, "```\n"),))
    qtbot.waitUntil(lambda: not editor.colours_wait)
    for block in in_sight(editor):
        lengths = [one.length for one in block.layout().formats()]  # type: ignore[attr-defined]
        assert lengths == ([block.length() - 1] if block.text() else []), "code, as a whole"
