"""A row with more cells than its table has columns: the last are not shown."""

from __future__ import annotations

import re

from editor.markdown.checks.finding import Check, Found, View
from editor.markdown.checks.mending import Mend, Scene, at_once
from editor.markdown.told import told
from sync.merge.edits import Edit
from sync.model.language import mark, say

NAME = "table-row"
_CELL_END = re.compile(r"(?<!\\)\|")


def find(view: View) -> Found:
    """Name the first row of each table that has more cells than the table has columns."""
    lines = view.document.lines
    columns, warned = 0, False
    for token in view.document.tokens():
        if token.type == "table_open":
            columns, warned = 0, False
        elif token.type == "tr_open" and token.map:
            cells = cells_in(lines[token.map[0]])
            if not columns:
                columns = cells
            elif cells > columns and not warned:
                warned = True
                yield view.advice(
                    NAME,
                    token.map[0],
                    told(
                        mark(
                            "This row has more cells than the table has columns"
                            " ({cells}, {columns}): the last are not shown."
                        ),
                        cells=cells,
                        columns=columns,
                    ),
                    told(
                        mark(
                            "Add a column to the head,"
                            " or write \\| for a line that is part of the text."
                        )
                    ),
                    view.span(token.map[0]),
                )


def cells_in(line: str) -> int:
    """Count the cells of a line of a table."""
    line = line.strip().lstrip("> ").strip()
    ends = len(_CELL_END.findall(line))
    return ends + 1 - line.startswith("|") - (line.endswith("|") and not line.endswith("\\|"))


def mend(scene: Scene, check: Check) -> Mend | None:
    """Give the head as many columns as the longest row has cells."""
    document = scene.view.document
    table = next(
        (
            token.map
            for token in document.tokens()
            if token.type == "table_open" and token.map
            if token.map[0] <= check.line < token.map[1]
        ),
        None,
    )
    if table is None:
        return None
    head = table[0]
    most = max(
        cells_in(document.lines[line]) for line in range(*table) if line < len(document.lines)
    )
    more = most - cells_in(document.lines[head])
    edits = []
    for line, cell in ((head, "   |"), (head + 1, " --- |")):
        end = document.lines[line].rstrip()
        closed = end.endswith("|") and not end.endswith("\\|")
        at = document.starts[line] + len(end)
        edits.append(Edit(at, 0, ("" if closed else " |") + cell * more))
    return at_once(say("Add the columns") if more > 1 else say("Add the column"), *edits)
