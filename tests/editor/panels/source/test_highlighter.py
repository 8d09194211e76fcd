"""A long text is coloured where one looks, at once, and near it; the rest when one goes there."""

from __future__ import annotations

from random import Random

from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.panels.kit.look import Look
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
        lengths = [one.length for one in block.layout().formats()]
        assert lengths == ([block.length() - 1] if block.text() else []), "code, as a whole"


def test_a_changed_text_has_the_colours_of_a_fresh_one(
    editor: SourceEditor, look: Look, qtbot: QtBot
) -> None:
    """Fences opened and closed, lines joined and parted: at once, and 20 changes one by one."""
    fresh = SourceEditor(look)
    qtbot.addWidget(fresh)
    fresh.resize(editor.size())
    for seed in range(6):
        chance = Random(seed)
        parts = (
            "```\n",
            "```",
            "\n",
            "*a* ",
            "# b 😀 *c*\n",
            "<!--",
            "-->",
            "$$\n",
            "| - |\n",
            "~~~\n",
        )
        editor.show_text("".join(chance.choices(parts, k=12)))
        for _ in range(20):
            length = len(editor.text())
            start = chance.randint(0, length)
            gone = min(chance.choice((0, 0, 1, 5)), length - start)
            put = "".join(chance.choices(parts, k=chance.choice((0, 1, 2))))
            editor.apply_edits((Edit(start, gone, put),))
            fresh.show_text(editor.text())
            assert colours(editor) == colours(fresh), (seed, editor.text())


def colours(editor: SourceEditor) -> list[tuple[int, int, int, object]]:
    """List what is coloured in the first lines, and how."""
    block = editor.document().firstBlock()
    found: list[tuple[int, int, int, object]] = []
    while block.isValid() and block.blockNumber() < 15:
        for one in block.layout().formats():
            style = one.format
            where = (block.blockNumber(), one.start, one.length)
            found.append((*where, (style.foreground().color().name(), style.fontWeight())))
        block = block.next()
    return found
