"""Boxes: panes, bars, cards, wells, tinted boxes, hairlines and painted shadows."""

# ruff: noqa: N802
from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from editor.panels.kit.labels import Tone, restyle
from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme


class Box(StrEnum):
    """What a frame is for; colours and lines of each stand in the style sheet."""

    SIDE = "side"
    SIDE_RIGHT = "side-right"
    HEAD = "head"
    BAR = "bar"
    FOOT = "foot"
    SIDE_FOOT = "side-foot"
    PANE = "pane"
    CANVAS = "canvas"
    CARD = "card"
    WELL = "well"
    DIALOG = "dialog"


class Frame(QFrame):
    """A box around a layout."""

    def __init__(self, box: Box, layout: QLayout | None = None) -> None:
        super().__init__()
        self.setProperty("box", box.value)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        if layout is not None:
            self.setLayout(layout)

    def set_active(self, active: bool) -> None:
        """Mark the card that the person is at."""
        if self.property("active") != active:
            self.setProperty("active", active)
            restyle(self)


class ToneBox(QFrame):
    """A box on a tone: advice, a warning, what a thing is."""

    def __init__(self, tone: Tone, layout: QLayout | None = None) -> None:
        super().__init__()
        self.set_tone(tone)
        if layout is not None:
            self.setLayout(layout)

    def set_tone(self, tone: Tone) -> None:
        """Change the tone."""
        self.setProperty("tone", tone.value)
        restyle(self)


class Hairline(QFrame):
    """A line between two things, lying or upright."""

    def __init__(self, look: Look, *, upright_height: int = 0) -> None:
        super().__init__()
        self.setProperty("box", "upright-hair" if upright_height else "hair")
        if upright_height:
            self.setFixedHeight(look.px(upright_height))


class Shadow(QWidget):
    """A painted shadow that lies behind a floating frame and goes where it goes.

    QGraphicsDropShadowEffect is not used: it repaints the whole frame, and did not always show.
    """

    _SIDE, _ABOVE, _BELOW = 40, 26, 54

    def __init__(
        self, look: Look, frame: QWidget, radius: float = 16, strength: float = 1.0
    ) -> None:
        super().__init__(frame.parentWidget())
        self._look, self._frame = look, frame
        self._radius, self._strength = radius, strength
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        frame.installEventFilter(self)
        self._follow()
        self.setVisible(frame.isVisible())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the frame in place, in size and in being seen."""
        kinds = QEvent.Type
        if watched is self._frame and event.type() in (kinds.Move, kinds.Resize, kinds.Show):
            self._follow()
            self.setVisible(event.type() == kinds.Show or self._frame.isVisible())
        elif watched is self._frame and event.type() == kinds.Hide:
            self.hide()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint rings that grow paler; the contrast theme has none."""
        if self._look.theme is Theme.CONTRAST:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        inner = QRectF(self.rect()).adjusted(
            self._SIDE, self._ABOVE + 14, -self._SIDE, -(self._BELOW - 14)
        )
        dark = self._look.theme is Theme.DARK
        for step in range(20):
            grow = step * 1.9
            fade = self._strength * (1.6 if dark else 1.0) * (1 - step / 20)
            depth = round(3.6 * fade + 0.5 * self._strength)
            painter.setBrush(QColor(0, 0, 0, depth) if dark else QColor(40, 34, 24, depth))
            ring = inner.adjusted(-grow, -grow, grow, grow)
            painter.drawRoundedRect(ring, self._radius + grow, self._radius + grow)

    def _follow(self) -> None:
        place = self._frame.geometry()
        self.setGeometry(place.adjusted(-self._SIDE, -self._ABOVE, self._SIDE, self._BELOW))
        self.stackUnder(self._frame)
