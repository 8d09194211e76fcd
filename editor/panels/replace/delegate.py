"""Paint a lesson, or a place: what goes is struck, what comes is underlined."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from editor.panels.cards.runs import Mark
from editor.panels.kit.glyphs import paint_stitches
from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme
from editor.panels.replace.model import ROW, Index
from editor.panels.replace.values import HitRow, LessonRows, places_of
from sync.model.language import say

_ROW, _BOX = 34, 16
_LEFT, _STEP, _LINE = 22, 26, 44
_INKS = {Mark.GONE.value: "deleted", Mark.NEW.value: "inserted"}


class HitDelegate(QStyledItemDelegate):
    """Paint the rows of the page of replacing."""

    def __init__(self, look: Look, view: QTreeView) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give all rows one height: there may be fifty thousand."""
        return QSize(10, self._look.px(_ROW))

    def box_end(self, index: Index) -> float:
        """Tell how far right a click still means the box to tick."""
        return self._box(QRect(0, 0, 0, 0), index).right() + self._look.px(8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row = index.data(ROW)
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, box, option.state, index)
        self._paint_box(painter, self._box(box, index), index)
        left = self._box(box, index).right() + self._look.px(10)
        if isinstance(row, LessonRows):
            self._paint_lesson(painter, box, left, row, index)
        elif isinstance(row, HitRow):
            self._paint_hit(painter, box, left, row)
        painter.restore()

    def _box(self, row: QRect, index: Index) -> QRectF:
        look = self._look
        left = look.px(_LEFT) + (look.px(_STEP) if index.parent().isValid() else 0)
        side = look.px(_BOX)
        return QRectF(left, row.y() + (row.height() - side) / 2, side, side)

    def _paint_ground(
        self, painter: QPainter, box: QRect, state: QStyle.StateFlag, index: Index
    ) -> None:
        look = self._look
        current = index == self._view.currentIndex()
        focused = current and self._view.hasFocus()
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if not (current or hovered):
            return
        contrast = look.theme is Theme.CONTRAST
        painter.setBrush(look.colour("surface" if contrast and current else "hover"))
        painter.setPen(QPen(look.colour("accent"), 2) if focused else Qt.PenStyle.NoPen)
        ground = QRectF(box.adjusted(look.px(8), 0, -look.px(8), 0)).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(ground, 8, 8)

    def _paint_box(self, painter: QPainter, place: QRectF, index: Index) -> None:
        look = self._look
        states = Qt.CheckState
        checked = index.data(Qt.ItemDataRole.CheckStateRole)
        some = checked in (states.Checked, states.PartiallyChecked)
        painter.setPen(QPen(look.colour("accent" if some else "edge"), 1.4 * look.scale))
        painter.setBrush(look.colour("accent" if some else "surface"))
        painter.drawRoundedRect(place, 4, 4)
        pen = QPen(look.colour("on_accent"), 2 * look.scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        width = place.width()
        points = {
            states.Checked: ((0.24, 0.54), (0.43, 0.72), (0.77, 0.32)),
            states.PartiallyChecked: ((0.26, 0.5), (0.74, 0.5)),
        }.get(checked, ())
        if points:
            painter.drawPolyline(
                [QPointF(place.x() + width * x, place.y() + width * y) for x, y in points]
            )

    def _paint_lesson(
        self, painter: QPainter, box: QRect, left: float, row: LessonRows, index: Index
    ) -> None:
        look = self._look
        right = box.right() - look.px(_LEFT)
        count = places_of(len(row.hits))
        font = look.font(12.5)
        metrics = QFontMetricsF(font)
        said = count
        if row.disputed:
            disputed = say("{number} in an overlap to check", number=row.disputed)
            said = f"{count} · {disputed}"
        wide = metrics.horizontalAdvance(said)
        self._words(painter, font, "text2", QRectF(right - wide, box.y(), wide, box.height()), said)
        if row.disputed:
            high = (box.center().y() - 8, box.center().y() + 8)
            paint_stitches(painter, look, right - wide - look.px(12), high, "theirs")
        arrow = "chevron-down" if self._view.isExpanded(index) else "chevron-right"
        density = painter.device().devicePixelRatio()
        y = box.center().y() - look.px(7)
        painter.drawPixmap(QPointF(left, y), look.pixmap(arrow, "text3", 14, density))
        left += look.px(20)
        title = look.font(14, 600)
        room = QRectF(left, box.y(), right - wide - look.px(26) - left, box.height())
        shown = QFontMetricsF(title).elidedText(
            row.title or say("Untitled"), Qt.TextElideMode.ElideRight, room.width()
        )
        self._words(painter, title, "text", room, shown)

    def _paint_hit(self, painter: QPainter, box: QRect, left: float, row: HitRow) -> None:
        look = self._look
        line = QRectF(left, box.y(), look.px(_LINE), box.height())
        self._words(painter, look.font(12), "text3", line, str(row.line))
        if row.disputed:
            high = (box.center().y() - 8, box.center().y() + 8)
            paint_stitches(painter, look, left + look.px(_LINE - 10), high, "theirs")
        x = left + look.px(_LINE)
        end = box.right() - look.px(_LEFT)
        for run in row.runs:
            if x >= end:
                return
            x = self._paint_run(painter, QRectF(x, box.y(), end - x, box.height()), run.kind,
                                _on_one_line(run.text))  # fmt: skip

    def _paint_run(self, painter: QPainter, room: QRectF, kind: str, text: str) -> float:
        """Paint a run; return where it ends."""
        look = self._look
        font = look.font(13.5, 600 if kind in _INKS else 400)
        font.setStrikeOut(kind == Mark.GONE.value)
        font.setUnderline(kind == Mark.NEW.value)
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        wide = metrics.horizontalAdvance(shown)
        ink = "text2"
        if name := _INKS.get(kind):
            ink = f"{name}_text"
            ground = QRectF(room.x(), room.center().y() - metrics.height() / 2 - 1,
                            wide, metrics.height() + 2)  # fmt: skip
            if look.theme is not Theme.CONTRAST:
                painter.fillRect(ground, look.colour(name))
        self._words(painter, font, ink, room, shown)
        return room.x() + wide

    def _words(self, painter: QPainter, font: QFont, ink: str, room: QRectF, words: str) -> None:
        painter.setFont(font)
        painter.setPen(self._look.colour(ink))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)


def _on_one_line(text: str) -> str:
    return text.replace("\n", "⏎").replace("\t", " ")
