"""The build of a lesson: headings, tables, footnotes, and what is opened but not closed."""

from __future__ import annotations

import re
from itertools import pairwise

from markdown_it.token import Token

from editor.markdown.checks.finding import Found, View
from editor.markdown.structure import length_of

_CELL_END = re.compile(r"(?<!\\)\|")
_DELIMITERS = re.compile(r"[ >]*(?=.*\|)\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")
_NOTE = re.compile(r"\[\^([^\]\s]{1,200})\]")


def heading_jumps(view: View) -> Found:
    """Name each heading that leaves out a level."""
    for before, heading in pairwise(view.lesson.headings):
        if heading.level > before.level + 1:
            yield view.advice(
                "heading-jump",
                heading.line,
                f"“{heading.words[:60]}” is a heading of level {heading.level} after one of level"
                f" {before.level}. Readers who jump from heading to heading miss a step.",
                f"Use level {before.level + 1}.",
            )


def emptiness(view: View) -> Found:
    """Name a lesson that has nothing to read, show or answer."""
    document = view.document
    own = [
        block for block in document.blocks if block.kind not in ("blank", "front_matter", "heading")
    ]
    shown = any(block.tokens and block.kind != "html_block" for block in own)
    if not shown and not view.lesson.mentions and not length_of(_rest(view)).words:
        yield view.advice(
            "empty-lesson", 0, "This lesson has nothing to read yet.", "Write it, or take it out."
        )


def _rest(view: View) -> str:
    lines = view.document.lines
    headings = {heading.line for heading in view.lesson.headings}
    start = view.document.front_matter.lines
    return "\n".join(line for at, line in enumerate(lines) if at >= start and at not in headings)


def table_rows(view: View) -> Found:
    """Name each row with more cells than its table has columns: the last are not shown."""
    lines = view.document.lines
    columns, warned = 0, False
    for token in view.document.tokens():
        if token.type == "table_open":
            columns, warned = 0, False
        elif token.type == "tr_open" and token.map:
            cells = _cells(lines[token.map[0]])
            if not columns:
                columns = cells
            elif cells > columns and not warned:
                warned = True
                yield view.advice(
                    "table-row",
                    token.map[0],
                    f"This row has {cells} cells, but the table has {columns} columns:"
                    " the last are not shown.",
                    "Add a column to the head, or write \\| for a line that is part of the text.",
                )


def broken_tables(view: View) -> Found:
    """Name each table whose head does not fit the line under it: it shows as plain text."""
    lines = view.document.lines
    for token in view.document.tokens():
        if token.type != "inline" or not token.map or "|" not in token.content:
            continue
        for line in range(token.map[0] + 1, min(token.map[1], len(lines))):
            if not _DELIMITERS.match(lines[line]) or "|" not in lines[line - 1]:
                continue
            above, under = _cells(lines[line - 1]), _cells(lines[line])
            if above != under:
                yield view.advice(
                    "broken-table",
                    line,
                    f"The head of this table has {above} cells, the line under it {under}:"
                    " it is not shown as a table.",
                    "Give both the same number of cells.",
                )


def _cells(line: str) -> int:
    line = line.strip().lstrip("> ").strip()
    ends = len(_CELL_END.findall(line))
    return ends + 1 - line.startswith("|") - (line.endswith("|") and not line.endswith("\\|"))


def footnotes(view: View) -> Found:
    """Name each footnote that is named but not written, or written but not named."""
    named: set[str] = set()
    written: dict[str, int] = {}
    line = 0
    for token in view.document.tokens():
        line = token.map[0] if token.map else line
        if token.type == "footnote_reference_open":
            written.setdefault(token.meta["label"], line)
        for child in token.children or []:
            if child.type == "note_reference":
                named.add(child.meta["label"])
            elif child.type == "text":
                for label in _NOTE.findall(child.content):
                    yield view.advice(
                        "missing-footnote",
                        line,
                        f"Footnote “{label}” is not written anywhere.",
                        f"Add a line that begins with [^{label}]: and the note.",
                    )
    for label, place in written.items():
        if label not in named:
            yield view.advice(
                "unused-footnote",
                place,
                f"Nothing in the text leads to footnote “{label}”.",
                f"Write [^{label}] where it belongs, or take the note out.",
            )


def unclosed(view: View) -> Found:
    """Name what is opened but not closed: code, comments, formulas."""
    lines = view.document.lines
    for token in view.document.tokens():
        if not token.map:
            continue
        first, last = token.map[0], min(token.map[1], len(lines)) - 1
        if token.type == "fence" and not _is_closed(token, lines[last], first == last):
            yield view.advice(
                "open-code",
                first,
                "This code does not end: what comes after it is shown as code too.",
                f"Put a line of {token.markup} where the code ends.",
            )
        elif token.type == "html_block" and _hides_the_rest(token, last == len(lines) - 1):
            yield view.blocks(
                "open-comment",
                first,
                "This comment does not end: what comes after it is not shown.",
                "Put --> where the comment ends.",
            )
        elif token.type == "inline" and re.match(r"\$\$(?!.*\$\$)", token.content, re.DOTALL):
            yield view.advice(
                "open-formula",
                first,
                "This formula does not end.",
                "Put $$ where it ends; a formula cannot hold an empty line.",
            )


def _is_closed(token: Token, last: str, is_one_line: bool) -> bool:
    text = last.strip().lstrip("> ").strip()
    mark = token.markup[0]
    return not is_one_line and len(text) >= len(token.markup) and not text.strip(mark)


def _hides_the_rest(token: Token, to_the_end: bool) -> bool:
    content = token.content.lstrip()
    return to_the_end and content.startswith("<!--") and "-->" not in content
