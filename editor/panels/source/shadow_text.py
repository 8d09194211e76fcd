"""The lesson's text as it truly is, beside what the document shows of it.

Kept in pieces of a few thousand code points, so that a keystroke in a text of 50,000 words costs
microseconds, and places can be counted in code points and in UTF-16 units alike.
"""

from __future__ import annotations

from editor.panels.source.utf16 import points_in, units_in

_WISHED, _MOST = 2048, 4096


class ShadowText:
    """A text that is cheap to edit in the middle; all places are code points unless said."""

    def __init__(self, text: str = "") -> None:
        self._pieces: list[str] = []
        self._units: list[int] = []
        self._length = 0
        self._total_units = 0
        self._last_found = (0, 0)
        self._put(0, 0, text)

    def __len__(self) -> int:
        return self._length

    @property
    def total_units(self) -> int:
        """How long the text is in UTF-16 units."""
        return self._total_units

    @property
    def has_pairs(self) -> bool:
        """Whether some sign takes two units."""
        return self._total_units != self._length

    def text(self) -> str:
        """Return the whole text (some tenths of a millisecond for 300 kB: not for each key)."""
        if len(self._pieces) > 1:
            return "".join(self._pieces)
        return self._pieces[0] if self._pieces else ""

    def slice(self, start: int, end: int) -> str:
        """Return the text from `start` to `end`."""
        index, before = self._piece_at(start)
        parts: list[str] = []
        while index < len(self._pieces) and before < end:
            piece = self._pieces[index]
            parts.append(piece[max(0, start - before) : end - before])
            before += len(piece)
            index += 1
        return "".join(parts)

    def replace(self, start: int, deleted: int, inserted: str) -> None:
        """Replace `deleted` code points from `start` on by `inserted`."""
        first, before = self._piece_at(start)
        last, end, reach = first, start + deleted, before
        while last < len(self._pieces) and reach + len(self._pieces[last]) < end:
            reach += len(self._pieces[last])
            last += 1
        head = self._pieces[first][: start - before] if first < len(self._pieces) else ""
        tail = self._pieces[last][end - reach :] if last < len(self._pieces) else ""
        self._put(first, last + 1, head + inserted + tail)

    def units(self, point: int) -> int:
        """Return the UTF-16 place of a code point."""
        if not self.has_pairs:
            return min(point, self._length)
        index, before = self._piece_at(point)
        if index >= len(self._pieces):
            return self._total_units
        return sum(self._units[:index]) + units_in(self._pieces[index][: point - before])

    def points(self, unit: int) -> int:
        """Return the code point at a UTF-16 place; the middle of a pair counts as its start."""
        if not self.has_pairs:
            return min(unit, self._length)
        point = 0
        for piece, units in zip(self._pieces, self._units, strict=True):
            if unit < units:
                return point + (unit if units == len(piece) else points_in(piece, unit))
            unit -= units
            point += len(piece)
        return point

    def _piece_at(self, point: int) -> tuple[int, int]:
        """Return the piece that a place is in or at the end of, and how much lies before it."""
        index, before = self._last_found
        near = before < point and index < len(self._pieces)
        if near and point <= before + len(self._pieces[index]):
            return index, before
        before = 0
        for index, piece in enumerate(self._pieces):
            if point <= before + len(piece):
                self._last_found = index, before
                return index, before
            before += len(piece)
        return len(self._pieces), before

    def _put(self, first: int, last: int, text: str) -> None:
        """Put `text`, cut to handy pieces, in place of pieces `first` to before `last`."""
        self._length += len(text) - sum(map(len, self._pieces[first:last]))
        self._total_units -= sum(self._units[first:last])
        if len(text) <= _MOST:
            pieces = [text] if text else []
        else:
            pieces = [text[at : at + _WISHED] for at in range(0, len(text), _WISHED)]
        if first < self._last_found[0]:
            self._last_found = (0, 0)
        self._pieces[first:last] = pieces
        units = [units_in(piece) for piece in pieces]
        self._units[first:last] = units
        self._total_units += sum(units)
