"""Keep numbered lists counting while items come, go and move in and out.

A list whose numbers did not count before (all of them 1, or gaps) is left as its author wrote it.
"""

from __future__ import annotations

from collections.abc import Sequence

from editor.writing.change import Edits, smallest
from editor.writing.lines import Head, head_of_line, line_end, line_start, width
from sync.merge.edits import Edit

_MOST_LINES = 2_000


def renumbered(lines: Sequence[str], *, fresh: frozenset[int] = frozenset()) -> list[str]:
    """Let the items of each level count on; a `fresh` line that begins a level begins at 1."""
    out: list[str] = []
    levels: list[tuple[int, str, int]] = []  # column, delimiter, next number
    for number, line in enumerate(lines):
        head = head_of_line(line)
        column = width(head.indent)
        if not head.marker:
            if line.strip() and not line[len(head.quote) :].startswith((" ", "\t")):
                levels.clear()
            out.append(line)
            continue
        while levels and levels[-1][0] > column:
            levels.pop()
        if not head.is_numbered:
            if levels and levels[-1][0] == column:
                levels.pop()
            out.append(line)
            continue
        sign = head.marker[-1]
        if levels and levels[-1][0] == column and levels[-1][1] == sign:
            wanted = levels.pop()[2]
        else:
            if levels and levels[-1][0] == column:
                levels.pop()
            wanted = 1 if number in fresh else head.number
        levels.append((column, sign, wanted + 1))
        out.append(line if wanted == head.number else _with_number(line, head, wanted))
    return out


def _with_number(line: str, head: Head, number: int) -> str:
    before = head.quote + head.indent
    return before + str(number) + line[len(before) + len(head.marker) - 1 :]


def counts(lines: Sequence[str]) -> bool:
    """Say whether the numbers of a list count as they should, and there are some."""
    return renumbered(lines) == list(lines) and any(
        head_of_line(line).is_numbered for line in lines
    )


def list_around(text: str, place: int) -> tuple[int, list[str]]:
    """Give the lines of the list around a place, and where they begin; at most some hundred."""
    start = line_start(text, place)
    quote = head_of_line(text[start : line_end(text, place)]).quote
    first, lines = start, [text[start : line_end(text, place)]]
    blank = 0
    for _ in range(_MOST_LINES):
        if not first:
            break
        above = line_start(text, first - 1)
        line = text[above : first - 1]
        blank = 0 if line.strip(" \t>") else blank + 1
        if blank > 1 or not _belongs(line, quote):
            break
        lines.insert(0, line)
        first = above
    return first, lines + _below(text, line_end(text, place), quote)


def _below(text: str, end: int, quote: str) -> list[str]:
    lines: list[str] = []
    blank = 0
    while end < len(text) and len(lines) < _MOST_LINES:
        stop = line_end(text, end + 1)
        line = text[end + 1 : stop]
        blank = 0 if line.strip(" \t>") else blank + 1
        if blank > 1 or not _belongs(line, quote):
            break
        lines.append(line)
        end = stop
    return lines


def _belongs(line: str, quote: str) -> bool:
    """Say whether a line goes on with a list: an item, indented, or blank."""
    head = head_of_line(line)
    if head.quote.strip() != quote.strip() and line.strip():
        return False
    return bool(head.marker or head.indent or not line[len(head.quote) :].strip())


def edits_of_lines(start: int, old: Sequence[str], new: Sequence[str]) -> list[Edit]:
    """Give the smallest edits from lines to as many others, which begin at `start`."""
    edits: list[Edit] = []
    for before, after in zip(old, new, strict=True):
        found: Edits = smallest(start, before, after)
        edits += found
        start += len(before) + 1
    return edits
