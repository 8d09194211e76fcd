"""Changes of a text as marks in the learner's view: what goes is struck, what comes stands by."""

from __future__ import annotations

import re
from collections.abc import Iterable

from editor.panels.preview.values import PART, PreviewMark, PreviewMarkKind
from editor.writing.tracked import Change

_BEGINNING = re.compile(r"^[ \t]*(?:(?:[-*+>]|#{1,6}|\d{1,9}[.)])[ \t]+)*")
_LEAD = 120
"""So many signs before a change tell it from the same words elsewhere in its block."""


def marks_of_changes(
    ident: str, text: str, changes: Iterable[Change], label: str = ""
) -> list[PreviewMark]:
    """Give a mark for each stretch of a line that goes, with what comes in its place."""
    found: list[PreviewMark] = []
    for change in changes:
        for start, end, put in _by_lines(text, change):
            line = text.count("\n", 0, start)
            name = f"{ident}{PART}{len(found)}" if found else ident
            found.append(
                PreviewMark(
                    name,
                    PreviewMarkKind.SUGGESTION,
                    line,
                    text[start:end].strip(),
                    put,
                    label=label,
                    lead=_lead(text, start),
                )
            )
    return found


def _by_lines(text: str, change: Change) -> list[tuple[int, int, str]]:
    """Cut what goes into its lines; what comes stands by the last of them."""
    gone = text[change.start : change.end]
    found: list[tuple[int, int, str]] = []
    at = change.start
    for line in gone.split("\n"):
        if line.strip():
            found.append((at, at + len(line), ""))
        at += len(line) + 1
    if not found:
        return [(change.start, change.start, change.put)] if change.put.strip() else []
    start, end, _ = found[-1]
    found[-1] = (start, end, change.put.strip("\n") if change.put.strip() else "")
    return found


def _lead(text: str, place: int) -> str:
    """Give the words of the line before a place, as learners see them; else the line above."""
    begin = text.rfind("\n", 0, place) + 1
    words = _BEGINNING.sub("", text[begin:place])
    if not words.strip() and begin > 1 and text[begin - 2] != "\n":
        return _lead(text, begin - 1)
    return words[-_LEAD:]
