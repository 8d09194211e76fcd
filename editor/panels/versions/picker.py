"""A field to pick one of some versions by."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
)

from editor.panels.kit.look import Look

_EDGES = 54
"""Pixels at 100 % beside the name: the edge, and the arrow."""


class Picker(QComboBox):
    """A combo box whose arrow is drawn in the colours of the theme (a styled one has none)."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        self.setAccessibleDescription(name)  # on Linux Qt tells readers what is chosen as the name
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Ask for room for the longest name: a styled combo box forgets a part of its own edge."""
        names = [self.itemText(number) for number in range(self.count())]
        widest = max((self.fontMetrics().horizontalAdvance(name) for name in names), default=0)
        size = super().sizeHint()
        return QSize(max(size.width(), widest + self._look.px(_EDGES)), size.height())

    def minimumSizeHint(self) -> QSize:
        """Give way where it is narrow; the list that opens shows the names in full."""
        return QSize(self._look.px(112), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave undo to the page: a combo box would look for a name that begins with it."""
        if event.matches(QKeySequence.StandardKey.Undo):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field with as much of the name as has room, then the arrow."""
        look, option = self._look, QStyleOptionComboBox()
        self.initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, part, self).width() - look.px(4)
        elide = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(self.currentText(), elide, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(control, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
        arrow = look.pixmap("chevron-down", "text2", 15, self.devicePixelRatioF())
        side = look.px(15)
        place = QPointF(self.width() - side - look.px(9), (self.height() - side) / 2)
        QPainter(self).drawPixmap(place, arrow)
