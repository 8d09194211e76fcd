"""The list below the jump field: groups of results, painted, with one of them current."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from editor.panels.jump.values import JumpGroup, JumpItem
from editor.panels.kit.announce import announce
from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme
from sync.model.language import say

_ROLE = Qt.ItemDataRole.UserRole + 1
_HEAD, _ROW, _TALL = 30, 36, 56
_LEFT, _ICON, _RIGHT = 22, 16, 22
Index = QModelIndex | QPersistentModelIndex


class ResultList(QListView):
    """Show groups; the focus stays in the field, which moves the current row from there."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(look, self))
        self.setAccessibleName(say("Results"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(False)
        self.clicked.connect(self._choose)
        look.changed.connect(self.viewport().update)

    def show_groups(self, groups: Sequence[JumpGroup]) -> None:
        """Show other results; the first of them is current."""
        self._model.clear()
        for group in groups:
            head = QStandardItem(group.title)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            self._model.appendRow(head)
            for item in group.items:
                row = QStandardItem(item.title)
                row.setEditable(False)
                row.setData(item, _ROLE)
                row.setData(item.spoken, Qt.ItemDataRole.AccessibleTextRole)
                self._model.appendRow(row)
        self.scrollToTop()
        self.step(1)
        self.scrollToTop()

    def current(self) -> JumpItem | None:
        """Return the current result."""
        return item_of(self.currentIndex())

    def step(self, by: int) -> None:
        """Make the result before or after current; from the last it goes to the first."""
        rows = [n for n in range(self._model.rowCount()) if self._item(n) is not None]
        if not rows:
            return
        now = self.currentIndex().row()
        at = rows.index(now) if now in rows else (-1 if by > 0 else 0)
        one = abs(by) == 1
        to = (at + by) % len(rows) if one else min(len(rows) - 1, max(0, at + by))
        index = self._model.index(rows[to], 0)
        self.setCurrentIndex(index)
        if to == 0:
            self.scrollToTop()
        else:
            self.scrollTo(index)

    def walk(self, field: QWidget, by: int) -> None:
        """Step, and let readers hear where: the focus never leaves the field."""
        self.step(by)
        self.say_current(field)

    def say_current(self, field: QWidget) -> None:
        """Let readers hear what Enter would choose."""
        item = self.current()
        if item is not None:
            at, count = self.place_of_current()
            told = say("{item}, {number} of {count}", item=item.spoken, number=at, count=count)
            announce(field, told)

    def place_of_current(self) -> tuple[int, int]:
        """Tell which of how many results is current, from 1."""
        rows = [n for n in range(self._model.rowCount()) if self._item(n) is not None]
        now = self.currentIndex().row()
        return (rows.index(now) + 1 if now in rows else 0), len(rows)

    def whole_height(self) -> int:
        """Measure all rows."""
        sizes = (self.sizeHintForRow(n) for n in range(self._model.rowCount()))
        return sum(sizes) + 2 * self.frameWidth()

    def _item(self, row: int) -> JumpItem | None:
        return item_of(self._model.index(row, 0))

    def _choose(self, index: QModelIndex) -> None:
        item = item_of(index)
        if item is not None:
            self.setCurrentIndex(index)
            self.chosen.emit(item)


def item_of(index: Index) -> JumpItem | None:
    """Return what a row offers; a head offers nothing."""
    item = index.data(_ROLE)
    return item if isinstance(item, JumpItem) else None


class _Delegate(QStyledItemDelegate):
    """Paint heads small and pale, results as rows, what was found in a second line."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give rows of 36 pixels, with a found text more."""
        item = item_of(index)
        height = _HEAD if item is None else _TALL if item.found else _ROW
        return QSize(10, self._look.px(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        item = item_of(index)
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if item is None:
            self._paint_head(painter, box, str(index.data()))
        else:
            current = index == self._view.currentIndex()
            hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
            self._paint_ground(painter, box, current=current, hovered=hovered)
            self._paint_item(painter, box, item, current=current)
        painter.restore()

    def _paint_head(self, painter: QPainter, box: QRect, title: str) -> None:
        look = self._look
        painter.setFont(look.font(12, 600))
        painter.setPen(look.colour("text3"))
        room = QRectF(box).adjusted(look.px(_LEFT), look.px(6), -look.px(_RIGHT), 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)

    def _paint_ground(self, painter: QPainter, box: QRect, *, current: bool, hovered: bool) -> None:
        look = self._look
        if not current and not hovered:
            return
        contrast = look.theme is Theme.CONTRAST
        fill = "hover" if not current else "surface" if contrast else "accent_soft"
        painter.setBrush(look.colour(fill))
        ringed = current and contrast
        painter.setPen(QPen(look.colour("accent"), 2) if ringed else Qt.PenStyle.NoPen)
        ground = QRectF(box).adjusted(look.px(10), 1, -look.px(10), -1)
        painter.drawRoundedRect(ground, 8, 8)
        if current and not contrast:  # a mark besides the fill: never colour alone
            painter.setBrush(look.colour("accent"))
            bar = QRectF(ground.left() + look.px(3), ground.top() + look.px(7), look.px(3), 0)
            bar.setBottom(ground.bottom() - look.px(7))
            painter.drawRoundedRect(bar, 1.5, 1.5)

    def _paint_item(self, painter: QPainter, box: QRect, item: JumpItem, *, current: bool) -> None:
        look = self._look
        line = QRectF(box.x(), box.y(), box.width(), look.px(_ROW))
        density = painter.device().devicePixelRatio()
        ink = "accent" if current else "text2"
        y = line.center().y() - look.px(_ICON) / 2
        painter.drawPixmap(
            QRectF(look.px(_LEFT), y, look.px(_ICON), look.px(_ICON)).topLeft(),
            look.pixmap(item.icon, ink, _ICON, density),
        )
        left = look.px(_LEFT + _ICON + 12)
        right = self._paint_keys(painter, line, item.keys)
        taken = self._paint_title(painter, line, item, left, right)
        if item.place:
            self._paint_place(painter, line, item.place, left + taken, right)
        if item.found:
            below = QRectF(left, line.bottom() - look.px(7), 0, look.px(20))
            below.setRight(box.right() - look.px(_RIGHT))
            self._paint_found(painter, below, item)

    def _paint_keys(self, painter: QPainter, line: QRectF, keys: str) -> float:
        """Paint the keys at the right; return where they begin."""
        look = self._look
        right = line.right() - look.px(_RIGHT)
        if not keys:
            return right
        painter.setFont(look.font(11.5, 500))
        painter.setPen(look.colour("text3"))
        words = QFontMetricsF(painter.font()).horizontalAdvance(keys)
        room = QRectF(right - words, line.y(), words + 1, line.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, keys)
        return right - words - look.px(16)

    def _paint_title(
        self, painter: QPainter, line: QRectF, item: JumpItem, left: float, right: float
    ) -> float:
        """Paint the title; return how wide it is. What stands beside it keeps a third."""
        look = self._look
        font = look.font(14, 500)
        metrics = QFontMetricsF(font)
        width = (right - left) * (0.66 if item.place else 1)
        title = item.title or say("Untitled")
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, width)
        painter.setFont(font)
        painter.setPen(look.colour("text"))
        room = QRectF(left, line.y(), width, line.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        return metrics.horizontalAdvance(shown)

    def _paint_place(
        self, painter: QPainter, line: QRectF, place: str, left: float, right: float
    ) -> None:
        look = self._look
        painter.setFont(look.font(13))
        painter.setPen(look.colour("text2"))
        room = QRectF(left + look.px(12), line.y(), 0, line.height())
        room.setRight(right)
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(place, Qt.TextElideMode.ElideRight, room.width())
        edge = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, edge, shown)

    def _paint_found(self, painter: QPainter, room: QRectF, item: JumpItem) -> None:
        """Paint a stretch of text; what was found in it is strong and underlined."""
        look = self._look
        x = room.x()
        for text, strong in item.found:
            font = look.font(13, 600 if strong else 400)
            font.setUnderline(strong)
            metrics = QFontMetricsF(font)
            rest = room.right() - x
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rest)
            painter.setFont(font)
            painter.setPen(look.colour("text" if strong else "text2"))
            piece = QRectF(x, room.y(), rest, room.height())
            painter.drawText(piece, Qt.AlignmentFlag.AlignVCenter, shown)
            x += metrics.horizontalAdvance(text)
            if shown != text or x >= room.right():
                return
