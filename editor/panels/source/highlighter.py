"""Colour the source where it is seen, and near it: what nobody looks at costs nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextLayout

from editor.panels.kit.look import Look
from editor.panels.source.line_layout import LineLayout
from editor.panels.source.line_states import LineStates
from editor.panels.source.spans import runs, spans, state_after
from editor.panels.source.utf16 import units_in

_AT_ONCE = 200
"""A change colours so many lines at most before the key that made it is painted."""
_WALKED_AT_ONCE = 4000
"""So many lines at most are read in one go, to know what a line far below begins in."""
_SLICE = 60
_IDLE_MS, _TYPING_MS = 20, 400
_NEAR = 80
"""So many lines above and below what is in sight are coloured ahead."""


class Highlighter(QObject):
    """Colour lines as they come into sight; `seen` gives the first and the last that are.

    Qt's own highlighter calls for each line of a text that is shown, which takes a second for
    tens of thousands of them. Here a line's state is read when a line below it is looked at.
    """

    def __init__(self, layout: LineLayout, look: Look, seen: Callable[[], tuple[int, int]]) -> None:
        super().__init__(layout)
        document = layout.document()
        self._layout, self._document, self._look, self._seen = layout, document, look, seen
        self._formats: dict[str, QTextCharFormat] = {}
        self._lines = LineStates(document.blockCount())
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._colour_some)
        document.contentsChange.connect(self._changed)
        self._make_formats()
        look.changed.connect(self._look_changed)

    def colour_first(self, count: int) -> None:
        """Colour the first lines of a text that is shown, before they are laid out."""
        last = min(count, self._document.blockCount()) - 1
        if self._read_to(last):
            self._colour(self._lines.waiting(0, last))
        self._idle.start(_IDLE_MS)

    def colour_seen(self) -> None:
        """Colour now what has come into sight, and soon what is near."""
        first, last = self._seen()
        waiting = self._lines.waiting(first, last)
        if waiting and self._read_to(waiting[-1]):
            self._colour(waiting)
        if self._near(first, last):
            self._idle.start(_IDLE_MS)

    def pause(self) -> None:
        """Wait a while with what is not in sight: someone is typing."""
        if self._idle.isActive():
            self._idle.start(_TYPING_MS)

    @property
    def waits(self) -> bool:
        """Whether some lines in sight or near still wait for their colours."""
        return bool(self._near(*self._seen()))

    # --- what changes

    def _changed(self, place: int, removed: int, added: int) -> None:
        """Colour the lines that a change touches, and those below that now mean another thing."""
        document, lines = self._document, self._lines
        block, end = document.findBlock(place), document.findBlock(place + added)
        number, count = block.blockNumber(), document.blockCount()
        last = end.blockNumber() if end.isValid() else count - 1
        before = lines.replace(number, last, count)
        most = number + _AT_ONCE
        if number > lines.known or last >= most:
            lines.forget_from(number)
            self._idle.start(0)
            return
        while number <= last or number < lines.known:
            if number == most:
                lines.forget_from(number)
                self._idle.start(_IDLE_MS)
                return
            was = before if number == last else lines.end(number)
            is_now = state_after(block.text(), lines.start(number), number == 0)
            self._colour_one(block, number, is_now)
            if number >= last and was == is_now:
                return
            block, number = block.next(), number + 1

    def _colour_some(self) -> None:
        """Colour a slice of what waits near what is in sight; no more when there is none."""
        near = self._near(*self._seen())[:_SLICE]
        if not near:
            self._idle.stop()
            return
        self._idle.setInterval(_IDLE_MS)
        if self._read_to(max(near)):
            self._colour(near)

    def _near(self, first: int, last: int) -> list[int]:
        """List what waits in sight, then what waits around it."""
        waiting = self._lines.waiting
        below, above = waiting(last + 1, last + _NEAR), waiting(first - _NEAR, first - 1)
        return [*waiting(first, last), *below, *above]

    def _read_to(self, number: int) -> bool:
        """Read states until that of a line is known; False where that takes more than one go."""
        lines = self._lines
        at = lines.known
        block = self._document.findBlockByNumber(at)
        most = at + _WALKED_AT_ONCE
        while at <= number and at < most and block.isValid():
            lines.add(state_after(block.text(), lines.start(at), at == 0))
            block, at = block.next(), at + 1
        return at > number

    def _colour(self, numbers: list[int]) -> None:
        for number in numbers:
            block = self._document.findBlockByNumber(number)
            end = self._lines.end(number)
            if end is not None and block.isValid():
                self._colour_one(block, number, end)

    def _colour_one(self, block: QTextBlock, number: int, end: int) -> None:
        """Colour a line whose beginning is known; one in which a word is composed waits."""
        composing = bool(block.layout().preeditAreaText())
        self._lines.note(number, end, coloured=not composing)
        if composing:
            self._idle.start(_TYPING_MS)
            return
        start = self._lines.start(number)
        self._layout.colour(block, self._ranges(block.text(), start, is_first=number == 0))

    def _ranges(self, text: str, state: int, *, is_first: bool) -> list[QTextLayout.FormatRange]:
        """Say what of a line is coloured how, in units of UTF-16."""
        plain = text.isascii() or max(text) <= "\uffff"
        found = []
        for start, length, kind in runs(spans(text, state, is_first)):
            one = QTextLayout.FormatRange()
            if not plain:
                start, length = units_in(text[:start]), units_in(text[start : start + length])
            one.start, one.length, one.format = start, length, self._formats[kind]
            found.append(one)
        return found

    # --- how it looks

    def _look_changed(self) -> None:
        self._make_formats()
        self._lines.wait_all()
        self._idle.start(_IDLE_MS)

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
