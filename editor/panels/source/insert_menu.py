"""What can be inserted, as a menu at the caret or under a button."""
# ruff: noqa: N802

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from editor.panels.kit.look import Look
from editor.panels.source.commands import COMMAND
from editor.panels.source.templates import TEMPLATES

_ALSO = ("picture", "footnote")


class InsertMenu(QMenu):
    """List templates; `chosen(name)` names one. A letter that means no entry closes the menu and
    is handed on by `typed`, so that a line may well begin with a slash."""

    chosen = Signal(str)
    typed = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__("Insert", parent)
        self.setAccessibleName("Insert")
        entries = [(entry.name, entry.title, entry.icon) for entry in TEMPLATES]
        entries += [(name, COMMAND[name].title, COMMAND[name].icon) for name in _ALSO]
        for number, (name, title, icon) in enumerate(entries):
            if number in (4, len(TEMPLATES)):
                self.addSeparator()
            action = self.addAction(look.icon(icon, "text2", 16), title)
            action.triggered.connect(lambda _=False, name=name: self.chosen.emit(name))

    def pop_up(self, place: QPoint) -> None:
        """Open at a place of the screen, with the first entry ready for Enter."""
        self.popup(place)
        self.setActiveAction(self.actions()[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the entries by arrows; hand on what is written."""
        if event.text().isprintable() and event.text() and event.key() != Qt.Key.Key_Space:
            self.close()
            self.typed.emit(event.text())
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Backspace):
            self.close()
            self.typed.emit("" if event.key() == Qt.Key.Key_Backspace else " ")
        else:
            super().keyPressEvent(event)
