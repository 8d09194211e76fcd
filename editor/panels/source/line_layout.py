"""Lay out and repaint one line for a key, where Qt would repaint all that is in sight.

A highlighter marks its block as changed while a keystroke is told, and Qt adds both lengths up:
a change of one line seems to reach into the next, and the whole view is painted again (measured:
1.6 ms instead of 0.4 ms a key). The range is brought back to its line before Qt looks at it.
"""
# ruff: noqa: N802, N803

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout
from PySide6.QtWidgets import QPlainTextDocumentLayout


class LineLayout(QPlainTextDocumentLayout):
    """The layout of a plain text edit, told exactly what changed."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._blocks = document.blockCount()
        self._end_taken = False
        self._colours_below: list[QTextLayout.FormatRange] = []
        document.contentsChange.connect(self._note)

    def _note(self, place: int, removed: int, added: int) -> None:
        """See whether the end of a line goes; highlighters are told of it later than this is.

        What the line below is coloured like is kept: they are about to colour it anew.
        """
        self._end_taken = False
        if removed > added:
            block = self.document().findBlock(place)
            self._end_taken = _is_end(block, place + added)
            below = block.next()
            self._colours_below = below.layout().formats() if below.isValid() else []

    def documentChanged(self, from_: int, charsRemoved: int, charsAdded: int) -> None:
        """Narrow a change inside one line to that line.

        When the end of a line is taken away, the next one is coloured again with it: two lines, or
        one if the colours of the other are what they were, as they nearly always are.
        """
        document = self.document()
        blocks = document.blockCount()
        block = document.findBlock(from_)
        last = document.findBlock(from_ + max(0, charsAdded - 1))
        if blocks != self._blocks:
            super().documentChanged(from_, charsRemoved, charsAdded)
        elif block == last:
            super().documentChanged(from_, 0, max(1, charsAdded))
        elif self._end_taken and block.next() == last:
            super().documentChanged(from_, 0, 1)
            if last.layout().formats() != self._colours_below:
                super().documentChanged(last.position(), 0, 1)
        else:
            super().documentChanged(from_, charsRemoved, charsAdded)
        self._blocks = blocks


def _is_end(block: QTextBlock, place: int) -> bool:
    return place == block.position() + block.length() - 1
