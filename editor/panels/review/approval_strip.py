"""A strip beside the lesson: bars for the blocks that nobody has approved as they stand."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

from editor.panels.kit.look import Look
from editor.panels.kit.tips import plain_tip
from sync.model.language import say

WIDTH = 28
_LEAST, _BAR = 24, 3


@dataclass(frozen=True)
class StripBlock:
    """A block without an approval; `line` counts from 0, `is_changed` that it had one before."""

    ident: str
    line: int
    words: str
    is_changed: bool

    @property
    def told(self) -> str:
        """What the bar means, in words."""
        if self.is_changed:
            return say("Changed since somebody approved it: {words}", words=self.words)
        return say("Nobody has approved this yet: {words}", words=self.words)


class ApprovalBar(QAbstractButton):
    """One block's bar: dotted where nobody approved, solid with a diamond where it changed.

    `moved(step)` asks for the next bar or the one before.
    """

    moved = Signal(int)
    reached = Signal()

    def __init__(self, look: Look, block: StripBlock) -> None:
        super().__init__()
        self.block, self._look = block, look
        self.setAccessibleName(block.told)
        self.setToolTip(plain_tip(block.told))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """A target of at least 24 pixels."""
        return QSize(self._look.px(WIDTH), self._look.px(_LEAST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from bar to bar; Enter presses as Space does."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Bring the block into sight for whoever came by key."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.reached.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar in the middle; the ring of the focus around it."""
        look, unit = self._look, self._look.scale
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, changed = self.width() / 2, self.block.is_changed
        ink = look.colour("warn_line" if changed else "text3")
        style = Qt.PenStyle.SolidLine if changed else Qt.PenStyle.DotLine
        pen = QPen(ink, _BAR * unit, style)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        top = (11 if changed else 3) * unit
        painter.drawLine(QPointF(middle, top), QPointF(middle, self.height() - 3 * unit))
        if changed:
            side = 4.5 * unit
            at = QPointF(middle, 6 * unit)
            corners = ((0, -side), (side, 0), (0, side), (-side, 0))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawPolygon(QPolygonF([at + QPointF(x, y) for x, y in corners]))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent"), 2 * unit))
            ring = QRectF(self.rect()).adjusted(2, 1, -2, -1)
            painter.drawRoundedRect(ring, 5 * unit, 5 * unit)


class ApprovalStrip(QWidget):
    """Show a bar beside each block that needs an approval; one Tab stop, arrows go on.

    `chosen(line)` asks to see the block.
    """

    chosen = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._bars: list[ApprovalBar] = []
        self._places: dict[str, tuple[float, float]] = {}
        self.setFixedWidth(look.px(WIDTH))
        self.setAccessibleName(say("Blocks without an approval"))
        self.hide()

    @property
    def bars(self) -> tuple[ApprovalBar, ...]:
        """The bars in the order of the text."""
        return tuple(self._bars)

    def show_blocks(self, blocks: Sequence[StripBlock]) -> None:
        """Show the bars of a lesson; nothing where all of it is approved."""
        if [bar.block for bar in self._bars] != list(blocks):
            self._make(blocks)
        self.setVisible(bool(blocks))
        self._arrange()

    def show_places(self, places: Mapping[str, tuple[float, float]]) -> None:
        """Put bars where their blocks stand now: top in this widget, and height, in pixels."""
        self._places = dict(places)
        self._arrange()

    def _make(self, blocks: Sequence[StripBlock]) -> None:
        held = next((number for number, bar in enumerate(self._bars) if bar.hasFocus()), None)
        for bar in self._bars:
            bar.hide()
            bar.deleteLater()
        self._bars = []
        for number, block in enumerate(blocks):
            bar = ApprovalBar(self._look, block)
            bar.setParent(self)
            bar.clicked.connect(lambda _=False, line=block.line: self.chosen.emit(line))
            bar.reached.connect(lambda n=number, line=block.line: self._reached(n, line))
            bar.moved.connect(lambda step, n=number: self._go(n + step))
            bar.show()
            self._bars.append(bar)
        self._let_tab_stop_at(0)
        if held is not None and self._bars:
            self._go(min(held, len(self._bars) - 1))

    def _let_tab_stop_at(self, number: int) -> None:
        for n, bar in enumerate(self._bars):
            policy = Qt.FocusPolicy.StrongFocus if n == number else Qt.FocusPolicy.ClickFocus
            bar.setFocusPolicy(policy)

    def _go(self, number: int) -> None:
        if 0 <= number < len(self._bars):
            self._let_tab_stop_at(number)
            self._bars[number].setFocus(Qt.FocusReason.OtherFocusReason)

    def _reached(self, number: int, line: int) -> None:
        self._let_tab_stop_at(number)
        bar = self._bars[number]
        if bar.y() < 0 or bar.y() + self._look.px(_LEAST) > self.height():
            self.chosen.emit(line)

    def _arrange(self) -> None:
        least = self._look.px(_LEAST)
        for bar in self._bars:
            place = self._places.get(bar.block.ident)
            bar.setVisible(place is not None)
            if place is not None:
                top, height = place
                bar.setGeometry(0, round(top), self.width(), max(least, round(height)))
