"""Enter goes on with what the line is: a list, a task, a quote, answers, a row of a table."""

from __future__ import annotations

import re

from editor.writing.change import Change, Selection, joined
from editor.writing.code_at import in_fence
from editor.writing.keys.numbering import counts, edits_of_lines, list_around, renumbered
from editor.writing.lines import Head, head_of_line, line_above, line_of, one_edit, width
from sync.merge.edits import Edit

_CHOICE = re.compile(r"(?P<space>[ \t]*)\[(?P<kind>\([ xX]\)|\[[ xX?]\])\](?P<gap>[ \t]*)")
_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*$")
_PIPE = re.compile(r"(?<!\\)\|")


def enter(text: str, selection: Selection) -> Change | None:
    """Go on with the line's kind; on an item without words, end it. None: a plain line end."""
    if not selection.is_empty:
        return None
    start, line = line_of(text, selection.caret)
    column = selection.caret - start
    head = head_of_line(line)
    if not (head.marker or head.quote or "[" in line or "|" in line):
        return None
    if in_fence(text, selection.caret):
        return None
    if head.marker:
        return _in_list(text, start, line, head, column)
    if choice := _CHOICE.match(line, len(head.quote)):
        return _in_choices(start, line, head.quote, choice, column)
    if _ROW.match(line, len(head.quote)):
        return _in_table(start, line, head.quote, column)
    return _in_quote(start, line, head, column) if head.quote.strip() else None


def _in_list(text: str, start: int, line: str, head: Head, column: int) -> Change | None:
    if column < len(head.written):
        return None
    if not line[len(head.written) :].strip():
        return _ended(text, start, line, head)
    place = start + column
    following = _following(head)
    spaces = len(line[column:]) - len(line[column:].lstrip(" "))
    caret = place + 1 + len(following)
    edits = [Edit(place, spaces, "\n" + following)]
    if head.is_numbered:
        edits = _counting_on(text, start, edits[0], head)
        following = edits[0].inserted[1:]
        caret = place + 1 + len(following)
    return Change(joined(edits), caret, caret)


def _following(head: Head) -> str:
    marker = f"{head.number + 1}{head.marker[-1]}" if head.is_numbered else head.marker
    return head.quote + head.indent + marker + (head.gap or " ") + ("[ ] " if head.box else "")


def _counting_on(text: str, start: int, edit: Edit, head: Head) -> list[Edit]:
    """Let the items below count on; in a list where all have one number, the new one has it too."""
    first, lines = list_around(text, start)
    at = text.count("\n", first, start)
    new = [*lines[: at + 1], edit.inserted[1:], *lines[at + 1 :]]
    if counts(lines):
        below = start + len(lines[at]) + 1
        return [edit, *edits_of_lines(below, lines[at + 1 :], renumbered(new)[at + 2 :])]
    if all(_number(line) in (None, head.number) for line in lines):
        same = edit.inserted.replace(f"{head.number + 1}{head.marker[-1]}", head.marker, 1)
        return [Edit(edit.start, edit.deleted, same)]
    return [edit]


def _number(line: str) -> int | None:
    head = head_of_line(line)
    return head.number if head.is_numbered else None


def _ended(text: str, start: int, line: str, head: Head) -> Change:
    """Take an item without words one level out, or out of the list."""
    outer = _outer(text, start, head)
    new = head.quote if outer is None else _following(outer)
    first, lines = list_around(text, start)
    after: list[Edit] = []
    if counts(lines):
        at = text.count("\n", first, start)
        item = [] if outer is None else [new]
        numbered = renumbered([*lines[:at], *item, *lines[at + 1 :]])
        new = numbered[at] if item else new
        below = start + len(line) + 1
        after = edits_of_lines(below, lines[at + 1 :], numbered[at + len(item) :])
    caret = start + len(new)
    return Change(joined([Edit(start, len(line), new), *after]), caret, caret)


def _outer(text: str, start: int, head: Head) -> Head | None:
    """Find the item that the one at `start` stands in."""
    at = start
    while head.indent and (line := line_above(text, at)) is not None:
        at -= len(line) + 1
        above = head_of_line(line)
        if above.marker and width(above.indent) < width(head.indent):
            return above
        if line.strip() and not above.indent and not above.marker:
            return None
    return None


def _in_choices(
    start: int, line: str, quote: str, choice: re.Match[str], column: int
) -> Change | None:
    """Go on with answers or hints; the first right one is marked, the next is not."""
    if column < choice.end():
        return None
    if not line[choice.end() :].strip():
        return one_edit(start, len(line), quote, start + len(quote), start + len(quote))
    kind = "[?]" if choice["kind"] == "[?]" else choice["kind"][0] + " " + choice["kind"][-1]
    following = f"\n{quote}{choice['space']}[{kind}]{choice['gap'] or ' '}"
    place = start + column
    caret = place + len(following)
    spaces = len(line[column:]) - len(line[column:].lstrip(" "))
    return one_edit(place, spaces, following, caret, caret)


def _in_table(start: int, line: str, quote: str, column: int) -> Change | None:
    """Begin a row with as many cells at the end of one; an empty row ends the table."""
    if column < len(line.rstrip()):
        return None
    if not line[len(quote) :].strip("| \t"):
        return one_edit(start, len(line), quote, start + len(quote), start + len(quote))
    cells = max(1, len(_PIPE.findall(line)) - 1)
    bare = line[len(quote) :]
    indent = bare[: len(bare) - len(bare.lstrip())]
    row = f"\n{quote}{indent}|" + "  |" * cells
    caret = start + len(line) + 1 + len(quote) + len(indent) + 2
    return one_edit(start + len(line), 0, row, caret, caret)


def _in_quote(start: int, line: str, head: Head, column: int) -> Change | None:
    if column < len(head.quote):
        return None
    if not line[len(head.quote) :].strip():
        return one_edit(start, len(line), "", start, start)
    quote = head.quote if head.quote.endswith(" ") else head.quote + " "
    following = "\n" + quote + head.indent
    caret = start + column + len(following)
    return one_edit(start + column, 0, following, caret, caret)
