"""Headings of each level; a second press makes the line a plain one again."""

from __future__ import annotations

import re

from editor.writing.change import Act, Change, Selection
from editor.writing.lines import head_of_line, rewritten, touched

_HASHES = re.compile(r"(#{1,6})(?:[ \t]+|$)")


def heading(level: int) -> Act:
    """Give the act that makes the lines headings of a level, or plain if all of them are."""
    return lambda text, selection: _toggle(text, selection, level)


def level_of(line: str) -> int:
    """Give the level of a heading; 0 for any other line."""
    found = _HASHES.match(line, len(head_of_line(line).quote))
    return len(found[1]) if found else 0


def _toggle(text: str, selection: Selection, level: int) -> Change | None:
    start, lines = touched(text, selection)
    wanted = [line for line in lines if line.strip()] or lines
    on = not all(level_of(line) == level for line in wanted)
    single = len(lines) == 1
    new = [_written(line, level if on else 0) if line.strip() or single else line for line in lines]
    return rewritten(selection, start, lines, new)


def _written(line: str, level: int) -> str:
    head = head_of_line(line)
    found = _HASHES.match(line, len(head.quote))
    words = line[found.end() if found else len(head.quote) :]
    if not found and not head.marker:
        words = words.lstrip() if level else words
    return head.quote + "#" * level + " " * bool(level) + words
