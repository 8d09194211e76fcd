"""Changes of a text as marks in the learner's view: what goes is struck, what comes stands by."""

from __future__ import annotations

import re
from collections.abc import Iterable

from editor.panels.preview.values import PART, PreviewMark, PreviewMarkKind
from editor.writing.tracked import Change
from sync.model.language import say

_BEGINNING = re.compile(r"^[ \t]*(?:(?:[-*+>]|#{1,6}|\d{1,9}[.)])[ \t]+)*")
_HEAD = re.compile(r"^[ \t]*(?:>[ \t]?|#{1,6}[ \t]+)+")
_SIGNS = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|(?<=^)(?:```|~~~).*$")
_TARGET = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_BOX = re.compile(r"^[ \t]*\[[(\[]([ xX])[)\]]\][ \t]*")
_RULE = re.compile(r"^\s*\|?[ \t:|-]*-{3,}[ \t:|-]*$")
_LEAD = 120
"""So many signs before a change tell it from the same words elsewhere in its block."""


def marks_of_changes(
    ident: str, text: str, changes: Iterable[Change], label: str = ""
) -> list[PreviewMark]:
    """Give a mark for each stretch of a line that goes, with what comes in its place."""
    found: list[PreviewMark] = []
    for change in changes:
        for start, end, put in _by_lines(text, change):
            lead = _lead(text, start)
            above = text[:start].rstrip()
            # a block that comes before another stands behind the one above, and not below both
            at = len(above) if start == end and not lead and above else start
            line = text.count("\n", 0, at)
            name = f"{ident}{PART}{len(found)}" if found else ident
            found.append(
                PreviewMark(
                    name,
                    PreviewMarkKind.SUGGESTION,
                    line,
                    text[start:end].strip(),
                    as_shown(put),
                    label=label,
                    lead=lead,
                )
            )
    return found


def as_shown(markdown: str) -> str:
    """Give Markdown that would come as learners would read it, nearly: without its signs.

    A list keeps its numbers and bullets; the cells of a table stand one after another. The box of
    a right answer is full.
    """
    lines: list[str] = []
    for line in markdown.split("\n"):
        if _RULE.match(line):
            continue
        if line.lstrip().startswith("|"):
            line = " · ".join(cell.strip() for cell in line.strip().strip("|").split("|"))
        if line.strip() or lines:
            lines.append(_SIGNS.sub("", _TARGET.sub(r"\1", _HEAD.sub("", _BOX.sub(_box, line)))))
    shown = "\n".join(lines)
    starts = markdown.endswith("\n") and not markdown.startswith("\n")
    return ("\n" if starts and shown.strip() else "") + re.sub(r"\n{3,}", "\n\n", shown)


def _box(found: re.Match[str]) -> str:
    return "● " if found[1].strip() else "○ "


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
        put = change.put if change.put.strip() else _break(gone, change.put)
        return [(change.start, change.start, put)] if put else []
    start, end, _ = found[-1]
    found[-1] = (start, end, change.put.strip("\n") if change.put.strip() else "")
    return found


def _break(gone: str, put: str) -> str:
    """Say that a paragraph would be split in two, or joined with the next."""
    if "\n\n" in gone and "\n\n" not in put:
        return say("(joined with the next paragraph)")
    return "¶" if "\n\n" in put and "\n\n" not in gone else ""


def _lead(text: str, place: int) -> str:
    """Give the words of the line before a place, as learners see them; else the line above."""
    begin = text.rfind("\n", 0, place) + 1
    words = _BEGINNING.sub("", text[begin:place])
    if not words.strip() and begin > 1 and text[begin - 2] != "\n":
        return _lead(text, begin - 1)
    return words[-_LEAD:]
