"""Changes of a text as marks in the learner's view: what goes is struck, what comes stands by."""

from __future__ import annotations

from collections.abc import Iterable

from editor.panels.preview.values import PART, PreviewMark, PreviewMarkKind
from editor.writing.tracked import Change

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
            begin = max(text.rfind("\n\n", 0, start) + 2, start - _LEAD, 0)
            name = f"{ident}{PART}{len(found)}" if found else ident
            found.append(
                PreviewMark(
                    name,
                    PreviewMarkKind.SUGGESTION,
                    line,
                    text[start:end].strip(),
                    put,
                    label=label,
                    lead=text[begin:start],
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
    found[-1] = (start, end, change.put.strip("\n"))
    return found
