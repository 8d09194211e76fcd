"""How a cell of the grid is painted, and the field in which it is written."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from editor.panels.forms.table_model import Index, TableModel
from editor.panels.kit.fonts import Family
from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme
from editor.writing.grid.rows import shown, written

_ROW, _WIDE, _NARROW, _PAD, _MOST_LINES = 36, 320, 96, 10, 6


class CellField(QLineEdit):
    """The field over a cell; `stepped(rows, columns)` asks for another cell.

    Left and Right go on from the ends of the text, Up, Down and Enter at once.
    """

    stepped = Signal(int, int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on the keys that leave the cell."""
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        at, end = self.cursorPosition(), len(self.text())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.stepped.emit(1, 0)
        elif key == Qt.Key.Key_Up and plain:
            self.stepped.emit(-1, 0)
        elif key == Qt.Key.Key_Down and plain:
            self.stepped.emit(1, 0)
        elif key == Qt.Key.Key_Left and plain and at == 0 and not self.hasSelectedText():
            self.stepped.emit(0, -1)
        elif key == Qt.Key.Key_Right and plain and at == end and not self.hasSelectedText():
            self.stepped.emit(0, 1)
        else:
            super().keyPressEvent(event)


class TableCells(QStyledItemDelegate):
    """Paint cells with their lines; write what is typed into the lesson key by key.

    `begun` and `ended(kept)` tell that a cell is being written and that it no longer is; Esc does
    not keep it.
    """

    begun = Signal()
    ended = Signal(bool)
    stepped = Signal(int, int)

    def __init__(self, look: Look, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._look, self._view = look, view
        self._visits = 0

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Open a field; every key in it is an edit of the lesson, and all of them one step."""
        field = CellField(parent)
        field.setProperty("inplace", True)
        field.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        field.setFrame(False)
        self._visits += 1
        visit, place = f"cell {self._visits}", QPersistentModelIndex(index)
        field.textEdited.connect(lambda text: self._write(place, text, visit))
        field.stepped.connect(self.stepped)
        self.begun.emit()
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what the cell says, unless the field says the same already."""
        assert isinstance(editor, CellField)
        words = str(index.data(Qt.ItemDataRole.EditRole))
        if shown(written(editor.text())) != words or not editor.text():
            at = editor.cursorPosition()
            editor.setText(words)
            editor.setCursorPosition(min(at, len(words)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Write nothing: it stands in the lesson already."""

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Cover the cell."""
        box: QRect = option.rect
        editor.setGeometry(box.adjusted(1, 1, -1, -1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take back what was written in a cell that is left with Esc; leave Enter to the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return False
            if event.key() == Qt.Key.Key_Escape:
                self.ended.emit(False)
        return super().eventFilter(watched, event)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give a cell room for its words, up to some lines."""
        look = self._look
        metrics = QFontMetrics(self._font(index))
        words = str(index.data())
        widest = look.px(_WIDE) - 2 * look.px(_PAD)
        room = QRect(0, 0, self._room(index, widest), 10_000)
        box = metrics.boundingRect(room, _flags(index), words)
        height = min(box.height(), _MOST_LINES * metrics.lineSpacing()) + look.px(16)
        natural = min(widest, metrics.horizontalAdvance(words)) + 2 * look.px(_PAD)
        return QSize(max(look.px(_NARROW), natural), max(look.px(_ROW), height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, words, the lines around, and the ring of the cell one is in."""
        look, box = self._look, QRect(option.rect)
        current = index == self._view.currentIndex()
        contrast = look.theme is Theme.CONTRAST
        painter.save()
        ground = "sunken" if index.row() == 0 and not contrast else "surface"
        painter.fillRect(box, look.colour(ground))
        painter.setPen(QPen(look.colour("line"), look.tokens.border))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomRight())
        if index.column() == 0:
            painter.drawLine(box.topLeft(), box.bottomLeft())
        if index.row() == 0:
            painter.drawLine(box.topLeft(), box.topRight())
        painter.setFont(self._font(index))
        painter.setPen(look.colour("text"))
        words = box.adjusted(look.px(_PAD), look.px(4), -look.px(_PAD), -look.px(4))
        painter.drawText(words, _flags(index), str(index.data()))
        if current:
            focused = self._view.hasFocus()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            style = Qt.PenStyle.SolidLine if focused else Qt.PenStyle.DashLine
            painter.setPen(QPen(look.colour("accent"), 3 if contrast else 2, style))
            painter.drawRoundedRect(box.adjusted(1, 1, -2, -2), 4, 4)
        painter.restore()

    def _font(self, index: Index) -> QFont:
        return self._look.font(14, 600 if index.row() == 0 else 400, Family.SANS)

    def _room(self, index: Index, widest: int) -> int:
        """Give the width that the words have in the view as it is."""
        view = self._view
        width = view.visualRect(view.model().index(0, index.column())).width()
        return max(20, (width or widest) - 2 * self._look.px(_PAD))

    def _write(self, place: Index, text: str, visit: str) -> None:
        model = self._view.model()
        if place.isValid() and isinstance(model, TableModel):
            model.write(place.row(), place.column(), text, visit)


def _flags(index: Index) -> int:
    side = index.data(Qt.ItemDataRole.TextAlignmentRole)
    return int(side) | int(Qt.TextFlag.TextWordWrap)
