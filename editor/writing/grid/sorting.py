"""Sort the rows of a table by one column: numbers as numbers, words as people look them up."""

from __future__ import annotations

import re
import unicodedata

from editor.writing.change import Change, smallest
from editor.writing.grid.rows import shown
from editor.writing.grid.table import Table

_NUMBER = re.compile(r"[-+]?\d[\d\u00a0\u202f' ]*(?:[.,]\d+)?")
Key = tuple[int, float, str]


def sort_rows(table: Table, column: int, *, down: bool = False) -> Change | None:
    """Sort all rows below the head; empty cells come last; None if they are sorted already."""
    body = table.lines[2:]
    cells = [shown(row.cells[column]) if column < len(row.cells) else "" for row in body]
    filled = [n for n, cell in enumerate(cells) if cell]
    empty = [n for n, cell in enumerate(cells) if not cell]
    order = sorted(filled, key=lambda n: _key(cells[n]), reverse=down) + empty
    if order == list(range(len(body))):
        return None
    start = table.line_start(2)
    old = "\n".join(row.written for row in body)
    new = "\n".join(body[n].written for n in order)
    edits = smallest(start, old, new)
    return Change(edits, start, start) if edits else None


def _key(cell: str) -> Key:
    number = _NUMBER.match(cell)
    if number is not None:
        digits = re.sub(r"[^\d.+-]", "", number[0].replace(",", "."))
        return (0, float(digits), "")
    plain = unicodedata.normalize("NFD", cell.casefold())
    return (1, 0.0, "".join(sign for sign in plain if not unicodedata.combining(sign)))
