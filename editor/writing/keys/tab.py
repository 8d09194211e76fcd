"""Tab and Shift+Tab take list items in and out, with all that stands in them."""

from __future__ import annotations

from editor.writing.change import Change, Selection, joined
from editor.writing.keys.numbering import counts, edits_of_lines, list_around, renumbered
from editor.writing.lines import (
    Head,
    head_of_line,
    rewritten,
    touched,
    width,
)


def tab(text: str, selection: Selection) -> Change | None:
    """Take the items one level in, under the item before them; None where that means nothing."""
    return _shifted(text, selection, inwards=True)


def shift_tab(text: str, selection: Selection) -> Change | None:
    """Take the items one level out; None where that means nothing."""
    return _shifted(text, selection, inwards=False)


def means_something(text: str, selection: Selection) -> bool:
    """Say whether Tab belongs to the text here: an item, or several lines. Else it moves on."""
    _, lines = touched(text, selection)
    return len(lines) > 1 or bool(head_of_line(lines[0]).marker)


def _shifted(text: str, selection: Selection, *, inwards: bool) -> Change | None:
    start, chosen = touched(text, selection)
    if not any(head_of_line(line).marker for line in chosen):
        return _plain(selection, start, chosen, inwards=inwards) if len(chosen) > 1 else None
    first, lines = list_around(text, start)
    at = text.count("\n", first, start)
    # What is chosen beyond the list stays where it is.
    end = _with_children(lines, at, min(len(lines), at + len(chosen)))
    step = _step_in(lines, at) if inwards else _step_out(lines, at)
    if not step:
        return None
    moved = [_moved(line, step if inwards else -step) for line in lines[at:end]]
    new = [*lines[:at], *moved, *lines[end:]]
    if counts(lines):
        new = renumbered(new, fresh=frozenset(range(at, end)))
    change = rewritten(selection, first, lines, new)
    if change is None:
        return None
    return Change(joined(edits_of_lines(first, lines, new)), change.anchor, change.caret)


def _with_children(lines: list[str], at: int, end: int) -> int:
    """Say where the items' own lines end: all that is indented further belongs to them."""
    column = width(head_of_line(lines[at]).indent)
    while end < len(lines):
        line = lines[end]
        if line.strip(" \t>") and width(head_of_line(line).indent) <= column:
            break
        end += 1
    while end > at + 1 and not lines[end - 1].strip(" \t>"):
        end -= 1
    return end


def _step_in(lines: list[str], at: int) -> int:
    """Measure the way to below the words of the item before; 0 if there is none to go under."""
    head = head_of_line(lines[at])
    column = width(head.indent)
    for line in reversed(lines[:at]):
        above = head_of_line(line)
        if above.marker and width(above.indent) <= column:
            return _words_column(above) - column if width(above.indent) == column else 0
    return 0


def _step_out(lines: list[str], at: int) -> int:
    column = width(head_of_line(lines[at]).indent)
    for line in reversed(lines[:at]):
        above = head_of_line(line)
        if above.marker and width(above.indent) < column:
            return column - width(above.indent)
    return column


def _words_column(head: Head) -> int:
    gap = len(head.gap) if 0 < len(head.gap.expandtabs(4)) < 5 else 1
    return width(head.indent) + len(head.marker) + gap


def _moved(line: str, step: int) -> str:
    head = head_of_line(line)
    rest = line[len(head.quote) + len(head.indent) :]
    if not rest.strip():
        return line
    return head.quote + " " * max(0, width(head.indent) + step) + rest


def _plain(selection: Selection, start: int, lines: list[str], *, inwards: bool) -> Change | None:
    """Shift lines that are no list, such as code, by four columns."""
    new = [_moved(line, 4 if inwards else -4) for line in lines]
    return rewritten(selection, start, lines, new)
