"""Show an immense line in parts: Qt lays out a whole line anew for each key in it.

At every few thousand signs a space is shown as the end of a line; the text keeps its space. Places
in the document and in the text stay the same. Where there is no space for long (a picture written
as letters and digits) another sign is shown so. In units of UTF-16.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from editor.panels.source.utf16 import units_in

LONGEST, PART = 50_000, 8_000
"""A longer line is shown in parts of about so many signs (a key in a line of a million: 300 ms)."""


class SoftEnds:
    """Where signs are shown as line ends; follows the edits of the text."""

    def __init__(self, shown: str = "") -> None:
        self._units = ends_in(shown)

    def __len__(self) -> int:
        return len(self._units)

    def within(self, start: int, end: int) -> Sequence[int]:
        """List those from `start` to `end`."""
        return self._units[bisect_left(self._units, start) : bisect_left(self._units, end)]

    def add(self, units: Sequence[int]) -> None:
        """Know more of them, all in one line that had none."""
        if units:
            at = bisect_left(self._units, units[0])
            self._units[at:at] = units

    def shown(self, text: str, start: int = 0) -> str:
        """Put line ends in the place of signs, in a shown text that begins at `start`."""
        units = self.within(start, start + units_in(text)) if self._units else ()
        if not units:
            return text
        if text.isascii():
            raw, width = bytearray(text, "ascii"), 1
        else:
            raw, width = bytearray(text.encode("utf-16-le", "surrogatepass")), 2
        for unit in units:
            raw[width * (unit - start)] = 10
            if width > 1:
                raw[width * (unit - start) + 1] = 0
        return raw.decode("ascii" if width == 1 else "utf-16-le", "surrogatepass")

    def replace(self, start: int, removed: int, added: int) -> None:
        """Follow an edit: those in what was removed are gone, those behind move."""
        if self._units:
            first = bisect_left(self._units, start)
            last = bisect_left(self._units, start + removed)
            shift = added - removed
            self._units[first:] = [unit + shift for unit in self._units[last:]]


def ends_in(shown: str, before: int = 0) -> list[int]:
    """Find where immense lines of a shown text are to be parted; it begins at unit `before`."""
    found: list[int] = []
    lines = shown.split("\n") if len(shown) > LONGEST else ()
    if not lines or max(map(len, lines)) <= LONGEST:
        return found
    for line in lines:
        done = 0
        if len(line) > LONGEST:
            unit = before
            for at in _parts(line):
                unit += units_in(line[done:at])
                done = at
                found.append(unit)
            before = unit
        before += units_in(line[done:]) + 1
    return found


def _parts(line: str) -> list[int]:
    """Find the space after each part of a line, or another sign of one unit."""
    found: list[int] = []
    at = 0
    while at + PART < len(line):
        end = line.find(" ", at + PART, at + 2 * PART)
        if end < 0 and at + 2 * PART >= len(line):
            break
        at = end if end >= 0 else _narrow(line, at + 2 * PART)
        if at >= len(line):
            break  # no sign can be taken in two without leaving half of one
        found.append(at)
    return found


def _narrow(line: str, at: int) -> int:
    """Find the next sign of one unit; the length of the line if there is none."""
    while at < len(line) and line[at] > "\uffff":
        at += 1
    return at
