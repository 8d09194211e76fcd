"""Bold, italic, code, struck and links: marks around words."""

from __future__ import annotations

import re

from editor.panels.source.around import Around, Change
from sync.merge.edits import Edit

_LINE_MARKER = re.compile(
    r"^\s*(?:(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?|#{1,6}\s+|>\s?"
    r"|\[(?:\([ xX]\)|\[[ xX?]\])\]\s*)+"
)
_ADDRESS = re.compile(r"^(?:https?://|mailto:|www\.)\S+$")


def bold(around: Around) -> Change | None:
    """Make the words bold, or plain again."""
    return _toggle(around, "**")


def italic(around: Around) -> Change | None:
    """Make the words italic, or plain again."""
    return _toggle(around, "*")


def code(around: Around) -> Change | None:
    """Set the words as code, or plain again."""
    return _toggle(around, "`")


def struck(around: Around) -> Change | None:
    """Strike the words, or take that back."""
    return _toggle(around, "~~")


def link(around: Around) -> Change | None:
    """Make the words a link, with the caret where the address goes; an address gets its words."""
    first, last = word_or_selection(around)
    words = _between(around, first, last)
    if is_address(words):
        edits = (Edit(first, 0, "[]("), Edit(last, 0, ")"))
        return Change(edits, first + 1, first + 1)
    caret = last + 3
    if first == last:
        return Change((Edit(first, 0, "[]()"),), first + 1, first + 1)
    return Change((Edit(first, 0, "["), Edit(last, 0, "]()")), caret, caret)


def link_to(around: Around, address: str) -> Change | None:
    """Make the selected words a link to an address that was pasted over them."""
    if around.first == around.last or "\n" in around.selected:
        return None
    tail = f"]({address.strip()})"
    end = around.last + 1 + len(tail)
    return Change((Edit(around.first, 0, "["), Edit(around.last, 0, tail)), end, end)


def is_address(text: str) -> bool:
    """Say whether a text is an address that a link can go to."""
    return bool(_ADDRESS.match(text.strip()))


def word_or_selection(around: Around) -> tuple[int, int]:
    """Return the selection, or the word that the caret is in."""
    if around.first != around.last:
        return around.first, around.last
    text, place = around.text, around.caret - around.start
    first = last = place
    while first > 0 and _in_word(text[first - 1]):
        first -= 1
    while last < len(text) and _in_word(text[last]):
        last += 1
    if place in (first, last):
        return around.caret, around.caret
    return around.start + first, around.start + last


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign in "'’_-"


def _between(around: Around, first: int, last: int) -> str:
    return around.text[first - around.start : last - around.start]


def _toggle(around: Around, mark: str) -> Change | None:
    first, last = word_or_selection(around)
    if first == last:
        return _toggle_at_caret(around, mark)
    parts = _parts(around, first, last)
    if not parts:
        return None
    if all(_is_marked(around, start, end, mark) for start, end in parts):
        return _unmark(around, parts, mark)
    edits = [
        Edit(place, 0, mark)
        for start, end in parts
        if not _is_marked(around, start, end, mark)
        for place in (start, end)
    ]
    grown = len(mark) * len(edits)
    start, end = parts[0][0] + len(mark), parts[-1][1] + grown - len(mark)
    if around.anchor == around.caret:
        caret = around.caret + len(mark)
        return Change(tuple(edits), caret, caret)
    return Change(tuple(edits), start, end)


def _toggle_at_caret(around: Around, mark: str) -> Change:
    text, place, size = around.text, around.caret - around.start, len(mark)
    inside = text[max(0, place - size) : place] == mark == text[place : place + size]
    if inside:
        edits = (Edit(around.caret - size, 2 * size, ""),)
        return Change(edits, around.caret - size, around.caret - size)
    caret = around.caret + size
    return Change((Edit(around.caret, 0, mark + mark),), caret, caret)


def _parts(around: Around, first: int, last: int) -> list[tuple[int, int]]:
    """Cut the range at line ends, without what begins a line and without spaces at its ends."""
    found: list[tuple[int, int]] = []
    for start, line in zip(around.line_starts(), around.lines, strict=True):
        marker = _LINE_MARKER.match(line)
        low = max(first, start + (marker.end() if marker else 0))
        high = min(last, start + len(line))
        words = _between(around, low, high)
        low += len(words) - len(words.lstrip())
        high -= len(words) - len(words.rstrip())
        if low < high:
            found.append((low, high))
    return found


def _is_marked(around: Around, start: int, end: int, mark: str) -> bool:
    outside = _between(around, max(around.start, start - len(mark)), start) == mark
    return (
        outside
        and _between(around, end, end + len(mark)) == mark
        and not _is_longer(around, start, end, mark)
    )


def _is_longer(around: Around, start: int, end: int, mark: str) -> bool:
    """Tell the stars of italic from those of bold: `**x**` is not italic, `***x***` is both."""
    if mark != "*":
        return False
    text, low, high = around.text, start - around.start, end - around.start
    stars = len(text[:low]) - len(text[:low].rstrip("*"))
    after = len(text[high:]) - len(text[high:].lstrip("*"))
    return min(stars, after) == 2


def _unmark(around: Around, parts: list[tuple[int, int]], mark: str) -> Change:
    size = len(mark)
    edits = [Edit(place, size, "") for start, end in parts for place in (start - size, end)]
    if around.anchor == around.caret:
        caret = around.caret - size
        return Change(tuple(edits), caret, caret)
    gone = size * len(edits)
    return Change(tuple(edits), parts[0][0] - size, parts[-1][1] - gone + size)
