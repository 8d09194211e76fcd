"""Blocks that stand between empty lines: inserted, or put around whole lines and taken off."""

from __future__ import annotations

import re

from editor.writing.change import Act, Change, Edits, Selection
from editor.writing.lines import line_above, line_below, line_end, line_start, touched
from sync.merge.edits import Edit

_ALERT = re.compile(r"[ ]{0,3}>[ ]?\[![A-Za-z][\w-]*\]")
_QUOTED = re.compile(r"[ ]{0,3}>[ ]?")


def inserting(body: str) -> Act:
    """Give the act that inserts a block; what stands between two `¦` is selected."""
    return lambda text, selection: insert(text, selection, body)


def insert(text: str, selection: Selection, body: str) -> Change:
    """Insert a block after the line of the caret, or on it if it is empty or a lone slash."""
    start, end = line_start(text, selection.last), line_end(text, selection.last)
    line = text[start:end]
    above, below = line_above(text, start), line_below(text, end)
    if line.strip() in ("", "/"):
        place, deleted = start, len(line)
        lead = "\n" if above is not None and above.strip() else ""
    else:
        place, deleted, lead = end, 0, "\n\n"
    trail = "\n" if below is not None and below.strip() else ""
    head, chosen, tail = body.split("¦") if "¦" in body else (body, "", "")
    anchor = place + len(lead) + len(head)
    written = lead + head + chosen + tail + trail
    return Change((Edit(place, deleted, written),), anchor, anchor + len(chosen))


def fencing(sign: str, example: str) -> Act:
    """Give the act that puts lines between fences (```` ``` ````, `$$`), or takes these off."""

    def act(text: str, selection: Selection) -> Change | None:
        return _unfenced(text, selection, sign) or _fenced(text, selection, sign, example)

    return act


def _fenced(text: str, selection: Selection, sign: str, example: str) -> Change | None:
    start, lines = touched(text, selection)
    words = "\n".join(lines)
    if selection.is_empty or not words.strip():
        return insert(text, selection, f"{sign}\n¦{example}¦\n{sign}")
    if sign == "$$" and ("$$" in words or any(not line.strip() for line in lines)):
        return None
    fence = sign
    while fence in words and sign != "$$":
        fence += sign[0]
    end = start + len(words)
    above, below = line_above(text, start), line_below(text, end)
    lead = "\n" if sign == "$$" and above is not None and above.strip() else ""
    trail = "\n" if sign == "$$" and below is not None and below.strip() else ""
    edits = (Edit(start, 0, f"{lead}{fence}\n"), Edit(end, 0, f"\n{fence}{trail}"))
    grown = len(lead) + len(fence) + 1
    return Change(edits, start + grown, end + grown)


def _unfenced(text: str, selection: Selection, sign: str) -> Change | None:
    """Take the fences off that stand right above and below the lines."""
    start, lines = touched(text, selection)
    end = start + len("\n".join(lines))
    above, below = line_above(text, start), line_below(text, end)
    if (
        above is None
        or below is None
        or not above.startswith(sign)
        or above.strip() != below.strip()
    ):
        return None
    if above.strip(sign[0] + " "):
        return None
    first = start - len(above) - 1
    edits = (Edit(first, len(above) + 1, ""), Edit(end, len(below) + 1, ""))
    by = len(above) + 1
    return Change(edits, max(first, selection.anchor - by), max(first, selection.caret - by))


def callout(kind: str) -> Act:
    """Give the act that makes lines a callout (`> [!NOTE]`), or plain again if they are one."""
    return lambda text, selection: _callout(text, selection, kind)


def _callout(text: str, selection: Selection, kind: str) -> Change | None:
    start, lines = touched(text, selection)
    if not any(line.strip() for line in lines):
        return insert(text, selection, f"> [!{kind.upper()}]\n> ¦Text¦")
    above = line_above(text, start)
    all_quoted = all(_QUOTED.match(line) for line in lines)
    if all_quoted and above is not None and _ALERT.fullmatch(above.rstrip()):
        first = start - len(above) - 1
        return _off(selection, start, lines, (Edit(first, len(above) + 1, ""),))
    title = f"> [!{kind.upper()}]\n"
    edits: list[Edit] = []
    at = start
    for number, line in enumerate(lines):
        edits.append(Edit(at, 0, title * (not number) + ("> " if line else ">")))
        at += len(line) + 1
    return Change(tuple(edits), *_moved(selection, tuple(edits)))


def _off(selection: Selection, start: int, lines: list[str], before: Edits) -> Change:
    edits = list(before)
    at = start
    for line in lines:
        found = _QUOTED.match(line)
        edits.append(Edit(at, found.end() if found else 0, ""))
        at += len(line) + 1
    return Change(tuple(edits), *_moved(selection, tuple(edits)))


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
