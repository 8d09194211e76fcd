"""Put a text of tens of thousands of lines into a document piece by piece, a piece a turn."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor, QTextDocument

from editor.panels.source.utf16 import units_in

MOST, PIECE = 15_000, 5_000
"""A text of more lines than this is put in by pieces of so many (50,000 at once take 65 ms)."""


class Pieces(QObject):
    """Fill a document; what waits is its end. Nobody else may write what is put in as typed."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._text, self._at = "", 0
        self.is_putting = False
        self._next = QTimer(self)
        self._next.timeout.connect(self._put_one)

    def __bool__(self) -> bool:
        return self._at < len(self._text)

    @property
    def waiting_units(self) -> int:
        """How much of the text waits, in UTF-16 units."""
        return units_in(self._text[self._at :]) if self else 0

    def show(self, text: str) -> None:
        """Show a text in place of the one before: all of it, or its beginning for now."""
        self._text, self._at = text, len(text)
        if text.count("\n") > MOST:
            self._at = _end_of_piece(text, 0)
        self.is_putting = True
        self._document.setPlainText(text[: self._at])
        self.is_putting = False
        self._go_on()

    def finish(self) -> None:
        """Put in at once what waits."""
        if self:
            self._put(len(self._text))

    def _put_one(self) -> None:
        self._put(_end_of_piece(self._text, self._at))

    def _put(self, end: int) -> None:
        piece, self._at = self._text[self._at : end], end
        cursor = QTextCursor(self._document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self.is_putting = True
        cursor.insertText(piece)
        self.is_putting = False
        self._go_on()

    def _go_on(self) -> None:
        if self:
            self._next.start(0)
        else:
            self._next.stop()
            self._text, self._at = "", 0


def _end_of_piece(text: str, start: int) -> int:
    """Find where a piece ends: before an end of line."""
    at = start
    for _ in range(PIECE):
        at = text.find("\n", at + 1)
        if at < 0:
            return len(text)
    return at
