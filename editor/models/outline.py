"""The tree of modules and lessons as an item model: rows in, wishes out.

A drop or a rename changes no fact by itself: the wish is told, and the new rows come back by
`show_rows`. Only a new title is shown at once, so that nothing flickers.
"""
# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from editor.models.carried import mime_data
from editor.models.outline_rows import OutlineRow, is_inside
from sync.model.ids import NodeId

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-coursefolk-outline"


class Role(IntEnum):
    """What a delegate may ask of a row."""

    ROW = Qt.ItemDataRole.UserRole + 1
    """The whole `OutlineRow`."""


class OutlineModel(QAbstractItemModel):
    """Show an outline; `rename_asked(id, title)` and `move_asked(id, parent, after)` are wishes."""

    rename_asked = Signal(object, object)
    move_asked = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[OutlineRow] = []
        self._children: dict[NodeId | None, list[int]] = {}
        self._at: dict[NodeId, int] = {}

    @property
    def rows(self) -> Sequence[OutlineRow]:
        """The rows that are shown."""
        return self._rows

    def show_rows(self, rows: Sequence[OutlineRow]) -> None:
        """Show an outline; where only titles, states or counts changed, the view keeps its place.

        A row whose parent is not there stands in the course itself: nothing is ever left out.
        """
        known = {row.id for row in rows}
        placed = [row if row.parent in known else replace(row, parent=None) for row in rows]
        if [(row.id, row.parent, row.kind) for row in placed] == [
            (row.id, row.parent, row.kind) for row in self._rows
        ]:
            self._change(placed)
            return
        self.beginResetModel()
        self._rows = placed
        self._at = {row.id: number for number, row in enumerate(placed)}
        self._children = {}
        for number, row in enumerate(placed):
            self._children.setdefault(row.parent, []).append(number)
        self.endResetModel()

    def row_of(self, index: Index) -> OutlineRow | None:
        """Return the row of an index."""
        return self._rows[int(index.internalId())] if index.isValid() else None

    def index_of(self, node: NodeId) -> QModelIndex:
        """Return the index of a node; an invalid one if it is not there."""
        number = self._at.get(node)
        if number is None:
            return QModelIndex()
        siblings = self._children[self._rows[number].parent]
        return self.createIndex(siblings.index(number), 0, number)

    # --- Qt

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Return the index of a child."""
        inside = self._inside(parent)
        if column != 0 or not 0 <= row < len(inside):
            return QModelIndex()
        return self.createIndex(row, column, inside[row])

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override] # noqa: B008
        """Return the index of the module that something is in."""
        row = self.row_of(child)
        if row is None or row.parent is None:
            return QModelIndex()
        return self.index_of(row.parent)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Count what stands in a module."""
        return len(self._inside(parent)) if parent.column() <= 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """There is one column."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give title, words for readers, or the row itself."""
        row = self.row_of(index)
        if row is None:
            return None
        roles = Qt.ItemDataRole
        if role in (roles.DisplayRole, roles.EditRole):
            return row.title
        if role == roles.ToolTipRole:
            return row.tip
        if role == roles.AccessibleTextRole:
            return row.sentence
        return row if role == Role.ROW else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a new title: shown at once, and told."""
        row = self.row_of(index)
        title = " ".join(str(value).split())
        if row is None or role != Qt.ItemDataRole.EditRole or not title:
            return False
        if title != row.title:
            number = self._at[row.id]
            self._rows[number] = replace(row, title=title)
            self.dataChanged.emit(index, index)
            self.rename_asked.emit(row.id, title)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything can be chosen, renamed, dragged and dropped upon."""
        flags = Qt.ItemFlag
        if not index.isValid():
            return flags.ItemIsDropEnabled
        usual = flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemIsEditable
        return usual | flags.ItemIsDragEnabled | flags.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Moving is all there is."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Name what a drag carries."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Carry the id of what is dragged."""
        data = mime_data()
        row = self.row_of(indexes[0]) if indexes else None
        data.setData(MIME, row.id.encode() if row else b"")
        return data

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Refuse to put a module into itself."""
        node = self._dragged(data)
        into = self._target(parent)
        return node is not None and (into is None or not is_inside(self._rows, into, node))

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tell where it should go; False, so that the view removes nothing by itself."""
        node = self._dragged(data)
        if node is not None and self.canDropMimeData(data, action, row, column, parent):
            into, after = self._place(parent, row, node)
            if after != node:
                self.move_asked.emit(node, into, after)
        return False

    # --- inside

    def _change(self, rows: list[OutlineRow]) -> None:
        before, self._rows = self._rows, rows
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                index = self.index_of(self._rows[number].id)
                self.dataChanged.emit(index, index)

    def _inside(self, parent: Index) -> list[int]:
        row = self.row_of(parent)
        return self._children.get(row.id if row else None, [])

    def _dragged(self, data: QMimeData) -> NodeId | None:
        node = NodeId(bytes(data.data(MIME).data()).decode())
        return node if node in self._at else None

    def _target(self, parent: Index) -> NodeId | None:
        """Return the module that is dropped into: a lesson stands for the module it is in."""
        row = self.row_of(parent)
        if row is None:
            return None
        return row.id if row.kind == "module" else row.parent

    def _place(self, parent: Index, row: int, node: NodeId) -> tuple[NodeId | None, NodeId | None]:
        target = self.row_of(parent)
        into = self._target(parent)
        if target is not None and target.kind == "lesson":
            return into, target.id
        inside = [self._rows[number].id for number in self._children.get(into, [])]
        before = inside if row < 0 else inside[:row]
        return into, next((other for other in reversed(before) if other != node), None)
