"""Colour the source: what is seen first, what is near when nobody types, the rest when it is."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from editor.panels.kit.look import Look
from editor.panels.source.spans import spans, state_after
from editor.panels.source.utf16 import units_in

_AT_ONCE = 200
_SLICE = 60
_BURST_S = 0.05
_IDLE_MS, _TYPING_MS = 20, 400
_NEAR = 80
"""So many blocks above and below what is in sight are coloured ahead."""


class Highlighter(QSyntaxHighlighter):
    """Colour one block at a time; where many come at once, only the first and those in sight.

    Opening a text of 50,000 words, or a fence at its head, would else hold the window for half a
    second. The others get their state at once and their colours when they come near: `seen` gives
    the first and the last block in sight. To colour all would take a second of every opening.
    """

    def __init__(
        self, document: QTextDocument, look: Look, seen: Callable[[], tuple[int, int]]
    ) -> None:
        super().__init__(document)
        self._look, self._seen = look, seen
        self._formats: dict[str, QTextCharFormat] = {}
        self._waiting: set[int] = set()
        self._blocks = document.blockCount()
        self._burst_since, self._in_burst = 0.0, 0
        self._idle = QTimer(self)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self._colour_some)
        document.blockCountChanged.connect(self._blocks_moved)
        self._make_formats()
        look.changed.connect(self._look_changed)

    def restart(self) -> None:
        """Forget what waits: another text is shown."""
        self._waiting.clear()
        self._burst_since, self._in_burst = 0.0, 0

    def colour_seen(self) -> None:
        """Colour now what has come into sight, and soon what is near."""
        if self._waiting:
            first, last = self._seen()
            self._colour([number for number in range(first, last + 1) if number in self._waiting])
            self._idle.start(_IDLE_MS)

    def pause(self) -> None:
        """Wait a while with what is not in sight: someone is typing."""
        if self._idle.isActive():
            self._idle.start(_TYPING_MS)

    @property
    def waits(self) -> bool:
        """Whether some blocks in sight or near still wait for their colours."""
        return bool(self._waiting) and bool(self._near())

    def highlightBlock(self, text: str) -> None:
        """Set the state of a block, and its colours unless there are too many at once."""
        state = max(0, self.previousBlockState())
        if not text and not state:  # tens of thousands of them, at once, are opened too
            if self.currentBlockState() > 0:
                self.setCurrentBlockState(0)
            return
        number = self.currentBlock().blockNumber()
        self.setCurrentBlockState(state_after(text, state, number == 0))
        if self._is_too_much():
            self._waiting.add(number)
            if not self._idle.isActive():
                self._idle.start(_IDLE_MS)
            return
        plain = text.isascii() or max(text) <= "\uffff"
        for start, length, kind in spans(text, state, number == 0):
            if not plain:
                start, length = units_in(text[:start]), units_in(text[start : start + length])
            self.setFormat(start, length, self._formats[kind])

    def _is_too_much(self) -> bool:
        now = monotonic()
        if now - self._burst_since > _BURST_S and self._in_burst <= _AT_ONCE:
            self._burst_since, self._in_burst = now, 0
        if not self._in_burst:
            QTimer.singleShot(0, self, self._end_burst)
        self._in_burst += 1
        return self._in_burst > _AT_ONCE

    def _end_burst(self) -> None:
        self._in_burst = 0

    def _blocks_moved(self, count: int) -> None:
        """Let those wait too that the ones waiting may have become."""
        moved, self._blocks = count - self._blocks, count
        if self._waiting:
            self._waiting |= {number + moved for number in self._waiting}

    def _colour_some(self) -> None:
        near = self._near()
        if not near:
            self._idle.stop()
            return
        self._idle.setInterval(_IDLE_MS)
        self._colour(near[:_SLICE])

    def _near(self) -> list[int]:
        """List what waits in sight, then what waits around it."""
        first, last = self._seen()
        around = (
            *range(first, last + 1),
            *range(last + 1, last + _NEAR),
            *range(first - _NEAR, first),
        )
        return [number for number in around if number in self._waiting]

    def _colour(self, numbers: list[int]) -> None:
        document = self.document()
        for number in numbers:
            self._waiting.discard(number)
            block = document.findBlockByNumber(number) if document is not None else None
            if block is not None and block.isValid():
                self._in_burst = 0
                self.rehighlightBlock(block)

    def _look_changed(self) -> None:
        self._make_formats()
        self.restart()
        self.rehighlight()

    def _make_formats(self) -> None:
        def style(colour: str, weight: int = 400, italic: bool = False) -> QTextCharFormat:
            made = QTextCharFormat()
            made.setForeground(self._look.colour(colour))
            if weight != 400:
                made.setFontWeight(QFont.Weight(weight))
            made.setFontItalic(italic)
            return made

        struck = style("text2")
        struck.setFontStrikeOut(True)
        self._formats = {
            "faint": style("faint"),
            "heading": style("text", 700),
            "strong": style("text", 700),
            "emphasis": style("text", italic=True),
            "struck": struck,
            "marker": style("accent"),
            "link": style("accent"),
            "code": style("theirs"),
            "quote": style("text2"),
        }
