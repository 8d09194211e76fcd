"""A small number that is typed, or counted up and down with the arrow keys."""
# ruff: noqa: N802

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from editor.panels.kit.look import Look


class NumberField(QLineEdit):
    """A whole number from 0 to `most`; an empty field is 0."""

    def __init__(self, look: Look, name: str, most: int) -> None:
        super().__init__("0")
        self._most = most
        self.setValidator(QIntValidator(0, most, self))
        self.setAccessibleName(name)
        self.setFixedWidth(look.px(64))
        self.setMinimumHeight(look.px(34))

    def value(self) -> int:
        """Give the number."""
        typed = self.text().strip()
        return min(int(typed), self._most) if typed.isdecimal() else 0

    def show_value(self, value: int) -> None:
        """Show a number, within its limits."""
        self.setText(str(max(0, min(value, self._most))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count up and down."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.show_value(self.value() + (1 if event.key() == Qt.Key.Key_Up else -1))
        else:
            super().keyPressEvent(event)
