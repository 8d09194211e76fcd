"""The list of modules and lessons, by mouse and by keyboard."""
# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QMenu,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from editor.models.outline import Index, OutlineModel
from editor.models.outline_rows import OutlineRow, one_step
from editor.panels.kit.look import Look
from editor.panels.outline.delegate import OutlineDelegate
from sync.model.ids import NodeId
from sync.model.language import say, say_as


class OutlineTree(QTreeView):
    """Show an outline; what people wish is told, and shown when the new rows come.

    Enter or a click opens a lesson; F2 renames, Delete removes, Alt with arrows moves. Ids go as
    objects: `moved(id, parent, after)`, where None is the course itself, and first. Who does not
    write the course (`writes`) is offered no change of it in the menu.
    """

    lesson_chosen = Signal(object)
    moved = Signal(object, object, object)
    renamed = Signal(object, object)
    removed = Signal(object)
    lesson_wanted = Signal(object)
    module_wanted = Signal()
    template_wanted = Signal(object)
    keep_wanted = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.writes = True
        self._model = OutlineModel(self)
        self._delegate = OutlineDelegate(look, self)
        self._drop_y: float | None = None
        self._closed: set[NodeId] = set()
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self._waiting: tuple[OutlineRow, ...] = ()
        self._set_up()
        self._model.move_asked.connect(self.moved)
        self._model.rename_asked.connect(self.renamed)
        self.clicked.connect(self._open)
        self.expanded.connect(lambda index: self._closed.discard(self._id(index)))
        self.collapsed.connect(lambda index: self._closed.add(self._id(index)))
        look.changed.connect(self.viewport().update)

    def show_rows(self, rows: Sequence[OutlineRow]) -> None:
        """Show an outline; what was closed stays closed, what had the focus keeps it.

        While a title is being typed the rows wait: they would take the field away.
        """
        if self.state() == QAbstractItemView.State.EditingState:
            self._waiting = tuple(rows)
            return
        current = self.current_id()
        closed = set(self._closed)
        self._model.show_rows(rows)
        for row in rows:
            if row.kind == "module":
                self.setExpanded(self._model.index_of(row.id), row.id not in closed)
        if current is not None:
            self._set_current(current)

    def show_open(self, lesson: NodeId | None) -> None:
        """Show which lesson is open."""
        self._delegate.open_lesson = lesson
        if lesson is not None:
            self._set_current(lesson)
        self.viewport().update()

    def current_id(self) -> NodeId | None:
        """Return what the keyboard is at."""
        row = self._model.row_of(self.currentIndex())
        return row.id if row else None

    def current_module(self) -> NodeId | None:
        """Return the module that a new lesson would go into."""
        row = self._model.row_of(self.currentIndex())
        if row is None:
            return None
        return row.id if row.kind == "module" else row.parent

    def rename(self, node: NodeId) -> None:
        """Begin to rename something in place."""
        index = self._model.index_of(node)
        self.scrollTo(index)
        self.edit(index)

    def move_by(self, step: Literal[-1, 1]) -> None:
        """Move what the keyboard is at, one step up or down."""
        node = self.current_id()
        place = one_step(self._model.rows, node, step) if node is not None else None
        if place is not None:
            self.moved.emit(node, place.parent, place.after)

    # --- Qt

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """End the naming, and show what came meanwhile."""
        super().closeEditor(editor, hint)
        waiting, self._waiting = self._waiting, ()
        if waiting:
            self.show_rows(waiting)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, rename, remove and move by keyboard."""
        key, node = event.key(), self.current_id()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_by(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif key == Qt.Key.Key_Delete and node is not None:
            self.removed.emit(node)
        elif key == Qt.Key.Key_F2 and node is not None:
            self.rename(node)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done here; also by the menu key."""
        index = self.indexAt(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        else:
            place = event.globalPos()
            self.setCurrentIndex(index)
        menu = self.menu_for(index)
        menu.exec(place)
        menu.deleteLater()

    def menu_for(self, index: Index) -> QMenu:
        """Make the menu of a row, or of the empty space below."""
        menu = QMenu(self)
        row = self._model.row_of(index)
        if row is not None and row.kind == "lesson":
            menu.addAction(say_as("verb", "Open"), lambda: self.lesson_chosen.emit(row.id))
        if self.writes:
            self._offer_changes(menu, row)
        if row is not None and row.kind == "lesson":
            menu.addAction(say("Save as a template"), lambda: self.keep_wanted.emit(row.id))
        if row is not None and self.writes:
            menu.addAction(say("Remove"), Qt.Key.Key_Delete, lambda: self.removed.emit(row.id))
        return menu

    def _offer_changes(self, menu: QMenu, row: OutlineRow | None) -> None:
        """Offer what changes the outline, but for the removal, which stands apart."""
        if row is not None:
            menu.addAction(say("Rename"), Qt.Key.Key_F2, lambda: self.rename(row.id))
            menu.addAction(say("Move up"), lambda: self.move_by(-1))
            menu.addAction(say("Move down"), lambda: self.move_by(1))
            menu.addSeparator()
        menu.addAction(
            say("New lesson here"), lambda: self.lesson_wanted.emit(self.current_module())
        )
        menu.addAction(
            say("New lesson from a template…"),
            lambda: self.template_wanted.emit(self.current_module()),
        )
        menu.addAction(say("New module"), self.module_wanted.emit)
        if row is not None:
            menu.addSeparator()

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Lift the row as a card: Qt's own picture would be the whole line."""
        index = self.currentIndex()
        drag = QDrag(self)
        drag.setMimeData(self._model.mimeData([index]))
        drag.setPixmap(self._card(index))
        drag.setHotSpot(QPoint(self._look.px(24), self._look.px(17)))
        drag.exec(Qt.DropAction.MoveAction)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would land."""
        super().dragMoveEvent(event)
        self._drop_y = self._line_at(event.position().toPoint()) if event.isAccepted() else None
        self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the line away."""
        super().dragLeaveEvent(event)
        self._drop_y = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the line away; the model tells the wish."""
        super().dropEvent(event)
        self._drop_y = None
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, then the line with a dot where something would land."""
        super().paintEvent(event)
        if self._drop_y is None:
            return
        look = self._look
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("accent"), 2))
        left, y = look.px(16), self._drop_y
        painter.drawLine(left + 4, round(y), self.viewport().width() - look.px(10), round(y))
        painter.setBrush(look.colour("surface"))
        painter.drawEllipse(QRectF(left - 4, y - 4, 8, 8))

    # --- inside

    def _set_up(self) -> None:
        self.setAccessibleName(say("Outline of the course"))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def _open(self, index: Index) -> None:
        row = self._model.row_of(index)
        if row is not None and row.kind == "lesson":
            self.lesson_chosen.emit(row.id)
        elif row is not None:
            here = self._model.index_of(row.id)
            self.setExpanded(here, not self.isExpanded(here))

    def _set_current(self, node: NodeId) -> None:
        index = self._model.index_of(node)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)

    def _card(self, index: QModelIndex) -> QPixmap:
        box = self.visualRect(index)
        density = self.devicePixelRatioF()
        picture = QPixmap(box.size() * density)
        picture.setDevicePixelRatio(density)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.colour("line"))
        painter.setBrush(self._look.colour("surface"))
        painter.drawRoundedRect(QRectF(0.5, 0.5, box.width() - 1, box.height() - 1), 8, 8)
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, box.width(), box.height())
        self._delegate.paint(painter, option, index)
        painter.end()
        return picture

    def _id(self, index: Index) -> NodeId:
        row = self._model.row_of(index)
        return row.id if row else NodeId("")

    def _line_at(self, place: QPoint) -> float | None:
        """Return the height of the gap that a drop at a place would go into."""
        index = self.indexAt(place)
        if not index.isValid():
            return None
        box = self.visualRect(index)
        positions = QAbstractItemView.DropIndicatorPosition
        if self.dropIndicatorPosition() == positions.AboveItem:
            return float(box.top())
        return float(box.bottom())
