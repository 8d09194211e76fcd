"""A table whose head does not fit the line under it: it shows as plain text."""

from __future__ import annotations

import re

from editor.markdown.checks.finding import Check, Found, View
from editor.markdown.checks.mending import Mend, Scene, at_once
from editor.markdown.checks.rules.table_row import cells_in
from editor.markdown.told import told
from sync.merge.edits import Edit
from sync.model.language import mark, say

NAME = "broken-table"
_DELIMITERS = re.compile(r"[ >]*(?=.*\|)\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")
_ONE = re.compile(r":?-+:?")


def find(view: View) -> Found:
    """Name each table whose head does not fit the line under it."""
    lines = view.document.lines
    for token in view.document.tokens():
        if token.type != "inline" or not token.map or "|" not in token.content:
            continue
        for line in range(token.map[0] + 1, min(token.map[1], len(lines))):
            if not _DELIMITERS.match(lines[line]) or "|" not in lines[line - 1]:
                continue
            above, under = cells_in(lines[line - 1]), cells_in(lines[line])
            if above != under:
                yield view.advice(
                    NAME,
                    line,
                    told(
                        mark(
                            "The head of this table and the line under it differ in their number of"
                            " cells ({above}, {under}): it is not shown as a table."
                        ),
                        above=above,
                        under=under,
                    ),
                    told(mark("Give both the same number of cells.")),
                    view.span(line),
                )


def mend(scene: Scene, check: Check) -> Mend | None:
    """Give the line under the head as many cells as the head has."""
    document = scene.view.document
    line = document.lines[check.line]
    above, marks = cells_in(document.lines[check.line - 1]), list(_ONE.finditer(line))
    start = document.starts[check.line]
    if len(marks) > above > 0:
        end = line.rstrip()
        closing = "|" if end.endswith("|") else ""
        at = marks[above - 1].end()
        edit = Edit(
            start + at, len(end) - at, " |" if closing and end[at : at + 1] == " " else closing
        )
    else:
        end = line.rstrip()
        more = " --- |" * (above - len(marks))
        edit = Edit(start + len(end), 0, more if end.endswith("|") else " |" + more)
    return at_once(say("Make the line fit the head"), edit)
