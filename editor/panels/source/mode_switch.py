"""The switch between writing in a lesson and suggesting changes of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from editor.panels.kit.arrange import row
from editor.panels.kit.buttons import IconButton
from editor.panels.kit.look import Look
from editor.panels.kit.tabs import Tabs
from sync.model.language import mark, say

WRITING, SUGGESTING = mark("Writing"), mark("Suggesting")


class ModeSwitch(QWidget):
    """Show which of both one does; `chosen(suggesting)` is a person's choice.

    Two words where there is room for them, else one sign that is pressed down.
    """

    chosen = Signal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._words = Tabs(look, [WRITING, SUGGESTING], title=say("Write, or suggest"))
        self._sign = IconButton(
            look, "pencil-line", say("Suggest changes"), checkable=True, command="suggest"
        )
        self.setLayout(row(look, self._words, self._sign, gap=0))
        self._words.tab_chosen.connect(lambda name: self.chosen.emit(name == SUGGESTING))
        self._sign.clicked.connect(self.chosen)
        self.set_wide(False)

    def show_suggesting(self, suggesting: bool) -> None:
        """Show what one does now."""
        self._words.show_tab(SUGGESTING if suggesting else WRITING)
        self._sign.setChecked(suggesting)

    def toggle(self) -> None:
        """Choose the other one."""
        self.chosen.emit(not self._sign.isChecked())

    def set_wide(self, wide: bool) -> None:
        """Say it in words, or by the sign alone."""
        self._words.setVisible(wide)
        self._sign.setVisible(not wide)
