"""The list of lessons and places: arrows walk, Space ticks, Enter goes to the place."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QTreeView

from editor.panels.kit.look import Look
from editor.panels.replace.delegate import HitDelegate
from editor.panels.replace.model import HitModel
from sync.model.language import say

_MOST_OPEN = 1_500


class HitTree(QTreeView):
    """Show the model; `place_chosen(lesson, number)` asks to see a place where it stands."""

    place_chosen = Signal(str, int)

    def __init__(self, look: Look, model: HitModel) -> None:
        super().__init__()
        self._hits, self._opened = model, 0
        self._painter = HitDelegate(look, self)
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setAccessibleName(say("Places that would change"))
        self.setAccessibleDescription(say("Space ticks, Enter goes to the place."))
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformRowHeights(True)
        model.modelReset.connect(self._begin_anew)
        model.turned.connect(self.viewport().update)
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def open_from(self, first: int) -> None:
        """Open the lessons from one on, as they come; where there are very many, they stay closed.

        Each lesson that is opened is laid out anew with all before it.
        """
        for row in range(first, self._hits.rowCount()):
            lesson = self._hits.index(row, 0)
            self._opened += self._hits.rowCount(lesson)
            if self._opened <= _MOST_OPEN:
                self.expand(lesson)
        if not self.currentIndex().isValid() and self._hits.rowCount():
            self.setCurrentIndex(self._hits.index(0, 0))

    def _begin_anew(self) -> None:
        self._opened = 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick, go to, open and close; all else is Qt's."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            self._hits.turn(index)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._choose()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick by a click on the box; a click on a lesson's name opens or closes it."""
        super().mousePressEvent(event)
        place = event.position()
        index = self.indexAt(place.toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if place.x() <= self._painter.box_end(index):
            self._hits.turn(index)
        elif self._hits.is_lesson(index):
            self.setExpanded(index, not self.isExpanded(index))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to the place; on the box, tick twice."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.position().x() <= self._painter.box_end(index):
            self.mousePressEvent(event)
        elif not self._hits.is_lesson(index):
            self._choose()

    def _choose(self) -> None:
        place = self._hits.place(self.currentIndex())
        if place is not None:
            self.place_chosen.emit(*place)
