"""The grid: keys to walk it, and which cell one is in."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from editor.panels.forms.table_cells import TableCells
from editor.panels.forms.table_model import Index, TableModel
from editor.panels.kit.announce import announce
from editor.panels.kit.look import Look
from sync.model.language import say

_FITTED_ROWS = 300
"""More rows than this keep one height: measuring them all would hold up the window."""
_LEAST = 130
"""Columns with much in them give way down to so many pixels at 100 %."""
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class TableView(QTableView):
    """Walk the cells by arrows, Tab and Enter; write by typing.

    `row_wanted` is Tab in the last cell; `row_moved(by)` and `column_moved(by)` are Alt with an
    arrow, `row_added(by)` and `column_added(by)` Alt and Shift with one (-1 is before);
    `undo_wanted` and `redo_wanted` are the text's own. `left` is Esc where no cell is written,
    `sent` Ctrl+Enter; Ctrl+Tab leaves the table.
    """

    row_wanted = Signal()
    row_moved = Signal(int)
    column_moved = Signal(int)
    row_added = Signal(int)
    column_added = Signal(int)
    undo_wanted = Signal()
    redo_wanted = Signal()
    sent = Signal()
    left = Signal()

    def __init__(self, look: Look, model: TableModel) -> None:
        super().__init__()
        self._look, self._model = look, model
        self.cells = TableCells(look, self)
        self.setModel(model)
        self.setItemDelegate(self.cells)
        self.setAccessibleName(say("Table"))
        self.setAccessibleDescription(
            say("Arrows and Tab go from cell to cell, typing writes, Ctrl+Tab leaves the table.")
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked
            | triggers.SelectedClicked
        )  # fmt: skip
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.cells.stepped.connect(self._step_from_field)
        model.modelReset.connect(self.fit)
        model.rowsInserted.connect(self._fit_rows)
        model.dataChanged.connect(self._fit_row)
        look.changed.connect(self.fit)

    @property
    def at(self) -> tuple[int, int]:
        """The row and the column of the current cell."""
        index = self.currentIndex()
        return max(0, index.row()), max(0, index.column())

    @property
    def is_writing(self) -> bool:
        """Tell whether a cell is being written."""
        return self.state() == QAbstractItemView.State.EditingState

    def go_to(self, row: int, column: int) -> None:
        """Make a cell current, within what there is."""
        row = min(max(0, row), self._model.rowCount() - 1)
        column = min(max(0, column), self._model.columnCount() - 1)
        self.setCurrentIndex(self._model.index(row, column))

    def fit(self) -> None:
        """Share the width among the columns, and give rows the height of their words."""
        self.resizeColumnsToContents()
        header = self.horizontalHeader()
        wanted = [header.sectionSize(n) for n in range(self._model.columnCount())]
        for number, width in enumerate(
            shared(wanted, self.viewport().width(), self._look.px(_LEAST))
        ):
            header.resizeSection(number, width)
        self._fit_rows()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, move and undo; typing opens a cell."""
        if self._is_for_the_form(event):
            event.accept()
            return
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step(1, 0)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._model.write(*self.at, "")
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go to the next cell, and make a new row after the last."""
        if self._tab(forward):
            return True
        return super().focusNextPrevChild(forward)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on with the next cell after Tab, without opening it; readers hear where one is."""
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint)
        if hint in (hints.EditNextItem, hints.EditPreviousItem):
            self._tab(hint == hints.EditNextItem)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Repaint both cells: the ring has moved."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def viewportEvent(self, event: QEvent) -> bool:
        """Repaint the ring as the focus comes and goes."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.viewport().update()
        return super().viewportEvent(event)

    # --- inside

    def _is_for_the_form(self, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers() & _HELD
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if held == Qt.KeyboardModifier.AltModifier and key in _STEPS:
            upright = key in (Qt.Key.Key_Up, Qt.Key.Key_Down)
            added = self.row_added if upright else self.column_added
            moved = self.row_moved if upright else self.column_moved
            (added if shifted else moved).emit(_STEPS[key])
        elif held == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Z:
            (self.redo_wanted if shifted else self.undo_wanted).emit()
        elif held == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Y:
            self.redo_wanted.emit()
        elif held and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.sent.emit()
        elif held and key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            super().focusNextPrevChild(not shifted)
        else:
            return False
        return True

    def _tab(self, forward: bool) -> bool:
        row, column = self.at
        columns, rows = self._model.columnCount(), self._model.rowCount()
        place = row * columns + column + (1 if forward else -1)
        if place < 0:
            return False
        if place >= rows * columns:
            self.row_wanted.emit()
            return True
        self._go(place // columns, place % columns)
        return True

    def _step_from_field(self, rows: int, columns: int) -> None:
        field = self.indexWidget(self.currentIndex()) or self.viewport().focusWidget()
        if field is not None:
            self.cells.commitData.emit(field)
            self.cells.closeEditor.emit(field, QAbstractItemDelegate.EndEditHint.NoHint)
        self.setFocus()
        self._step(rows, columns)

    def _step(self, rows: int, columns: int) -> None:
        row, column = self.at
        self._go(row + rows, column + columns)

    def _go(self, row: int, column: int) -> None:
        self.go_to(row, column)
        index = self.currentIndex()
        announce(self, str(index.data(Qt.ItemDataRole.AccessibleTextRole)))

    def _fit_rows(self) -> None:
        if self._model.rowCount() <= _FITTED_ROWS:
            self.resizeRowsToContents()

    def _fit_row(self, first: QModelIndex, last: QModelIndex) -> None:
        if last.row() - first.row() < _FITTED_ROWS:
            for row in range(first.row(), last.row() + 1):
                self.resizeRowToContents(row)


def shared(wanted: list[int], room: int, least: int) -> list[int]:
    """Share a width among columns: what is left over equally, what lacks by the widest."""
    if not wanted:
        return []
    if sum(wanted) <= room:
        return [width + (room - sum(wanted)) // len(wanted) for width in wanted]
    cap = max(wanted)
    while cap > least and sum(min(width, cap) for width in wanted) > room:
        cap -= 8
    return [min(width, max(cap, least)) for width in wanted]
