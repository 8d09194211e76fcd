"""How wide the lines are hangs on the width of the view alone: text and scroll bar cannot chase."""
# ruff: noqa: N802

from __future__ import annotations

import random

import pytest
from PySide6.QtGui import QResizeEvent
from pytestqt.qtbot import QtBot

from editor.panels.kit.look import Look
from editor.panels.source.editor import SourceEditor

_DEEPEST = 2
"""A view made larger sets its margins, which may resize what is within it: then it is over."""


class _Measured(SourceEditor):
    """An editor that tells how often one resize was followed by another within it."""

    depth = deepest = 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)
        try:
            if self.depth <= _DEEPEST:  # else the stack would end, and all tests with it
                super().resizeEvent(event)
        finally:
            self.depth -= 1


def _lesson(chance: random.Random) -> str:
    """Write paragraphs whose wrapping hangs on a few pixels."""
    sentences = []
    for _ in range(7):
        words = ["x" * chance.randint(2, 9) for _ in range(chance.randint(7, 16))]
        sentences.append("It " + " ".join(words) + ".")
    return "# Feedback\n\n" + "\n\n".join(sentences) + "\n"


@pytest.mark.parametrize("calm", [False, True])
@pytest.mark.parametrize("seed", range(2))
def test_a_resize_ends_whatever_wraps(look: Look, qtbot: QtBot, seed: int, calm: bool) -> None:
    chance = random.Random(seed)
    editor = _Measured(look)
    qtbot.addWidget(editor)
    editor.set_calm(calm)
    editor.show_text(_lesson(chance))
    editor.show()
    at_width: dict[int, set[int]] = {}
    for _ in range(300):  # sizes where all that is written just fits, or just does not
        width, height = chance.randint(420, 620), chance.randint(400, 640)
        editor.resize(width, height)
        at_width.setdefault(width, set()).add(editor.viewport().width())
        assert editor.deepest <= _DEEPEST, f"seed {seed}: no end at {width} × {height}"
    assert all(len(found) == 1 for found in at_width.values()), "the width alone decides"


def test_the_bar_shows_only_where_there_is_more_to_see(editor: SourceEditor) -> None:
    bar = editor.verticalScrollBar()
    room = editor.viewport().width()
    editor.show_text("Short.\n")
    assert not bar.isEnabled(), "not painted: its room is kept"
    editor.show_text("A line.\n" * 100)
    assert bar.isEnabled() and editor.viewport().width() == room
    editor.show_text("Short.\n")
    assert not bar.isEnabled()


def test_the_line_that_is_written_stays_in_sight_when_room_goes_from_below(
    look: Look, qtbot: QtBot
) -> None:
    """As when a message comes in above the text."""
    editor = SourceEditor(look)
    qtbot.addWidget(editor)
    editor.show_text("A line.\n\n" * 60)
    editor.resize(600, 500)
    with qtbot.waitExposed(editor):
        editor.show()
    editor.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    editor.select(9 * 7, 9 * 7)
    editor.verticalScrollBar().setValue(0)
    assert 250 < editor.caret_box().bottom() < 450
    editor.resize(600, 250)
    assert 0 < editor.caret_box().bottom() <= editor.viewport().height()
    editor.verticalScrollBar().setValue(40)
    editor.resize(600, 200)
    assert editor.verticalScrollBar().value() == 40, "who has scrolled away reads on there"
