"""Where a dragged comment may be dropped that has no text of its own to drop on."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from editor.panels.comments.grip import THREAD
from editor.panels.kit.look import Look
from sync.model.language import say


class Landing(QWidget):
    """Lies over the learner's view while a comment is dragged; `dropped(thread, place)`."""

    dropped = Signal(str, QPoint)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setAcceptDrops(True)
        self.setAccessibleName(say("Drop the comment on the text"))
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.hide()

    def lie_over(self, view: QWidget) -> None:
        """Cover a view, as long as something is dragged."""
        self.setParent(view)
        self.setGeometry(view.rect())
        self.show()
        self.raise_()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let comments alone come in."""
        if event.mimeData().hasFormat(THREAD):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take them everywhere."""
        if event.mimeData().hasFormat(THREAD):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which comment came where."""
        thread = thread_in(event)
        if thread:
            event.acceptProposedAction()
            self.hide()
            self.dropped.emit(thread, event.position().toPoint())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show by its edge that it takes what is dragged."""
        painter = QPainter(self)
        width = 2 * self._look.scale
        painter.setPen(QPen(self._look.colour("accent"), width, Qt.PenStyle.DashLine))
        inset = width / 2
        painter.drawRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))


def thread_in(event: QDropEvent) -> str:
    """Name the comment that is dragged; '' if it is something else."""
    data = event.mimeData()
    if not data.hasFormat(THREAD):
        return ""
    return bytes(data.data(THREAD).data()).decode("ascii", "replace")
