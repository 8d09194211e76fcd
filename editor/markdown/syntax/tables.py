"""Bound tables: a few hundred bytes must not become a hundred thousand empty cells."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table

MOST_COLUMNS = 200
MOST_EMPTY_CELLS = 4_000
"""Cells that rows leave out; the table ends at the row that would exceed them."""


def bounded_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a table, as far as its size is honest."""
    if not table(state, start, end, True):
        return False
    columns = _cells(state, start + 1)
    if columns > MOST_COLUMNS:
        return False
    return silent or table(state, start, _honest_end(state, start, end, columns), False)


def _cells(state: StateBlock, line: int) -> int:
    text = state.src[state.bMarks[line] : state.eMarks[line]].strip()
    return text.count("|") + 1 - text.startswith("|") - (len(text) > 1 and text.endswith("|"))


def _honest_end(state: StateBlock, start: int, end: int, columns: int) -> int:
    empty = 0
    for line in range(start + 2, end):
        if state.isEmpty(line):
            break
        empty += max(0, columns - _cells(state, line))
        if empty > MOST_EMPTY_CELLS:
            return line
    return end


def tables_plugin(md: MarkdownIt) -> None:
    """Put our bounds around the stock rule."""
    md.block.ruler.at("table", bounded_table, {"alt": ["paragraph", "reference"]})
