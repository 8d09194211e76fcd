"""Headings of each level; a second press makes the line a plain one again."""

from __future__ import annotations

import re

from editor.writing.change import Act, Change, Selection, joined
from editor.writing.lines import head_of_line, line_below, rewritten, touched
from sync.merge.edits import Edit

_UNDERLINE = re.compile(r"[ ]{0,3}(?:=+|-+)[ \t]*$")
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
    end = start + len("\n".join(lines))
    below = line_below(text, end) if len(lines) == 1 and lines[0].strip() else None
    if below is not None and _UNDERLINE.match(below) and not level_of(lines[0]):
        return _of_underlined(selection, start, lines[0], below, level)
    wanted = [line for line in lines if line.strip()] or lines
    on = not all(level_of(line) == level for line in wanted)
    single = len(lines) == 1
    new = [_written(line, level if on else 0) if line.strip() or single else line for line in lines]
    return rewritten(selection, start, lines, new)


def _of_underlined(
    selection: Selection, start: int, line: str, below: str, level: int
) -> Change | None:
    """Write a heading that is underlined (`===`, `---`) with the signs of a level, or plain."""
    old = 1 if "=" in below else 2
    end = start + len(line)  # the line below goes, with what is selected of it
    selection = Selection(min(selection.anchor, end), min(selection.caret, end))
    change = rewritten(selection, start, [line], [_written(line, 0 if old == level else level)])
    gone = Edit(start + len(line), len(below) + 1, "")
    if change is None:
        return Change((gone,), selection.anchor, selection.caret)
    return Change(joined([*change.edits, gone]), change.anchor, change.caret)


def _written(line: str, level: int) -> str:
    head = head_of_line(line)
    found = _HASHES.match(line, len(head.quote))
    words = line[found.end() if found else len(head.quote) :]
    if not found and not head.marker:
        words = words.lstrip() if level else words
    return head.quote + "#" * level + " " * bool(level) + words
