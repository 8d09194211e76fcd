"""The room left of the text: stitches, comments, suggestions and checks instead of numbers."""
# ruff: noqa: N802

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from editor.panels.kit.glyphs import paint_stitches
from editor.panels.kit.look import Look
from editor.panels.kit.tips import plain_tip
from editor.panels.source.marks import GUTTER_ICONS, MarkKind, Marks, PlacedMark
from editor.panels.source.text_view import TextView
from sync.model.language import say

_FROM_TEXT = 26
_BETWEEN = 20
_MOST_ABREAST = 2
_ONE_LINE = 1.6


class Gutter(QWidget):
    """Paint the signs of the marks that are in sight; `mark_chosen(id)` tells a click."""

    mark_chosen = Signal(str)

    def __init__(self, view: TextView, marks: Marks, look: Look) -> None:
        super().__init__(view)
        self._view, self._marks, self._look = view, marks, look
        self._signs: list[tuple[QRect, PlacedMark]] = []
        self.setMouseTracking(True)
        self.setAccessibleName(say("Marks beside the text"))
        view.updateRequest.connect(self._text_updated)
        look.changed.connect(self.update)

    def fit(self) -> None:
        """Take the place left of the text."""
        view = self._view
        self.setGeometry(0, view.top_margin, view.gutter_width, view.height() - view.top_margin)

    def marks_at(self, y: int) -> list[PlacedMark]:
        """Return the marks whose sign is painted at a height."""
        return [placed for box, placed in self._signs if box.top() <= y <= box.bottom()]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the signs; at most two stand side by side."""
        painter = QPainter(self)
        self._signs = []
        taken: dict[int, int] = {}
        for placed in self._in_sight():
            place = self._lines_of(placed)
            abreast = taken.get(place[0], 0)
            taken[place[0]] = abreast + 1
            if abreast < _MOST_ABREAST:
                self._paint(painter, placed, place, abreast)

    def event(self, event: QEvent) -> bool:
        """Say in a tip what a sign stands for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._sign_at(event.pos())
            words = found.mark.note or say(found.mark.kind.value) if found else ""
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a sign can be clicked."""
        found = self._sign_at(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the click: the text below is not meant."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which mark was chosen."""
        found = self._sign_at(event.position().toPoint())
        if found is not None:
            self.mark_chosen.emit(found.mark.id)

    def _text_updated(self, area: QRect, scrolled: int) -> None:
        if not self._marks and not self._signs:
            return
        if scrolled:
            self.update()
        elif area.height() > _ONE_LINE * self._view.fontMetrics().lineSpacing() or any(
            box.top() <= area.bottom() and area.top() <= box.bottom() for box, _ in self._signs
        ):  # a key in a line without a sign leaves all signs where they are
            self.update(0, area.top(), self.width(), area.height())

    def _in_sight(self) -> list[PlacedMark]:
        """Return the marks that may have a sign now; looks at each of them, so it is brief."""
        view = self._view
        first = view.firstVisibleBlock().position()
        block = view.cursorForPosition(view.viewport().rect().bottomLeft()).block()
        last = block.position() + block.length()
        return [
            placed
            for placed in self._marks
            if placed.mark.kind is not MarkKind.SPELLING
            and placed.cursor.selectionStart() <= last
            and placed.cursor.selectionEnd() >= first
        ]

    def _lines_of(self, placed: PlacedMark) -> tuple[int, int]:
        """Return top and bottom of a mark's lines; stitches run along all of them."""
        view, cursor = self._view, placed.cursor
        document = view.document()
        ends = (cursor.selectionStart(), cursor.selectionEnd())
        found = (document.findBlock(end) for end in ends)
        # what is put away stands behind the first line
        first, last = (one if one.isVisible() else document.firstBlock() for one in found)
        offset = view.contentOffset()
        top = view.blockBoundingGeometry(first).translated(offset).top()
        bottom = view.blockBoundingGeometry(last).translated(offset).bottom()
        return round(top), round(bottom)

    def _paint(
        self, painter: QPainter, placed: PlacedMark, place: tuple[int, int], abreast: int
    ) -> None:
        look = self._look
        x = self.width() - look.px(_FROM_TEXT) - abreast * look.px(_BETWEEN)
        top, bottom = place
        line = QFontMetricsF(self._view.font()).height()
        half = look.px(10)
        if placed.mark.kind is MarkKind.OVERLAP:
            span = (max(top, -14) + 3, min(bottom, self.height() + 14) - 3)
            paint_stitches(painter, look, x, span)
            box = QRect(x - half, top, 2 * half, bottom - top)
        else:
            icon, colour = GUTTER_ICONS[placed.mark.kind]
            picture = look.pixmap(icon, colour, 16, self.devicePixelRatioF())
            y = top + line / 2 - look.px(8)
            painter.drawPixmap(QPointF(x - look.px(8), y), picture)
            box = QRect(x - half, top, 2 * half, round(line))
        self._signs.append((box, placed))

    def _sign_at(self, place: object) -> PlacedMark | None:
        return next((placed for box, placed in self._signs if box.contains(place)), None)  # type: ignore[call-overload]
