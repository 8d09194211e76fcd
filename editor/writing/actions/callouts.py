"""Callouts (`> [!NOTE]`): lines become one, change their kind, or become plain lines again."""

from __future__ import annotations

import re

from editor.writing.blocks import insert
from editor.writing.change import Act, Change, Edits, Selection, joined
from editor.writing.lines import line_above, line_below, line_start, touched
from sync.merge.edits import Edit

_ALERT = re.compile(r"[ ]{0,3}>[ ]?\[!([A-Za-z][\w-]*)\]")
_QUOTED = re.compile(r"[ ]{0,3}>[ ]?")


def callout(kind: str) -> Act:
    """Give the act that makes lines a callout of a kind, or plain again if they are one."""
    return lambda text, selection: _callout(text, selection, kind)


def _callout(text: str, selection: Selection, kind: str) -> Change | None:
    start, lines = touched(text, selection)
    if not any(line.strip() for line in lines):
        return insert(text, selection, f"> [!{kind.upper()}]\n> ¦Text¦")
    first, found = _around(text, start, lines)
    alert = _ALERT.match(found[0])
    if alert is None:
        return _on(selection, start, lines, kind)
    if alert[1].lower() == kind:
        return _off(selection, first, found, title=not found[0][alert.end() :].strip())
    edits = (Edit(first + alert.start(1), len(alert[1]), kind.upper()),)
    return Change(edits, *_moved(selection, edits))


def _around(text: str, start: int, lines: list[str]) -> tuple[int, list[str]]:
    """Give the whole callout that the lines are in; else the lines themselves."""
    if not all(_QUOTED.match(line) for line in lines):
        return start, lines
    first, whole = start, list(lines)
    while not _ALERT.match(whole[0]):
        above = line_above(text, first)
        if above is None or not _QUOTED.match(above):
            return start, lines
        first = line_start(text, first - 1)
        whole.insert(0, above)
    end = start + len("\n".join(lines))
    while (below := line_below(text, end)) is not None and _QUOTED.match(below):
        if _ALERT.match(below):
            break
        whole.append(below)
        end += len(below) + 1
    return first, whole


def _on(selection: Selection, start: int, lines: list[str], kind: str) -> Change:
    title = f"> [!{kind.upper()}]\n"
    edits: list[Edit] = []
    at = start
    for number, line in enumerate(lines):
        edits.append(Edit(at, 0, title * (not number) + ("> " if line else ">")))
        at += len(line) + 1
    return Change(tuple(edits), *_moved(selection, tuple(edits)))


def _off(selection: Selection, start: int, lines: list[str], *, title: bool) -> Change:
    """Take the quote marks off, and the line that names the kind; a title of its own stays."""
    edits: list[Edit] = []
    at = start
    for number, line in enumerate(lines):
        if not number and title and len(lines) > 1:
            edits.append(Edit(at, len(line) + 1, ""))
        else:
            found = (_ALERT if not number else _QUOTED).match(line)
            gap = 1 if found and not number and line[found.end() :].startswith(" ") else 0
            edits.append(Edit(at, found.end() + gap if found else 0, ""))
        at += len(line) + 1
    made = joined(edits)
    return Change(made, *_moved(selection, made))


def _moved(selection: Selection, edits: Edits) -> tuple[int, int]:
    """Follow a selection; what is put in at its ends does not belong to it."""

    def follow(place: int) -> int:
        shift = 0
        for edit in edits:
            if edit.start > place:
                break
            shift += len(edit.inserted) - min(edit.deleted, place - edit.start)
        return place + shift

    return follow(selection.anchor), follow(selection.caret)
