"""Change a table: cells, rows, columns, alignment; each as edits that leave other cells' bytes.

`row` 0 is the head; `column` counts from 0. None where there is nothing to do.
"""

from __future__ import annotations

from collections.abc import Callable

from editor.writing.change import Change, Edits, smallest
from editor.writing.grid.rows import Row, written
from editor.writing.grid.table import ALIGNS, Table, after
from sync.merge.edits import Edit

_RULE = " --- "
_EMPTY = "  "


def set_cell(table: Table, row: int, column: int, text: str) -> Change | None:
    """Write a cell; pipes in it are marked, line ends become blanks."""
    line = table.line(row)
    old = table.lines[line]
    new = _filled(old, column + 1)
    cells = list(new.cells)
    cells[column] = written(text, cells[column])
    new = new.with_cells(cells)
    bare = cells[column].strip()
    if (column == 0 and not new.opens and not bare[:1].isalpha()) or not (new.closes or bare):
        new = new.framed()  # it would begin another block, or be no cell
    return _with_caret(table, _lines(table, {line: new}), row, column)


def add_row(table: Table, row: int) -> Change:
    """Add an empty row, which becomes number `row`, from 1 on."""
    line = max(2, min(table.line(row), len(table.lines)))
    model = table.lines[line - 1 if line > 2 else 0].prefix
    new = Row(model, (_EMPTY,) * table.columns).written
    place = table.line_start(line) - 1
    caret = place + 1 + len(model) + 2
    return Change((Edit(place, 0, "\n" + new),), caret, caret)


def remove_row(table: Table, row: int) -> Change | None:
    """Take a row out; the head stays."""
    if not 0 < row < table.rows:
        return None
    line = table.line(row)
    start = table.line_start(line) - 1
    edit = Edit(start, len(table.lines[line].written) + 1, "")
    return Change((edit,), start, start)


def move_row(table: Table, row: int, by: int) -> Change | None:
    """Exchange a row with the one below (`by` 1) or above (-1); the head stays."""
    first = min(row, row + by)
    if first < 1 or first + 1 >= table.rows:
        return None
    line = table.line(first)
    moved, kept = table.lines[line].written, table.lines[line + 1].written
    start = table.line_start(line)
    middle = start + len(moved) + 1
    edits = (Edit(start, 0, kept + "\n"), Edit(middle - 1, len(kept) + 1, ""))
    caret = start if by < 0 else start + len(kept) + 1
    return Change(edits, caret, caret)


def add_column(table: Table, column: int) -> Change | None:
    """Add an empty column, which becomes number `column`."""

    def add(row: Row, line: int) -> Row:
        if column > len(row.cells):
            return row
        new = row.framed()
        cells = list(new.cells)
        cells.insert(column, _RULE if line == 1 else _EMPTY)
        return new.with_cells(cells)

    return _with_caret(table, _each(table, add), 0, column)


def remove_column(table: Table, column: int) -> Change | None:
    """Take a column out; the last one stays."""
    if table.columns == 1:
        return None

    def remove(row: Row, line: int) -> Row:
        if column >= len(row.cells):
            return row
        new = row.framed()
        cells = [cell for number, cell in enumerate(new.cells) if number != column]
        return new.with_cells(cells or [_EMPTY])

    return _with_caret(table, _each(table, remove), 0, min(column, table.columns - 2))


def move_column(table: Table, column: int, by: int) -> Change | None:
    """Exchange a column with the one to its right (`by` 1) or left (-1)."""
    first, last = min(column, column + by), max(column, column + by)
    if first < 0 or last >= table.columns:
        return None

    def move(row: Row, line: int) -> Row:
        if first >= len(row.cells):
            return row
        new = _filled(row, last + 1).framed()
        cells = list(new.cells)
        cells[first], cells[last] = cells[last], cells[first]
        return new.with_cells(cells)

    return _with_caret(table, _each(table, move), 0, column + by)


def set_align(table: Table, column: int, align: str) -> Change | None:
    """Align a column: left, center, right, or as the page does (`""`)."""
    old = table.lines[1]
    cells = list(old.cells)
    bare = cells[column].strip()
    left, right = align in ("left", "center"), align in ("right", "center")
    if align not in ALIGNS or table.aligns[column] == align:
        return None
    dashes = "-" * max(1, len(bare) - left - right)
    at = cells[column].index(bare)
    after = cells[column][at + len(bare) :]
    cells[column] = cells[column][:at] + ":" * left + dashes + ":" * right + after
    new = old.with_cells(cells)
    if not new.opens and not cells[0].strip().startswith(":"):
        new = new.framed()
    return _with_caret(table, _lines(table, {1: new}), 0, column)


def _filled(row: Row, columns: int) -> Row:
    """Give a row the cells that it leaves out."""
    if len(row.cells) >= columns:
        return row
    new = row.framed()
    return new.with_cells([*new.cells, *[_EMPTY] * (columns - len(new.cells))])


def _each(table: Table, write: Callable[[Row, int], Row]) -> Edits:
    return _lines(table, {n: write(row, n) for n, row in enumerate(table.lines)})


def _lines(table: Table, new: dict[int, Row]) -> Edits:
    """Give the smallest edits that write some lines anew."""
    edits: list[Edit] = []
    at = table.start
    for number, row in enumerate(table.lines):
        old = row.written
        edits += smallest(at, old, new[number].written) if number in new else ()
        at += len(old) + 1
    return tuple(edits)


def _with_caret(table: Table, edits: Edits, row: int, column: int) -> Change | None:
    """Put the caret at the end of a cell, as it is after the edits."""
    if not edits:
        return None
    new = after(table, Change(edits, 0, 0))
    caret = new.cell(row, column).end
    return Change(edits, caret, caret)
