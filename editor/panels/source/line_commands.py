"""What the table of actions does not have: headings in turn, and lines that are moved."""

from __future__ import annotations

from editor.writing.actions.headings import heading, level_of
from editor.writing.change import Change, Selection
from editor.writing.lines import line_above, line_below, touched
from sync.merge.edits import Edit

_DEEPEST = 3


def heading_in_turn(text: str, selection: Selection) -> Change | None:
    """Go round: text, heading 1, 2, 3, text."""
    level = level_of(touched(text, selection)[1][0])
    return heading(level + 1 if level < _DEEPEST else level)(text, selection)


def line_up(text: str, selection: Selection) -> Change | None:
    """Exchange the lines with the one above."""
    start, lines = touched(text, selection)
    above = line_above(text, start)
    if above is None:
        return None
    size, end = len(above) + 1, start + len("\n".join(lines))
    edits = (Edit(start - size, size, ""), Edit(end, 0, "\n" + above))
    return Change(edits, selection.anchor - size, selection.caret - size)


def line_down(text: str, selection: Selection) -> Change | None:
    """Exchange the lines with the one below."""
    start, lines = touched(text, selection)
    end = start + len("\n".join(lines))
    below = line_below(text, end)
    if below is None:
        return None
    size = len(below) + 1
    edits = (Edit(start, 0, below + "\n"), Edit(end, size, ""))
    return Change(edits, selection.anchor + size, selection.caret + size)
