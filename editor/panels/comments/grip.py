"""Hold a loose comment by this, and drag it onto text."""

# ruff: noqa: N802
from __future__ import annotations

import shiboken6
from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication

from editor.panels.cards.runs import shortened
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say

THREAD = "application/x-coursefolk-comment"
"""What a dragged comment is; its data is the id of the thread."""


class Grip(IconLabel):
    """Six dots at a loose comment; by keys the same is done with "Put it here".

    `dragging(bool)` tells when it is in the air, and no longer.
    """

    dragging = Signal(bool)

    def __init__(self, look: Look, thread: str, quote: str) -> None:
        super().__init__(look, "grip-vertical", "text3", 16, say("Drag it onto text"))
        self._thread, self._quote = thread, quote
        self._pressed: QPoint | None = None
        self.setToolTip(say("Drag it onto text"))
        self.setMinimumWidth(look.px(24))
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag."""
        self._pressed = event.position().toPoint()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, once the pointer has left its place."""
        if self._pressed is None:
            return
        moved = (event.position().toPoint() - self._pressed).manhattanLength()
        if moved >= QApplication.startDragDistance():
            self._pressed = None
            self.dragging.emit(True)
            try:
                self.drag().exec(Qt.DropAction.MoveAction)
            finally:
                if shiboken6.isValid(self):  # its card may have gone with what was dropped
                    self.dragging.emit(False)

    def drag(self) -> QDrag:
        """Make what is dragged: the thread, and its quote for the eye."""
        drag, data = QDrag(self), QMimeData()
        data.setData(THREAD, self._thread.encode())
        drag.setMimeData(data)
        note = Label(f"“{shortened(self._quote, 40)}”", Voice.SMALL)
        note.adjustSize()
        drag.setPixmap(note.grab())
        return drag
