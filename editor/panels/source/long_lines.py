"""Show an immense line in parts: Qt lays out a whole line anew for each key in it.

At every few thousand signs a space is shown as the end of a line; the text keeps its space. Places
in the document and in the text stay the same. In units of UTF-16.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from editor.panels.source.utf16 import units_in

LONGEST, PART = 50_000, 8_000
"""A longer line is shown in parts of about so many signs (a key in a line of a million: 300 ms)."""


class SoftEnds:
    """Where spaces are shown as line ends; follows the edits of the text."""

    def __init__(self, shown: str = "") -> None:
        self._units: list[int] = []
        if len(shown) <= LONGEST:
            return
        start = 0
        for line in shown.split("\n"):
            if len(line) > LONGEST:
                before = units_in(shown[:start])
                self._units += [before + units_in(line[:at]) for at in _spaces(line)]
            start += len(line) + 1

    def __len__(self) -> int:
        return len(self._units)

    def within(self, start: int, end: int) -> Sequence[int]:
        """List those from `start` to `end`."""
        return self._units[bisect_left(self._units, start) : bisect_left(self._units, end)]

    def shown(self, text: str, start: int = 0) -> str:
        """Put line ends in the place of spaces, in a shown text that begins at `start`."""
        units = self.within(start, start + units_in(text)) if self._units else ()
        if not units:
            return text
        if units_in(text) == len(text):
            signs = list(text)
            for unit in units:
                signs[unit - start] = "\n"
            return "".join(signs)
        raw = bytearray(text.encode("utf-16-le", "surrogatepass"))
        for unit in units:
            raw[2 * (unit - start) : 2 * (unit - start) + 2] = b"\n\0"
        return raw.decode("utf-16-le", "surrogatepass")

    def replace(self, start: int, removed: int, added: int) -> None:
        """Follow an edit: those in what was removed are gone, those behind move."""
        if self._units:
            first = bisect_left(self._units, start)
            last = bisect_left(self._units, start + removed)
            shift = added - removed
            self._units[first:] = [unit + shift for unit in self._units[last:]]


def _spaces(line: str) -> list[int]:
    """Find the space after each part of a line."""
    found: list[int] = []
    at = line.find(" ", PART)
    while at >= 0:
        found.append(at)
        at = line.find(" ", at + PART)
    return found
