"""The cells of a table of the lesson, row by row; a cell that is written is an edit of the text."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor.writing.change import Change
from editor.writing.grid.changing import set_cell
from editor.writing.grid.table import Table
from sync.model.language import say, say_as

Index = QModelIndex | QPersistentModelIndex
Make = Callable[[Change, str], None]
"""Make a change of the lesson; the name says what it goes on with."""
_SIDES = {
    "": Qt.AlignmentFlag.AlignLeft,
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}
_NONE = QModelIndex()


class TableModel(QAbstractTableModel):
    """Show a table; row 0 is its head. It holds no text of its own beside what was read."""

    def __init__(self, table: Table, make: Make, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._table, self._texts = table, [list(row) for row in table.texts()]

    @property
    def table(self) -> Table:
        """The table as it was read last."""
        return self._table

    def show_table(self, table: Table) -> None:
        """Show the table as it stands now; rows that stayed keep their place in the view."""
        old, new = self._texts, [list(row) for row in table.texts()]
        aligned = table.aligns != self._table.aligns
        if table.columns != self._table.columns:
            self.beginResetModel()
            self._table, self._texts = table, new
            self.endResetModel()
            return
        self._table = table
        head, most = 0, min(len(old), len(new))
        if len(old) != len(new):
            while head < most and old[head] == new[head]:
                head += 1
            self._resize(head, len(new) - len(old))
        for row, (was, now) in enumerate(zip(self._texts, new, strict=True)):
            if was != now or aligned:
                self._texts[row] = now
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(now) - 1))

    def write(self, row: int, column: int, text: str, going_on: str = "") -> None:
        """Write a cell; the lesson changes at once."""
        change = set_cell(self._table, row, column, text)
        if change is not None:
            self._make(change, going_on)

    # --- Qt

    def rowCount(self, parent: Index = _NONE) -> int:
        """Count the rows, with the head."""
        return 0 if parent.isValid() else len(self._texts)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Count the columns of the head."""
        return 0 if parent.isValid() else self._table.columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a cell says, and to readers also where it is."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._texts[row][column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_SIDES[self.align(column)] | Qt.AlignmentFlag.AlignVCenter)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Write a cell as one step of undo."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self.write(index.row(), index.column(), str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let each cell be chosen and written."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag
        return (
            flags.ItemIsEnabled
            | flags.ItemIsSelectable
            | flags.ItemIsEditable
            | flags.ItemNeverHasChildren
        )

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Name columns by their head, rows by their number."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section)
        known = 0 <= section < self._table.columns
        if not known:
            return None
        return self._texts[0][section] or say("Column {number}", number=section + 1)

    # --- inside

    def align(self, column: int) -> str:
        """Say how a column is aligned; a rule with too few columns leaves it to the page."""
        aligns = self._table.aligns
        return aligns[column] if column < len(aligns) else ""

    def _spoken(self, row: int, column: int) -> str:
        words = self._texts[row][column] or say_as("table cell", "empty")
        if row == 0:
            return say("{words}, heading of column {number}", words=words, number=column + 1)
        head = self._texts[0][column] or say("column {number}", number=column + 1)
        rows = len(self._texts) - 1
        return say(
            "{words}, {head}, row {row} of {rows}", words=words, head=head, row=row, rows=rows
        )

    def _resize(self, at: int, by: int) -> None:
        """Make room for rows, or take some out, where the old and the new begin to differ."""
        if by > 0:
            self.beginInsertRows(QModelIndex(), at, at + by - 1)
            empty = [""] * self._table.columns
            self._texts[at:at] = [list(empty) for _ in range(by)]
            self.endInsertRows()
        else:
            self.beginRemoveRows(QModelIndex(), at, at - by - 1)
            del self._texts[at : at - by]
            self.endRemoveRows()
