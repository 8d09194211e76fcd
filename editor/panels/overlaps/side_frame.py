"""The frame of one wording: mine under a solid line, theirs under a dashed one."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from editor.panels.kit.look import Look

_RADIUS = 12.0


class SideFrame(QFrame):
    """Paint a card whose upper edge tells whose it is."""

    def __init__(self, look: Look, layout: QLayout, *, mine: bool) -> None:
        super().__init__()
        self._look, self._mine = look, mine
        self.setLayout(layout)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, then its upper edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._look
        place = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1)
        painter.setPen(QPen(look.colour("line"), look.tokens.border))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(place, _RADIUS, _RADIUS)
        pen = QPen(look.colour("accent" if self._mine else "theirs"), 3 * look.scale)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if not self._mine:
            pen.setDashPattern([2.0, 1.3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_upper_edge(place))


def _upper_edge(place: QRectF) -> QPainterPath:
    edge = QPainterPath(QPointF(place.left() + 1, place.top() + _RADIUS * 0.75))
    corner = QRectF(0, 0, 2 * _RADIUS, 2 * _RADIUS)
    corner.moveTopLeft(place.topLeft())
    edge.arcMoveTo(corner, 150)
    edge.arcTo(corner, 150, -60)
    corner.moveTopRight(place.topRight())
    edge.lineTo(place.right() - _RADIUS, place.top())
    edge.arcTo(corner, 90, -60)
    return edge


class Brace(QWidget):
    """Paint how the texts above become the one below."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(look.px(26))
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint two bows that meet in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("edge"), 1.4 * self._look.scale))
        middle, low = self.width() / 2, self.height() - 1.0
        reach = min(self._look.px(172), middle - self._look.px(20))
        for way in (-1, 1):
            bow = QPainterPath(QPointF(middle + way * reach, 0))
            bow.cubicTo(
                QPointF(middle + way * reach, low * 0.65),
                QPointF(middle, low * 0.3),
                QPointF(middle, low),
            )
            painter.drawPath(bow)
