"""Words of suggestions, written into the light preview where they would stand; never kept there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QTextEdit

from editor.panels.kit.look import Look
from editor.panels.preview.light_document import fragments

_SUGGESTED = QTextFormat.Property.UserProperty.value + 1
"""Tells the words of a suggestion from those of the lesson."""
GAP = "\u2009"
"""Stands between words that go and those that come in their place; it is nobody's space."""


@dataclass
class Spot:
    """Where a mark stands: units of the document; `put` is what comes in behind it.

    What comes `alone` stands in a paragraph of its own, what comes `behind` words that go a little
    apart from them. One that `is_lost` is a block in which the quote was not found.
    """

    start: int
    end: int
    put: str = ""
    alone: bool = False
    behind: bool = False
    is_lost: bool = False


class Insertions:
    """The words of suggestions in a document: put in together, and taken out together."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._cursors: list[QTextCursor] = []
        self._dressed: list[QTextEdit.ExtraSelection] = []

    @property
    def selections(self) -> list[QTextEdit.ExtraSelection]:
        """The same words as selections: they look so also inside what somebody commented on."""
        return self._dressed

    def clear(self) -> None:
        """Take out what was put in; what went with its block is gone already."""
        for cursor in self._cursors:
            cursor.removeSelectedText()
        self._cursors, self._dressed = [], []

    def put(self, look: Look, spots: list[Spot]) -> None:
        """Write behind each spot what comes there; all spots are moved along."""
        for spot in sorted((one for one in spots if one.put), key=lambda one: -one.end):
            at, before = spot.end, self._document.characterCount()
            self._write(look, spot)
            grown = self._document.characterCount() - before
            for other in spots:
                if other is spot:
                    continue
                if other.start >= at:
                    other.start += grown
                if other.end > at:
                    other.end += grown

    def _write(self, look: Look, spot: Spot) -> None:
        cursor = QTextCursor(self._document)
        cursor.setPosition(spot.end)
        style = QTextCharFormat() if spot.alone else QTextCharFormat(cursor.charFormat())
        style.clearProperty(QTextFormat.Property.ObjectIndex.value)
        style.setBackground(look.colour("inserted"))
        style.setForeground(look.colour("inserted_text"))
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        style.setUnderlineColor(look.colour("inserted_text"))
        style.setFontStrikeOut(False)
        style.setAnchor(False)
        style.setProperty(_SUGGESTED, True)
        begin = cursor.position()
        if spot.alone:
            cursor.insertBlock(QTextBlockFormat(), style)
        elif spot.put.startswith("\n"):  # a line of its own, in a list
            cursor.insertText("\u2028", cursor.charFormat())
        elif spot.behind and not spot.put[:1].isspace():
            gap = QTextCharFormat(cursor.charFormat())
            gap.setProperty(_SUGGESTED, True)
            cursor.insertText(GAP, gap)
        lines = "\n" in spot.put or spot.alone
        words = spot.put.strip() if lines else spot.put
        first = cursor.position()
        cursor.insertText(words.replace("\n", "\u2028"), style)
        self._dress(first, cursor.position(), style)
        made = QTextCursor(self._document)
        made.setPosition(begin)
        made.setPosition(cursor.position(), QTextCursor.MoveMode.KeepAnchor)
        self._cursors.append(made)

    def _dress(self, start: int, end: int, style: QTextCharFormat) -> None:
        made = QTextEdit.ExtraSelection()
        made.cursor = QTextCursor(self._document)
        made.cursor.setPosition(start)
        made.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        made.format.setBackground(style.background())
        made.format.setForeground(style.foreground())
        made.format.setUnderlineStyle(style.underlineStyle())
        made.format.setUnderlineColor(style.underlineColor())
        self._dressed.append(made)


def words_without(cursor: QTextCursor) -> str:
    """Give the selected words of the lesson, without those of suggestions."""
    document, found = cursor.document(), []
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        for part in fragments(block):
            low, high = max(start, part.position()), min(end, part.position() + part.length())
            if low < high and not part.charFormat().hasProperty(_SUGGESTED):
                at = part.position()
                found.append(part.text()[low - at : high - at])
        found.append("\n")
        block = block.next()
    return "".join(found).replace("\u2028", "\n").strip("\n")
