"""Take a row of a table apart at its pipes, and put it together again, byte for byte."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_PREFIX = re.compile(r"[ \t]*(?:>[ \t]?[ \t]*)*")
_SEPARATOR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: what it begins with, its cells with their blanks, its outer pipes."""

    prefix: str
    cells: tuple[str, ...]
    opens: bool = True
    closes: bool = True
    tail: str = ""

    @property
    def written(self) -> str:
        """The line."""
        inner = "|".join(self.cells)
        return self.prefix + "|" * self.opens + inner + "|" * self.closes + self.tail

    def starts(self) -> tuple[int, ...]:
        """Say where each cell begins in the line."""
        at = len(self.prefix) + self.opens
        found: list[int] = []
        for cell in self.cells:
            found.append(at)
            at += len(cell) + 1
        return tuple(found)

    def framed(self) -> Row:
        """Give the row with both outer pipes."""
        cells = list(self.cells)
        if not self.opens and not cells[0].startswith((" ", "\t")):
            cells[0] = " " + cells[0]
        if not self.closes and not cells[-1].endswith(" "):
            cells[-1] += " "
        return replace(self, cells=tuple(cells), opens=True, closes=True)

    def with_cells(self, cells: list[str]) -> Row:
        """Give the row with other cells."""
        return replace(self, cells=tuple(cells))


def row_of(line: str) -> Row:
    """Take a line apart."""
    found = _PREFIX.match(line)
    prefix = found[0] if found else ""
    bare = line[len(prefix) :]
    tail = bare[len(bare.rstrip()) :]
    bare = bare.rstrip()
    opens = bare.startswith("|")
    bare = bare[opens:]
    closes = bare.endswith("|") and not bare.endswith("\\|")
    bare = bare[: len(bare) - closes]
    return Row(prefix, tuple(_SEPARATOR.split(bare)), opens, closes, tail)


def shown(cell: str) -> str:
    """Give the text of a cell, without the blanks around and the strokes before pipes."""
    return cell.strip().replace("\\|", "|")


def written(text: str, cell: str = "  ") -> str:
    """Put a text into a cell, whose blanks stay; it becomes one line, its pipes are marked."""
    new = " ".join(text.split()) if "\n" in text or "\r" in text else text.strip()
    new = new.replace("|", "\\|")
    bare = cell.strip()
    if bare:
        before, after = cell[: cell.index(bare)], cell[cell.index(bare) + len(bare) :]
    elif new:
        before, after = " ", " " * max(1, len(cell) - 1 - len(new))
    else:
        return cell
    if new.endswith("\\") and not after:
        after = " "
    return before + new + after
