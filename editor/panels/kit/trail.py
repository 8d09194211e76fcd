"""The way of the person's words, from this computer to the server: always visible, always true."""

# ruff: noqa: N802
from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from editor.panels.kit.announce import announce
from editor.panels.kit.glyphs import paint_tick
from editor.panels.kit.look import Look
from editor.panels.kit.tips import plain_tip


class StepSign(StrEnum):
    """The sign of one step: each has a shape of its own."""

    SAVED = "saved"
    SAVING = "saving"
    UNSAVED = "unsaved"
    WAITING = "waiting"
    SERVER = "server"


@dataclass(frozen=True)
class Step:
    """One step: a sign, what is true, and a detail in a paler voice ("just now", "10:42")."""

    sign: StepSign
    text: str
    detail: str = ""

    @property
    def sentence(self) -> str:
        """The step in words."""
        return f"{self.text} {self.detail}".strip()


_COLOURS = {
    StepSign.SAVED: "ok",
    StepSign.SAVING: "text3",
    StepSign.UNSAVED: "bad",
    StepSign.WAITING: "accent",
    StepSign.SERVER: "text3",
}
_ROW, _SECOND, _GAP = 26, 18, 22
"""Pixels at 100 %: a row, the paler row below it, and what parts the steps of one line."""


class StatusTrail(QLabel):
    """Paint up to three steps, under each other or (`flat`) in one line at the foot.

    It is a label, so that readers find its text; a change of what is true is announced politely,
    words that cannot be saved at once. That it is saving, with each pause of the hands, is not
    announced, nor that it has. `step_chosen(number)` says which step was clicked.
    """

    step_chosen = Signal(int)
    shown = Signal(object)

    def __init__(self, look: Look, *, flat: bool = False, ground: str = "side") -> None:
        super().__init__()
        self._look, self._flat, self._ground = look, flat, ground
        self._steps: tuple[Step, ...] = ()
        self._told: set[str] = set()
        self.setTextFormat(Qt.TextFormat.PlainText)
        horizontal = QSizePolicy.Policy.Maximum if flat else QSizePolicy.Policy.Ignored
        self.setSizePolicy(horizontal, QSizePolicy.Policy.Minimum)
        look.changed.connect(self.updateGeometry)

    @property
    def steps(self) -> tuple[Step, ...]:
        """What is shown."""
        return self._steps

    def show_steps(self, *steps: Step) -> None:
        """Show the steps; only a step whose text changed is announced, not a mere clock.

        The same again, as with each key, costs nothing.
        """
        if steps == self._steps:
            return
        first = not self._steps
        quiet = {step.text for step in steps if step.sign is StepSign.SAVING}
        fresh = [step for step in steps if step.text not in self._told | quiet]
        # while it is saving, what was told of it before still holds
        self._told = {step.text for step in steps} | (self._told if quiet else set())
        self._steps = steps
        self.setText("; ".join(step.sentence for step in steps))
        self.setAccessibleName(self.text())
        self.setToolTip(plain_tip("\n".join(step.sentence for step in steps)))
        self.updateGeometry()
        self.update()
        self.shown.emit(steps)
        if fresh and not first:
            unsaved = any(step.sign is StepSign.UNSAVED for step in fresh)
            announce(self, "; ".join(step.sentence for step in fresh), at_once=unsaved)

    def sizeHint(self) -> QSize:
        """Ask for a row a step, or for one line."""
        if not self._flat:
            widest = max((self._width(step) for step in self._steps), default=0)
            return QSize(round(widest), self._look.px(_ROW * len(self._steps)))
        gaps = self._look.px(_GAP) * max(0, len(self._steps) - 1)
        return QSize(round(sum(map(self._width, self._steps))) + gaps, self._look.px(_ROW))

    def minimumSizeHint(self) -> QSize:
        """Keep the height; where it is narrow, what has no room goes below."""
        return QSize(self._look.px(60), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """Tell it always: a label forgets it with each text."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Ask for more rows where it is narrow: why words are not saved must be read whole."""
        return round(max((place.bottom() for place in self._laid(width)), default=0))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which step was clicked."""
        for number, place in enumerate(self._places()):
            if place.contains(event.position()):
                self.step_chosen.emit(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, then each step on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = self._places()
        if not self._flat and places:
            x = self._look.px(8) + 0.5
            painter.setPen(QPen(self._look.colour("trail"), 1.5 * self._look.scale))
            middle = self._look.px(_ROW) / 2
            first, last = places[0].top() + middle, places[-1].top() + middle
            painter.drawLine(QPointF(x, first), QPointF(x, last))
        for step, place in zip(self._steps, places, strict=True):
            self._paint_step(painter, step, place)

    def _places(self) -> list[QRectF]:
        return self._laid(self.width())

    def _laid(self, width: int) -> list[QRectF]:
        """Place the steps: side by side while there is room (`flat`), else under each other."""
        look, left, top, found = self._look, 0.0, 0.0, list[QRectF]()
        for step in self._steps:
            wide = self._width(step)
            if found and (not self._flat or left + wide > width + 1):
                left, top = 0.0, found[-1].bottom()
            rows = look.px(_ROW) + (look.px(_SECOND) if wide > width + 1 and step.detail else 0)
            found.append(QRectF(left, top, wide if self._flat else width, rows))
            left += wide + look.px(_GAP)
        return found

    def _width(self, step: Step) -> float:
        strong = QFontMetricsF(self._look.font(13, 500)).horizontalAdvance(step.text)
        pale = QFontMetricsF(self._look.font(12)).horizontalAdvance(step.detail)
        return self._look.px(26) + strong + (self._look.px(6) + pale if step.detail else 0) + 2

    def _paint_step(self, painter: QPainter, step: Step, place: QRectF) -> None:
        look, row = self._look, self._look.px(_ROW)
        self._paint_sign(painter, step.sign, place.left() + look.px(8) + 0.5, place.top() + row / 2)
        painter.setPen(look.colour("text2" if step.sign is StepSign.SERVER else "text"))
        room = QRectF(place.left() + look.px(26), place.top(), 0, row)
        room.setRight(min(place.right(), self.width()))
        words = self._paint_words(painter, room, step.text, look.font(13, 500))
        painter.setPen(look.colour("text3"))
        if place.height() > row:
            room.moveTop(place.top() + row - look.px(5))
        else:
            room.setLeft(room.left() + words + look.px(6))
        self._paint_words(painter, room, step.detail, look.font(12))

    def _paint_words(self, painter: QPainter, room: QRectF, words: str, font: QFont) -> float:
        """Paint words in a row, cut as one sees where even a row is too short; give their width."""
        metrics = QFontMetricsF(font)
        cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.setFont(font)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, cut)
        return metrics.horizontalAdvance(cut)

    def _paint_sign(self, painter: QPainter, sign: StepSign, x: float, y: float) -> None:
        look, unit = self._look, self._look.scale
        colour, ground = look.colour(_COLOURS[sign]), look.colour(self._ground)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(QPointF(x, y), 8 * unit, 8 * unit)
        disc = QRectF(x - 6.5 * unit, y - 6.5 * unit, 13 * unit, 13 * unit)
        if sign is StepSign.SAVED:
            paint_tick(painter, disc, colour, ground)
        elif sign is StepSign.UNSAVED:
            painter.setBrush(colour)
            painter.drawEllipse(disc)
            pen = QPen(ground, 1.8 * unit)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(x, y - 3 * unit), QPointF(x, y + 0.6 * unit))
            painter.drawPoint(QPointF(x, y + 3.1 * unit))
        else:
            self._paint_ring(painter, x, y, half=sign is StepSign.WAITING)

    def _paint_ring(self, painter: QPainter, x: float, y: float, *, half: bool) -> None:
        unit = self._look.scale
        colour = self._look.colour("accent" if half else "text3")
        radius = 4.6 * unit
        painter.setPen(QPen(colour, 1.7 * unit))
        painter.setBrush(QBrush())
        painter.drawEllipse(QPointF(x, y), radius, radius)
        if half:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            inner = QRectF(x - radius + 1, y - radius + 1, 2 * radius - 2, 2 * radius - 2)
            painter.drawPie(inner, 0, 180 * 16)
