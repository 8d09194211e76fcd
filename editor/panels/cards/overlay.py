"""A modal over the window: what lies below is veiled, and out of reach until it is closed."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QDialog, QWidget

from editor.panels.kit.frames import Box, Frame, Shadow
from editor.panels.kit.look import Look

_MARGIN = 24
HELP = "help"
"""The name of the window's shortcut for the help."""


class Overlay(QDialog):
    """Show a frame in the middle of its parent, over a veil.

    It is a part of the window, not a window: it is found where the eye is, on every desktop. Tab
    stays inside, and the window's shortcuts rest. `left` says that it was closed with Esc or by
    its own way out.
    """

    left = Signal()

    def __init__(self, look: Look, parent: QWidget, name: str, frame: Frame, width: int) -> None:
        super().__init__(parent)
        self.look, self.frame, self._wanted = look, frame, width
        self.setWindowFlags(Qt.WindowType.Widget | Qt.WindowType.SubWindow)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setAccessibleName(name)
        frame.setProperty("box", Box.DIALOG.value)
        frame.setParent(self)
        self._shadow = Shadow(look, frame)
        parent.installEventFilter(self)
        look.changed.connect(self.update)
        self.hide()

    def open_over(self, first: QWidget) -> None:
        """Show it, with the focus on `first`."""
        self._fit()
        self.show()
        self.raise_()
        self.place()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_it(self) -> None:
        """Take it away and say so."""
        self.hide()
        self.left.emit()

    def reject(self) -> None:
        """Close with Esc, as a dialog does."""
        self.close_it()

    def event(self, event: QEvent) -> bool:
        """Keep the window's shortcuts from what is typed here."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc, and keep all other keys."""
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        elif not self._asked_for_help(event):
            event.accept()

    def _asked_for_help(self, event: QKeyEvent) -> bool:
        """Lead to the help for this overlay by the window's own key; it makes room for it."""
        window = self.parentWidget()
        known = window.findChild(QShortcut, HELP) if window is not None else None
        keys = known.keys() if known is not None else []
        if known is None or QKeySequence(event.keyCombination()) not in keys:
            return False
        known.activated.emit()
        self.close_it()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the parent, whatever size it takes."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the frame in the middle."""
        super().resizeEvent(event)
        self.place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the veil."""
        painter = QPainter(self)
        colour = self.look.tokens.scrim
        parts = [float(part) for part in colour.strip("rgba()").split(",")]
        veil = self.look.colour("text")
        veil.setRgb(int(parts[0]), int(parts[1]), int(parts[2]), int(parts[3] * 255))
        painter.fillRect(self.rect(), veil)

    def wanted_height(self, width: int) -> int:
        """Measure the frame; one that scrolls inside adds what its page asks for."""
        layout = self.frame.layout()
        if layout is None:
            return 0
        layout.invalidate()
        return (
            layout.heightForWidth(width)
            if layout.hasHeightForWidth()
            else (layout.sizeHint().height())
        )

    def _fit(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
            self.place()

    def place(self) -> None:
        """Put the frame in the middle, as high as it asks for and there is room."""
        room = QSize(self.width() - 2 * self.look.px(_MARGIN), self.height())
        width = min(self.look.px(self._wanted), room.width())
        height = min(self.wanted_height(width), self.height() - 2 * self.look.px(_MARGIN))
        if width <= 0:
            return
        self.frame.setGeometry(
            (self.width() - width) // 2, (self.height() - height) // 2, width, height
        )
