"""Find the table that a place is in, with the place of each of its cells."""

from __future__ import annotations

from dataclasses import dataclass

from editor.markdown.grammar import parser
from editor.markdown.pieces import cut
from editor.markdown.text import fit
from editor.writing.change import Change, changed
from editor.writing.code_at import in_fence
from editor.writing.grid.rows import Row, row_of, shown
from editor.writing.lines import head_of_line, line_end, line_start

LARGEST = 60_000
"""Larger tables (signs) are no grid: they would hold up each key."""
_MOST_LINES = 3_000
ALIGNS = ("", "left", "center", "right")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text as people write it, and where that stands; a cell left out has no place."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table from `start` to `end` (code points); `lines` are its head, its rule and its rows."""

    start: int
    lines: tuple[Row, ...]

    @property
    def end(self) -> int:
        """Where the last line ends, before its line end."""
        return self.start + sum(len(row.written) + 1 for row in self.lines) - 1

    @property
    def columns(self) -> int:
        """How many columns the head has."""
        return len(self.lines[0].cells)

    @property
    def rows(self) -> int:
        """How many rows a grid shows; the head is row 0."""
        return len(self.lines) - 1

    @property
    def aligns(self) -> tuple[str, ...]:
        """How each column is aligned: one of `ALIGNS`."""
        return tuple(_align(cell.strip()) for cell in self.lines[1].cells)

    def line(self, row: int) -> int:
        """Say which of `lines` a row of the grid is."""
        return row + 1 if row else 0

    def line_start(self, line: int) -> int:
        """Say where one of `lines` begins."""
        return self.start + sum(len(row.written) + 1 for row in self.lines[:line])

    def cell(self, row: int, column: int) -> Cell:
        """Give a cell; one that its row leaves out stands, empty, at the row's end."""
        line = self.line(row)
        found, start = self.lines[line], self.line_start(line)
        if column >= len(found.cells):
            end = start + len(found.written)
            return Cell("", end, end)
        raw = found.cells[column]
        bare = raw.strip()
        at = start + found.starts()[column]
        first = at + (raw.index(bare) if bare else min(1, len(raw)))
        return Cell(shown(raw), first, first + len(bare))

    def texts(self) -> tuple[tuple[str, ...], ...]:
        """Give all that a grid shows, row by row."""
        return tuple(
            tuple(
                shown(row.cells[column]) if column < len(row.cells) else ""
                for column in range(self.columns)
            )
            for row in (self.lines[0], *self.lines[2:])
        )

    def at(self, place: int) -> tuple[int, int]:
        """Say which row and column a place is in; the rule under the head counts as the head."""
        line, start = 0, self.start
        while line + 1 < len(self.lines) and place > start + len(self.lines[line].written):
            start += len(self.lines[line].written) + 1
            line += 1
        starts = self.lines[line].starts()
        column = max((n for n, at in enumerate(starts) if start + at <= place), default=0)
        return max(0, line - 1), min(column, self.columns - 1)


def after(table: Table, change: Change) -> Table:
    """Give the table as it is after a change of its own, without reading the lesson again."""
    old = "\n".join(row.written for row in table.lines)
    new = changed(old, change.moved(-table.start))
    known = {row.written: row for row in table.lines}
    rows = (known.get(line) or row_of(line) for line in new.split("\n"))
    return Table(table.start, tuple(rows))


def _align(cell: str) -> str:
    left, right = cell.startswith(":"), cell.endswith(":")
    return "center" if left and right else "left" * left + "right" * right


def table_at(text: str, place: int) -> Table | None:
    """Find the table around a place; None if there is none."""
    start, lines = _lines_around(text, place)
    if sum(map(len, lines)) > LARGEST:
        return None
    if len(lines) < 2 or not any("|" in line for line in lines) or in_fence(text, start):
        return None
    here = text.count("\n", start, place)
    for first, last in _tables(lines):
        if first <= here < last and not head_of_line(lines[first]).marker:
            rows = tuple(row_of(line) for line in lines[first:last])
            at = start + sum(len(line) + 1 for line in lines[:first])
            return Table(at, rows) if len(rows) > 1 else None
    return None


def _tables(lines: list[str]) -> list[tuple[int, int]]:
    """Ask the grammar which of the lines are tables; what they stand in is taken off."""
    prefix = min((row_of(line).prefix for line in lines), key=len)
    if not all(line.startswith(prefix) for line in lines):
        prefix = ""
    found: list[tuple[int, int]] = []
    at = 0
    for piece in cut(parser(), [fit(line[len(prefix) :]) for line in lines], at_start=False):
        for token in piece.tokens:
            if token.type == "table_open" and token.map:
                found.append((at + token.map[0], at + token.map[1]))
        at += len(piece.lines)
    return found


def _lines_around(text: str, place: int) -> tuple[int, list[str]]:
    """Give the lines around a place up to blank ones, and where they begin; none if too many."""
    start, end = line_start(text, place), line_end(text, place)
    for _ in range(_MOST_LINES):
        above = line_start(text, start - 1) if start else 0
        if not start or not text[above : start - 1].strip(" \t>"):
            break
        start = above
    else:
        return start, []
    for _ in range(_MOST_LINES):
        below = line_end(text, end + 1) if end < len(text) else end
        if end == len(text) or not text[end + 1 : below].strip(" \t>"):
            break
        end = below
    else:
        return start, []
    return start, text[start:end].split("\n")
