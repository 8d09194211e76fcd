"""Filter overlaps where there are many: by words, lesson, person, or whose turn it is."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from editor.panels.kit.look import Look
from editor.panels.overlaps.sentences import headline, question, whose_turn
from editor.panels.overlaps.values import OverlapItem
from sync.model.language import say

FROM = 8
"""So many overlaps make a filter worth its room."""


class FilterField(QLineEdit):
    """Take words to look for; `filtered(words)` tells them as they are typed, Esc empties it."""

    filtered = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setPlaceholderText(say("Filter by words, lesson or person"))
        self.setAccessibleName(say("Filter the overlaps by words, lesson or person"))
        self.setClearButtonEnabled(True)
        self.setMinimumHeight(look.px(32))
        self.textChanged.connect(self.filtered)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the field by Esc; if it is empty, Esc is for who is around it."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)


def matching(items: Sequence[OverlapItem], words: str) -> tuple[OverlapItem, ...]:
    """List the overlaps in which the words stand together, or else each, whatever their case."""
    wanted = words.casefold().split()
    said = [(item, _said(item)) for item in items]
    together = tuple(item for item, told in said if " ".join(wanted) in told)
    return together or tuple(i for i, told in said if all(word in told for word in wanted))


def _said(item: OverlapItem) -> str:
    """Give all that is shown of an overlap, in one text."""
    parts = [item.title, item.was, item.now, question(item), whose_turn(item), *headline(item)]
    for wording in item.wordings:
        parts += [wording.text, *(face.name for face in wording.faces)]
    if item.turn is not None and item.turn.to is not None:
        parts.append(item.turn.to.name)
    return "\n".join(parts).casefold()
