"""The texts of one place, folded where they are the same, and the way to read them whole."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from editor.panels.cards.marked_text import MarkedText
from editor.panels.cards.runs import Run
from editor.panels.kit.arrange import row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.look import Look
from editor.panels.overlaps.folding import Fold, folded
from sync.model.language import say

MOST_OPENED = 60_000
"""So many letters of a text are shown when it is opened: the place that differs may be its end."""


class FoldedTexts(QWidget):
    """Fold texts that stand elsewhere; this is the button that opens all of them, and folds them.

    It is away while there is nothing to open.
    """

    def __init__(self, look: Look, card: QWidget) -> None:
        super().__init__(card)  # shown with no parent, it would be a window for a moment
        self._texts: list[tuple[MarkedText, tuple[Run, ...], tuple[Fold, ...]]] = []
        self._way = Button(look, say("Show all the words"), Kind.LINK, small=True)
        self._way.setCheckable(True)
        self._way.chosen.connect(self._toggle)
        self.setLayout(row(look, self._way, None, margins=(0, 6, 0, 0)))
        self.hide()

    def add(self, text: MarkedText, runs: tuple[Run, ...], folds: tuple[Fold, ...]) -> None:
        """Fold one more text, if there is what to fold in it."""
        if folds:
            self._texts.append((text, runs, folds))
            text.show_runs(folded(runs, folds))
            self.show()

    def _toggle(self) -> None:
        whole = self._way.isChecked()
        self._way.say(say("Fold what is the same") if whole else say("Show all the words"))
        for text, runs, folds in self._texts:
            text.show_runs(runs if whole else folded(runs, folds))
