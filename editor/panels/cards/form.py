"""A short form that opens in place: some words, send, and the way back."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.look import Look
from sync.model.language import say

_MOST_LINES = 9


class Words(QPlainTextEdit):
    """A field for plain text that grows with its lines; Tab leaves it.

    `sent` is Ctrl+Enter, `left` is Esc.
    """

    sent = Signal()
    left = Signal()

    def __init__(
        self, look: Look, name: str, hint: str = "", *, lines: int = 2, most: int = _MOST_LINES
    ) -> None:
        super().__init__()
        self._look, self._least, self._most = look, lines, most
        self.setProperty("field", True)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._grow)
        self._grow()

    def words(self) -> str:
        """Return the text exactly: `toPlainText` would turn a no-break space into a blank."""
        return self.document().toRawText().replace("\u2029", "\n")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send with Ctrl+Enter, leave with Esc."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: object) -> None:
        """Take the height that the font of the style sheet asks for."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._grow()

    def resizeEvent(self, event: object) -> None:
        """Take the height that the new width asks for."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._grow()

    def _grow(self) -> None:
        rows = max(self._least, min(self._most, self._lines()))
        height = rows * self.fontMetrics().lineSpacing() + self._look.px(12) + 8
        if height != self.height():
            self.setFixedHeight(height)

    def _lines(self) -> int:
        """Count the lines of what is written, or of the hint while nothing is."""
        if not self.document().isEmpty() or not self.isVisible():  # its width is not known yet
            return int(self.document().size().height())
        metrics, width = self.fontMetrics(), self.viewport().width() - 4
        room = QRect(0, 0, max(1, width), 10_000)
        hint = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.placeholderText())
        return -(-hint.height() // max(1, metrics.lineSpacing()))


class Form(QWidget):
    """Ask for some words in place; `sent(words)` carries them, `left` says that nothing was said.

    `needed` is why words are needed; without it an empty form may be sent.
    """

    sent = Signal(str)
    left = Signal()

    def __init__(
        self,
        look: Look,
        name: str,
        send: str,
        *,
        hint: str = "",
        needed: str = "",
        leave: str = "",
        lines: int = 2,
    ) -> None:
        super().__init__()
        self._needed, self._blocked = needed, ""
        self.field = Words(look, name, hint, lines=lines)
        self._send = Button(look, send, Kind.PRIMARY, small=True, tip="Ctrl+Enter")
        self._leave = Button(look, leave or say("Cancel"), Kind.QUIET, small=True, tip="Esc")
        box = column(look, self.field, row(look, self._send, self._leave, None, gap=6), gap=8)
        self.setLayout(box)
        self.field.textChanged.connect(self._weigh)
        self.field.sent.connect(self._try)
        self.field.left.connect(self.left)
        self._send.chosen.connect(self._try)
        self._send.why_asked.connect(lambda _: self.field.setFocus())
        self._leave.chosen.connect(self.left)
        self._weigh()

    def show_needed(self, needed: str) -> None:
        """Change why words are needed; empty for none."""
        self._needed = needed
        self._weigh()

    def show_blocked(self, reason: str) -> None:
        """Say why nothing may be sent, whatever is written; empty for no reason."""
        self._blocked = reason
        self._weigh()

    def say(self, send: str) -> None:
        """Change the word on the button."""
        self._send.say(send)

    def words(self) -> str:
        """Return what was written, without white space around it."""
        return self.field.words().strip()

    def empty(self) -> None:
        """Forget what was written."""
        self.field.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc from the buttons too."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _weigh(self) -> None:
        self._send.set_unavailable(self._blocked or ("" if self.words() else self._needed))

    def _try(self) -> None:
        if self._send.reason:
            self.field.setFocus()
        else:
            self.sent.emit(self.words())
