"""Boxes to tick and rings to choose by, painted from the tokens."""
# ruff: noqa: N802

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton

from editor.panels.kit.look import Look

_BOX, _GAP, _HEIGHT = 17, 9, 28


class CheckBox(QCheckBox):
    """A box to tick, with its words."""

    def __init__(self, look: Look, text: str, checked: bool = False) -> None:
        super().__init__(text)
        self._look = look
        self.setChecked(checked)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Measure box and words."""
        return _size(self, self._look)

    def hitButton(self, place: object) -> bool:
        """Take a click on the words too."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box, tick and words."""
        painter, place = _begin(self, self._look, radius=4)
        if self.checkState() == Qt.CheckState.Checked:
            _tick(painter, self._look, place)
        elif self.checkState() == Qt.CheckState.PartiallyChecked:
            painter.drawLine(
                QPointF(place.left() + 4, place.center().y()),
                QPointF(place.right() - 4, place.center().y()),
            )


class RadioButton(QRadioButton):
    """A ring to choose by, with its words."""

    def __init__(self, look: Look, text: str, checked: bool = False) -> None:
        super().__init__(text)
        self._look = look
        self.setChecked(checked)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Measure ring and words."""
        return _size(self, self._look)

    def hitButton(self, place: object) -> bool:
        """Take a click on the words too."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ring, disc and words."""
        painter, place = _begin(self, self._look, radius=_BOX)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("on_accent"))
            inset = place.width() * 0.32
            painter.drawEllipse(place.adjusted(inset, inset, -inset, -inset))


def _size(button: QAbstractButton, look: Look) -> QSize:
    words = QFontMetricsF(look.font(14)).horizontalAdvance(button.text())
    return QSize(look.px(_BOX + _GAP) + round(words) + 6, look.px(_HEIGHT))


def _begin(button: QAbstractButton, look: Look, radius: float) -> tuple[QPainter, QRectF]:
    """Paint the words and the box; return the painter, set to draw into the box."""
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = look.px(_BOX)
    place = QRectF(2, (button.height() - side) / 2, side, side)
    painter.setFont(look.font(14))
    painter.setPen(look.colour("text" if button.isEnabled() else "text3"))
    room = QRectF(button.rect()).adjusted(2 + side + look.px(_GAP), 0, 0, 0)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, button.text())
    on = button.isChecked()
    edge = "accent" if on or button.hasFocus() else "edge"
    if button.hasFocus():
        painter.setPen(QPen(look.colour("accent"), 1.5))
        painter.drawRoundedRect(place.adjusted(-2, -2, 2, 2), radius + 2, radius + 2)
    painter.setPen(QPen(look.colour(edge), 1.4 * look.scale))
    painter.setBrush(look.colour("accent" if on else "surface"))
    inner = place.adjusted(1, 1, -1, -1)
    painter.drawRoundedRect(inner, min(radius, side / 2), min(radius, side / 2))
    return painter, inner


def _tick(painter: QPainter, look: Look, place: QRectF) -> None:
    pen = QPen(look.colour("on_accent"), 2 * look.scale)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    x, y, width = place.x(), place.y(), place.width()
    painter.drawPolyline(
        [
            QPointF(x + width * 0.24, y + width * 0.54),
            QPointF(x + width * 0.43, y + width * 0.72),
            QPointF(x + width * 0.77, y + width * 0.32),
        ]
    )
