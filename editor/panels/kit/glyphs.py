"""Our own signs: dashed ring, half disc, ticked disc and stitches, told apart without colour."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from editor.models.states import LessonState
from editor.panels.kit.look import Look
from sync.model.language import say

__all__ = [
    "LessonState",
    "StateGlyph",
    "Stitches",
    "Tick",
    "paint_state",
    "paint_stitches",
    "paint_tick",
]

_COLOURS = {
    LessonState.DRAFT: "text3",
    LessonState.IN_REVIEW: "warn",
    LessonState.RELEASED: "ok",
}


def paint_state(
    painter: QPainter, look: Look, place: QRectF, state: LessonState, ink: str = ""
) -> None:
    """Paint a lesson's state into a square; `ink` replaces its colour, on a selected row."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = look.colour(ink or _COLOURS[state])
    if state is LessonState.DRAFT:
        pen = QPen(colour, 1.5 * look.scale)
        pen.setDashPattern([1.6, 1.7])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(place)
    elif state is LessonState.IN_REVIEW:
        painter.setPen(QPen(colour, 1.5 * look.scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(place)
        inset = 2.6 * look.scale
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        half = place.adjusted(inset, inset, -inset, -inset)
        painter.drawPie(half, 90 * 16, -180 * 16)
    else:
        paint_tick(painter, place.adjusted(-0.6, -0.6, 0.6, 0.6), colour, look.colour("surface"))
    painter.restore()


def paint_tick(painter: QPainter, place: QRectF, disc: QColor, tick: QColor) -> None:
    """Paint a disc with a tick in it."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(disc)
    painter.drawEllipse(place)
    width = place.width()
    painter.setBrush(QBrush())
    painter.setPen(_round_pen(tick, width * 0.115))
    painter.drawPolyline(
        [
            QPointF(place.x() + width * 0.29, place.y() + width * 0.53),
            QPointF(place.x() + width * 0.44, place.y() + width * 0.68),
            QPointF(place.x() + width * 0.72, place.y() + width * 0.36),
        ]
    )


def paint_stitches(
    painter: QPainter, look: Look, x: float, span: tuple[float, float], ink: str = "theirs"
) -> None:
    """Paint the mark of an overlap: a seam of slanted stitches from top to bottom (`span`)."""
    unit = look.scale
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_round_pen(look.colour(ink), 2 * unit))
    y, bottom = span
    while y < bottom - 3 * unit:
        painter.drawLine(QPointF(x - 3 * unit, y + 4 * unit), QPointF(x + 3 * unit, y))
        y += 7 * unit
    painter.restore()


def _round_pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


class StateGlyph(QWidget):
    """A lesson's state as a sign, with its word for readers."""

    def __init__(self, look: Look, state: LessonState, size: int = 16) -> None:
        super().__init__()
        self._look, self._state = look, state
        self.setFixedSize(look.px(size), look.px(size))
        self.show_state(state)
        look.changed.connect(self.update)

    def show_state(self, state: LessonState) -> None:
        """Change the state."""
        self._state = state
        word = say(state.value)
        self.setAccessibleName(word)
        self.setToolTip(word)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign."""
        inset = 1.5 * self._look.scale
        place = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        paint_state(QPainter(self), self._look, place, self._state)


class Stitches(QWidget):
    """The mark of an overlap as a small widget."""

    def __init__(self, look: Look, width: int = 20, height: int = 22) -> None:
        super().__init__()
        self._look = look
        self.setFixedSize(look.px(width), look.px(height))
        self.setAccessibleName(say("Overlap"))
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the seam."""
        paint_stitches(QPainter(self), self._look, self.width() / 2, (1, self.height() - 1))


class Tick(QWidget):
    """A ring that becomes a ticked disc: a step done or not."""

    def __init__(self, look: Look, done: bool = False, *, current: bool = False) -> None:
        super().__init__()
        self._look, self._current = look, current
        self.setFixedSize(look.px(18), look.px(18))
        self.show_done(done)
        look.changed.connect(self.update)

    def show_done(self, done: bool) -> None:
        """Change whether the step is done."""
        self._done = done
        self.setAccessibleName(say("Done") if done else say("Not done yet"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ring or disc."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._done:
            paint_tick(painter, place, self._look.colour("ok"), self._look.colour("surface"))
            return
        colour = self._look.colour("accent" if self._current else "edge")
        painter.setPen(QPen(colour, 1.6 * self._look.scale))
        painter.drawEllipse(place)
