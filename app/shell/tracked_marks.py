"""Changes of a text as marks in the learner's view: what goes is struck, what comes stands by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from app.shell.tracked_words import finer
from editor.panels.preview.values import PART, PreviewMark, PreviewMarkKind
from editor.writing.tracked import Change
from sync.model.language import say

_BEGINNING = re.compile(
    r"^[ \t]*(?:(?:[-*+>]|#{1,6}|\d{1,9}[.)])[ \t]+)*(?:\[[(\[][ xX][)\]]\][ \t]*)?"
)
_HEAD = re.compile(r"^[ \t]*(?:>[ \t]?|#{1,6}[ \t]+)+")
_SIGNS = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|(?<=^)(?:```|~~~).*$")
_TARGET = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_BOX = re.compile(r"^[ \t]*\[[(\[]([ xX])[)\]]\][ \t]*")
_RULE = re.compile(r"^\s*\|?[ \t:|-]*-{3,}[ \t:|-]*$")
_UNSEEN = " *_`~"
_LEAD, _FOLLOW = 120, 60
"""So many signs before and behind a change tell it from the same words elsewhere in its block."""


def marks_of_changes(
    ident: str, text: str, changes: Iterable[Change], label: str = ""
) -> list[PreviewMark]:
    """Give a mark for each stretch of a line that goes, with what comes in its place.

    A change of which nothing can be seen (an address, a sign of Markdown) notes its line alone.
    """
    found: list[PreviewMark] = []
    for change in finer(text, changes):
        for start, end, put in _by_lines(text, change):
            name = f"{ident}{PART}{len(found)}" if found else ident
            found.append(_mark(name, text, Change(start, end, put), label))
    return found


def place_mark(
    ident: str, kind: PreviewMarkKind, text: str, start: int, end: int, label: str = ""
) -> PreviewMark:
    """Give a mark on words of one line, told from the same words elsewhere in their block.

    Words of several lines mark the block that they begin in.
    """
    line = text.count("\n", 0, start)
    words = text[start:end]
    if "\n" in words.strip():
        return PreviewMark(ident, kind, line, label=label)
    start, end = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
    start = max(start, min(end, _words_begin(text, start)))
    lead, follow = _around(text, start, end) if start < end else ("", "")
    return PreviewMark(
        ident, kind, line, unescape(text[start:end]), label=label, lead=lead, follow=follow
    )


def as_shown(markdown: str) -> str:
    """Give Markdown that would come as learners would read it, nearly: without its signs.

    A list keeps its numbers and bullets; the cells of a table stand one after another. The box of
    a right answer is full. Words that come into a line keep the spaces around them; lines of
    their own begin with a new one.
    """
    lines: list[str] = []
    for line in markdown.split("\n"):
        if _RULE.match(line):
            continue
        if line.lstrip().startswith("|"):
            line = " · ".join(cell.strip() for cell in line.strip().strip("|").split("|"))
        if line.strip() or lines:
            lines.append(_SIGNS.sub("", _TARGET.sub(r"\1", _HEAD.sub("", _BOX.sub(_box, line)))))
    shown = unescape("\n".join(lines))
    apart = markdown.startswith("\n") or markdown.endswith("\n")
    return ("\n" if apart and shown.strip() else "") + re.sub(r"\n{3,}", "\n\n", shown)


def _mark(name: str, text: str, change: Change, label: str) -> PreviewMark:
    """Mark a stretch of one line that goes, and what comes behind it."""
    start, end, put = change
    instead = as_shown(put) if put.strip(_UNSEEN) else ""
    gone = unescape(text[max(start, min(end, _words_begin(text, start))) : end])
    if as_shown(gone).strip(_UNSEEN) == instead.strip(_UNSEEN):  # nothing of it is seen
        begin, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        stop = len(text) if stop < 0 else stop
        kinds = PreviewMarkKind
        noted = kinds.NOTED if (text[start:end] + put).strip() else kinds.PLACE  # or a space
        return place_mark(name, noted, text, begin, stop, label)
    above = text[:start].rstrip()
    lead, follow = _around(text, start, end)
    at = start
    if start == end and instead.startswith("\n") and not _line_lead(text, start):
        follow = ""  # lines of their own stand behind those above
        if not lead and above:
            at = len(above)  # a block that comes before another, too: not below both
    return PreviewMark(
        name,
        PreviewMarkKind.SUGGESTION,
        text.count("\n", 0, at),
        gone,
        instead,
        label=label,
        lead=lead,
        follow=follow,
    )


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
        return [(change.start, change.start if "\n" in gone else change.end, put)]
    start, end, _ = found[-1]
    found[-1] = (start, end, change.put.strip("\n") if change.put.strip() else "")
    return found


def _break(gone: str, put: str) -> str:
    """Say that a paragraph would be split in two, or joined with the next."""
    if "\n\n" in gone and "\n\n" not in put:
        return say("(joined with the next paragraph)")
    return "¶" if "\n\n" in put and "\n\n" not in gone else put.strip("\n")


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Give the words before a place, of its line and of those above in its block, and behind it."""
    stop = text.find("\n", end)
    follow = text[end : len(text) if stop < 0 else stop][:_FOLLOW]
    lead, begin = _line_lead(text, start), text.rfind("\n", 0, start) + 1
    while begin > 1 and len(lead) < _LEAD and text[begin - 2] != "\n":
        lead = f"{_line_lead(text, begin - 1)}\n{lead}"
        begin = text.rfind("\n", 0, begin - 1) + 1
    return unescape(lead[-_LEAD:]), unescape(follow)


def _line_lead(text: str, place: int) -> str:
    """Give the words of the line before a place, as learners see them."""
    return text[max(0, min(place, _words_begin(text, place))) : place]


def _words_begin(text: str, place: int) -> int:
    """Say where the words of a line begin, behind what makes it an item, a heading, an option."""
    begin = text.rfind("\n", 0, place) + 1
    stop = text.find("\n", begin)
    found = _BEGINNING.match(text[begin : len(text) if stop < 0 else stop])
    return begin + (found.end() if found else 0)
