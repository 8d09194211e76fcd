"""The blocks of a lesson in one text document, each in a frame of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextFrame,
    QTextFrameFormat,
)

_GAP = 12
_HEADING = re.compile(r"\s*<h([1-6])[\s>]")


class LightDocument(QObject):
    """Insert, change and remove blocks without laying out the whole document anew."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._heading_sizes: dict[int, int] = {}
        self._frames: list[QTextFrame] = []
        self.clear()

    def __len__(self) -> int:
        return len(self._frames)

    def set_heading_sizes(self, sizes: dict[int, int]) -> None:
        """Set the sizes of headings in pixels, by level: a style sheet cannot, in a document."""
        self._heading_sizes = sizes

    def clear(self) -> None:
        """Remove all blocks."""
        self._frames = []
        self._document.clear()
        self._flatten(QTextCursor(self._document))

    def replace(self, at: int, removed: int, html: list[str]) -> None:
        """Let `html` stand in place of `removed` blocks; as many as can be are changed in place."""
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        both = min(removed, len(html))
        for number in range(both):
            self._rewrite(at + number, html[number])
        for number in range(both, len(html)):
            self._insert(at + number, html[number])
        for _ in range(both, removed):
            self._remove(at + both)
        cursor.endEditBlock()

    def top_of(self, at: int) -> float:
        """Return where a block begins, in pixels from the top."""
        return self._box(at)[0]

    def height_of(self, at: int) -> float:
        """Return how high a block is, in pixels."""
        return self._box(at)[1]

    def at_height(self, y: float) -> tuple[int, float] | None:
        """Return the block at a height, and how far down in it that is, from 0 to 1."""
        low, high = 0, len(self._frames) - 1
        if high < 0:
            return None
        while low < high:
            middle = (low + high) // 2
            top, height = self._box(middle)
            if top + height <= y:
                low = middle + 1
            else:
                high = middle
        top, height = self._box(low)
        return low, min(1.0, max(0.0, (y - top) / height if height else 0.0))

    def at_place(self, position: int) -> int | None:
        """Return the block at a place of the document."""
        low, high = 0, len(self._frames) - 1
        while low <= high:
            middle = (low + high) // 2
            frame = self._frames[middle]
            if position < frame.firstPosition():
                high = middle - 1
            elif position > frame.lastPosition():
                low = middle + 1
            else:
                return middle
        return None

    def cursor_of(self, at: int) -> QTextCursor:
        """Return a cursor that selects a block."""
        frame = self._frames[at]
        cursor = frame.firstCursorPosition()
        cursor.setPosition(frame.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def signs(self, cursor: QTextCursor) -> str:
        """Return what is selected, one sign for each unit of the document."""
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        words = cursor.selectedText()
        if len(words) == end - start:
            return words
        signs = (self._document.characterAt(place) for place in range(start, end))
        return "".join((sign or "?")[:1] for sign in signs)

    def _box(self, at: int) -> tuple[float, float]:
        box = self._document.documentLayout().frameBoundingRect(self._frames[at])
        return box.top(), box.height()

    def _insert(self, at: int, html: str) -> None:
        cursor = QTextCursor(self._document)
        if at < len(self._frames):
            cursor.setPosition(self._frames[at].firstPosition() - 1)
        else:
            cursor = self._document.rootFrame().lastCursorPosition()
        style = QTextFrameFormat()
        style.setMargin(0)
        frame = cursor.insertFrame(style)
        self._frames.insert(at, frame)
        self._write(frame, html)
        behind = QTextCursor(self._document)
        behind.setPosition(frame.lastPosition() + 1)
        self._flatten(behind)

    def _rewrite(self, at: int, html: str) -> None:
        cursor = self.cursor_of(at)
        cursor.removeSelectedText()
        cursor.setBlockFormat(QTextBlockFormat())
        self._write(self._frames[at], html)

    def _write(self, frame: QTextFrame, html: str) -> None:
        """Write into an empty frame, without the empty lines that lists and boxes bring along."""
        cursor = frame.firstCursorPosition()
        cursor.insertHtml(html)
        first = frame.firstCursorPosition()
        if first.block().length() == 1 and frame.lastPosition() > first.position():
            first.deleteChar()
        last = frame.lastCursorPosition()
        if last.block().length() == 1 and last.position() > frame.firstPosition():
            style = QTextBlockFormat()
            style.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            last.setBlockFormat(style)
        heading = _HEADING.match(html)
        if heading:
            self._size_heading(frame, int(heading[1]))

    def _size_heading(self, frame: QTextFrame, level: int) -> None:
        """Give a heading its size and its level, which the first block of a frame has lost."""
        cursor = frame.firstCursorPosition()
        block = cursor.block()
        parts = [(part.position(), part.length(), part.charFormat()) for part in fragments(block)]
        for start, length, style in parts:
            # The browser's own factor for headings wins over any size as long as it is there.
            style.clearProperty(QTextFormat.Property.FontSizeAdjustment)
            style.setProperty(
                QTextFormat.Property.FontPixelSize, self._heading_sizes.get(level, 15)
            )
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(style)
        rank = QTextBlockFormat()
        rank.setHeadingLevel(level)
        cursor.mergeBlockFormat(rank)

    def _remove(self, at: int) -> None:
        frame = self._frames.pop(at)
        cursor = QTextCursor(self._document)
        cursor.setPosition(frame.firstPosition() - 1)
        cursor.setPosition(frame.lastPosition() + 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()

    @staticmethod
    def _flatten(cursor: QTextCursor) -> None:
        """Make the empty line that stands between frames a small gap."""
        style = QTextBlockFormat()
        style.setLineHeight(_GAP, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.setBlockFormat(style)


def fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    """Yield the parts of a block that are written alike."""
    part = block.begin()
    while not part.atEnd():
        yield part.fragment()
        part += 1


def in_units(text: str) -> str:
    """Return a text with one sign for each unit of the document, as it gives its own."""
    if text.isascii() or max(text) < "\U00010000":
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(units[at] | units[at + 1] << 8) for at in range(0, len(units), 2))
