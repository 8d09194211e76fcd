"""The magnifier at the beginning of a field that searches."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QLineEdit

from editor.panels.kit.arrange import row
from editor.panels.kit.labels import IconLabel
from editor.panels.kit.look import Look

_BEFORE, _SIZE, _AFTER = 9, 17, 4


class Glass(IconLabel):
    """Show that a field searches, at the person's scale: Qt keeps a field's own icon at 16 pixels.

    It says nothing and takes no click; the field's name tells what it is for.
    """

    def __init__(self, look: Look, field: QLineEdit) -> None:
        super().__init__(look, "search", "text2", _SIZE)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._field = field
        line = row(look, self, None, gap=0, margins=(_BEFORE, 0, 0, 0))
        line.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        field.setLayout(line)
        self._make_room()
        look.changed.connect(self._make_room)

    def _make_room(self) -> None:
        room = self._look.px(_SIZE + _AFTER)
        left, right = (0, room) if self._field.isRightToLeft() else (room, 0)
        self._field.setTextMargins(left, 0, right, 0)
