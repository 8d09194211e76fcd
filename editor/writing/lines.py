"""Read lines as a writer sees them: what they begin with, where they stand in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from editor.writing.change import Change, Edits, Selection, smallest
from sync.merge.edits import Edit

_HEAD = re.compile(
    r"(?P<quote>(?:[ ]{0,3}>[ ]?)*)(?P<indent>[ \t]*)"
    r"(?:(?P<marker>[-*+]|\d{1,9}[.)])(?P<gap>[ \t]+|$)(?P<box>\[[ xX]\](?:[ \t]+|$))?)?"
)
_RULE = re.compile(r"[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")


@dataclass(frozen=True, slots=True)
class Head:
    """What a line begins with: quote marks, indent, a list's marker and gap, a task's box."""

    quote: str
    indent: str
    marker: str = ""
    gap: str = ""
    box: str = ""

    @property
    def written(self) -> str:
        """The head as it stands in the line."""
        return self.quote + self.indent + self.marker + self.gap + self.box

    @property
    def is_numbered(self) -> bool:
        """Say whether it is an item of a numbered list."""
        return self.marker[:1].isdigit()

    @property
    def number(self) -> int:
        """The number of an item."""
        return int(self.marker[:-1])


def head_of_line(line: str) -> Head:
    """Read what a line begins with; a rule (`* * *`) is no list."""
    found = _HEAD.match(line)
    if found is None:
        return Head("", "")
    quote, indent = found["quote"], found["indent"]
    if not found["marker"] or _RULE.match(line, found.end("quote")):
        return Head(quote, indent)
    return Head(quote, indent, found["marker"], found["gap"], found["box"] or "")


def width(space: str) -> int:
    """Count the columns of an indent; a tab goes to the next fourth."""
    return len(space.expandtabs(4))


def line_start(text: str, place: int) -> int:
    """Say where the line of a place begins."""
    return text.rfind("\n", 0, place) + 1


def line_end(text: str, place: int) -> int:
    """Say where the line of a place ends, before its line end."""
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def line_of(text: str, place: int) -> tuple[int, str]:
    """Give the line of a place, and where it begins."""
    start = line_start(text, place)
    return start, text[start : line_end(text, place)]


def line_above(text: str, start: int) -> str | None:
    """Give the line before the one that begins at `start`."""
    return text[line_start(text, start - 1) : start - 1] if start else None


def line_below(text: str, end: int) -> str | None:
    """Give the line after the one that ends at `end`."""
    return text[end + 1 : line_end(text, end + 1)] if end < len(text) else None


def touched(text: str, selection: Selection) -> tuple[int, list[str]]:
    """Give the lines of a selection, and where they begin.

    A selection that ends at the beginning of a line leaves that line alone.
    """
    start = line_start(text, selection.first)
    last = selection.last
    if last > selection.first and text[last - 1] == "\n":
        last -= 1
    return start, text[start : line_end(text, last)].split("\n")


def rewritten(
    selection: Selection, start: int, old: Sequence[str], new: Sequence[str]
) -> Change | None:
    """Change lines to their new form, touching what differs; the selection keeps its words.

    A place is counted from the end of its line: what changes is what lines begin with.
    """
    edits: list[Edit] = []
    places = [selection.anchor, selection.caret]
    shift, at = 0, start
    for before, after in zip(old, new, strict=True):
        edits += smallest(at, before, after)
        for number, place in enumerate((selection.anchor, selection.caret)):
            if at <= place <= at + len(before):
                behind = at + len(before) - place
                places[number] = at + shift + max(0, len(after) - behind)
            elif place > at + len(before):
                places[number] = place + shift + len(after) - len(before)
        shift += len(after) - len(before)
        at += len(before) + 1
    return Change(tuple(edits), places[0], places[1]) if edits else None


def one_edit(start: int, deleted: int, inserted: str, anchor: int, caret: int) -> Change:
    """Give a change of one edit."""
    edits: Edits = (Edit(start, deleted, inserted),)
    return Change(edits, anchor, caret)
