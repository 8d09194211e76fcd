"""The field that takes the next keys that are pressed, whatever they mean elsewhere."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from editor.panels.kit.look import Look
from sync.model.language import say

_MODIFIERS = {
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_unknown,
}


class KeyRecorder(QLineEdit):
    """Take keys: `pressed(keys)` in their portable form, `left` for Esc. Tab goes on, as ever."""

    pressed = Signal(str)
    left = Signal()

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setProperty("small", True)
        self.setPlaceholderText(say("Press the new keys…"))
        self.setAccessibleName(say("New keys for {title}", title=title))
        self.setAccessibleDescription(say("Press the keys. Esc leaves it as it is."))
        self.setMinimumWidth(look.px(180))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def event(self, event: QEvent) -> bool:
        """Keep every key from the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys; one that only changes others is waited with."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
        elif key not in _MODIFIERS and not event.isAutoRepeat():
            keys = QKeySequence(event.keyCombination())
            self.pressed.emit(keys.toString(QKeySequence.SequenceFormat.PortableText))
        event.accept()
