"""Paint a row of the outline: state, title, counts; and let its title be changed in place."""
# ruff: noqa: N802

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QTreeView,
    QWidget,
)

from editor.models.outline import Index, Role
from editor.models.outline_rows import OutlineRow
from editor.panels.kit.glyphs import paint_state, paint_stitches
from editor.panels.kit.look import Look
from editor.panels.kit.tips import plain_tip
from editor.panels.kit.tokens import Theme
from sync.model.ids import NodeId
from sync.model.language import say

_LESSON_HEIGHT, _MODULE_HEIGHT = 34, 36
_GLYPH_LEFT, _TITLE_LEFT, _STEP = 18, 41, 14


class OutlineDelegate(QStyledItemDelegate):
    """Paint modules as small heads and lessons as rows; the open lesson has a ground."""

    def __init__(self, look: Look, view: QTreeView) -> None:
        super().__init__(view)
        self._look, self._view = look, view
        self.open_lesson: NodeId | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give rows of 34 pixels, heads a little more."""
        row = _row(index)
        height = _MODULE_HEIGHT if row and row.kind == "module" else _LESSON_HEIGHT
        return QSize(10, self._look.px(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row = _row(index)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        self._paint_ground(painter, box, row, state)
        if row.kind == "module":
            self._paint_module(painter, box, row, index)
        else:
            self._paint_lesson(painter, box, row, self._indent(index))
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Show a tip as it is: in a title Qt would obey tags, and read files for pictures."""
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        tip = plain_tip(str(index.data(Qt.ItemDataRole.ToolTipRole) or ""))
        QToolTip.showText(event.globalPos(), tip, view)
        return True

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Edit the title in place."""
        field = QLineEdit(parent)
        field.setProperty("inplace", True)
        field.setAccessibleName(say("Title"))
        field.setFont(self._look.font(14))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the whole title selected."""
        assert isinstance(editor, QLineEdit)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the title on."""
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Lay the field over the title."""
        box: QRect = option.rect
        row = _row(index)
        left = _TITLE_LEFT if row and row.kind == "lesson" else _GLYPH_LEFT
        start = self._look.px(left - 6) + self._indent(index)
        editor.setGeometry(box.adjusted(start, self._look.px(3), -self._look.px(10), -2))

    def _indent(self, index: Index) -> int:
        """Measure how deep a row stands: what is in a module of the course stands flush."""
        depth = -1
        above = index.parent()
        while above.isValid():
            depth += 1
            above = above.parent()
        return self._look.px(_STEP) * max(0, depth)

    def _paint_ground(
        self, painter: QPainter, box: QRect, row: OutlineRow, state: QStyle.StateFlag
    ) -> None:
        look = self._look
        ground = QRectF(look.px(8), box.y() + 1, box.right() - look.px(14), box.height() - 2)
        flags = QStyle.StateFlag
        focused = bool(state & flags.State_HasFocus) and self._view.hasFocus()
        fill = ""
        if row.id == self.open_lesson:
            fill = "accent_soft"
        elif state & flags.State_MouseOver and row.kind == "lesson":
            fill = "hover"
        if not fill and not focused:
            return
        painter.setBrush(look.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("accent"), 2) if focused else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1) if focused else ground, 8, 8)

    def _ink(self, row: OutlineRow, name: str) -> str:
        """Return the ink on the row's ground."""
        chosen = row.id == self.open_lesson and self._look.theme is Theme.CONTRAST
        return "on_soft" if chosen else name

    def _paint_module(self, painter: QPainter, box: QRect, row: OutlineRow, index: Index) -> None:
        look = self._look
        font = look.font(12, 600)
        painter.setFont(font)
        painter.setPen(look.colour("text3"))
        left = look.px(_GLYPH_LEFT) + self._indent(index)
        room = QRectF(left, box.y() + look.px(8), box.right() - left - look.px(26), box.height())
        room.setBottom(box.bottom())
        title = row.title or say("Untitled")
        elided = QFontMetricsF(font).elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, elided)
        if not self._view.isExpanded(index) and self._has_children(index):
            picture = look.pixmap("chevron-right", "text3", 14, painter.device().devicePixelRatio())
            words = QFontMetricsF(font).horizontalAdvance(elided)
            y = room.center().y() - look.px(7)
            painter.drawPixmap(QPointF(left + words + look.px(4), y), picture)

    @staticmethod
    def _has_children(index: Index) -> bool:
        model = index.model()
        return bool(model.rowCount(index))

    def _paint_lesson(self, painter: QPainter, box: QRect, row: OutlineRow, indent: int) -> None:
        look = self._look
        is_open = row.id == self.open_lesson
        middle = box.y() + box.height() / 2
        ink = "on_soft" if self._ink(row, "text") == "on_soft" else ""
        glyph = QRectF(look.px(_GLYPH_LEFT) + indent, middle - look.px(7), look.px(14), look.px(14))
        paint_state(painter, look, glyph, row.state, ink)
        right = self._paint_counts(painter, box, row)
        font = look.font(14, 600 if is_open else 400)
        painter.setFont(font)
        painter.setPen(look.colour(self._ink(row, "text")))
        left = look.px(_TITLE_LEFT) + indent
        width = right - left - 4
        title = row.title or say("Untitled")
        words = QFontMetricsF(font).elidedText(title, Qt.TextElideMode.ElideRight, width)
        room = QRectF(left, box.y(), width, box.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_counts(self, painter: QPainter, box: QRect, row: OutlineRow) -> float:
        """Paint counts from the right; return where they begin."""
        look = self._look
        x = float(box.right() - look.px(14))
        middle = box.y() + box.height() / 2
        font = look.font(12, 500)
        painter.setFont(font)
        counts = ((row.overlaps, "theirs"), (row.to_approve, "warn"), (row.comments, "text2"))
        for count, name in counts:
            if not count:
                continue
            ink = self._ink(row, name)
            words = QFontMetricsF(font).horizontalAdvance(str(count))
            painter.setPen(look.colour(ink))
            place = QRectF(x - words, box.y(), words + 2, box.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, str(count))
            x -= words + look.px(4)
            if name == "theirs":
                paint_stitches(painter, look, x - look.px(3), (middle - 8, middle + 8), ink)
            else:
                density = painter.device().devicePixelRatio()
                sign = "badge-check" if name == "warn" else "message-square"
                picture = look.pixmap(sign, ink, 13, density)
                painter.drawPixmap(QPointF(x - look.px(13), middle - look.px(6)), picture)
            x -= look.px(19)
        return self._paint_minutes(painter, box, row, x)

    def _paint_minutes(self, painter: QPainter, box: QRect, row: OutlineRow, x: float) -> float:
        """Paint how long it takes to read; return where that begins."""
        if not row.minutes:
            return x
        words = say("{minutes} min", minutes=row.minutes)
        if row.differs:
            words = say("{minutes} min ({declared})", minutes=row.minutes, declared=row.declared)
        wide = QFontMetricsF(painter.font()).horizontalAdvance(words)
        painter.setPen(self._look.colour(self._ink(row, "text3")))
        place = QRectF(x - wide, box.y(), wide + 2, box.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        return x - wide - self._look.px(8)


def _row(index: Index) -> OutlineRow | None:
    row = index.data(Role.ROW)
    return row if isinstance(row, OutlineRow) else None
