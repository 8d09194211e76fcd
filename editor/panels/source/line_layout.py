"""Lay out and repaint one line for a key, where Qt would repaint all that is in sight.

A highlighter marks its line as changed while a keystroke is told, and Qt adds both lengths up: a
change of one line seems to be long, and the whole view is painted again (measured: 1.6 ms instead
of 0.4 ms a key). The range is brought back to its line before Qt looks at it. A line that gets
colours before it is ever seen is not laid out for that.
"""
# ruff: noqa: N802, N803

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout
from PySide6.QtWidgets import QPlainTextDocumentLayout


class LineLayout(QPlainTextDocumentLayout):
    """The layout of a plain text edit, told exactly what changed."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._blocks = document.blockCount()
        self._unseen = False

    def colour(self, block: QTextBlock, colours: Sequence[QTextLayout.FormatRange]) -> None:
        """Give a line its colours."""
        layout = block.layout()
        if colours or layout.formats():
            layout.setFormats(colours)
            self._unseen = layout.lineCount() == 0
            self.document().markContentsDirty(block.position(), block.length())
            self._unseen = False

    def documentChanged(self, from_: int, charsRemoved: int, charsAdded: int) -> None:
        """Narrow a change inside one line to that line."""
        if self._unseen:
            return
        document = self.document()
        blocks = document.blockCount()
        block = document.findBlock(from_)
        last = document.findBlock(from_ + max(0, charsAdded - 1))
        if blocks == self._blocks and block == last:
            super().documentChanged(from_, 0, max(1, charsAdded))
        else:
            super().documentChanged(from_, charsRemoved, charsAdded)
        self._blocks = blocks
