"""Marks around words: bold, italic, struck, code, formulas. A second press takes them off."""

from __future__ import annotations

import re
from collections.abc import Callable

from editor.writing.change import Act, Change, Selection, joined
from editor.writing.lines import head_of_line, line_end, line_start, touched
from sync.merge.edits import Edit

_HEADING = re.compile(r"#{1,6}[ \t]+")
_CHOICE = re.compile(r"\[(?:\([ xX]\)|\[[ xX?]\])\][ \t]*")
_TICKS = re.compile(r"`+")
_Mark = Callable[[str], tuple[str, str]]
"""Say for some words what opens and what closes them."""


def marking(mark: str) -> Act:
    """Give the act that puts a mark on the words, or takes it off if all of them have it."""
    return lambda text, selection: _toggle(text, selection, mark, lambda words: (mark, mark))


def code(text: str, selection: Selection) -> Change | None:
    """Set the words as code; words that hold backticks get more of them around."""
    return _toggle(text, selection, "`", _fenced)


def _fenced(words: str) -> tuple[str, str]:
    if "`" not in words:
        return "`", "`"
    runs = {len(run) for run in _TICKS.findall(words)}
    ticks = "`" * next(n for n in range(1, len(runs) + 2) if n not in runs)
    return ticks + " " * words.startswith("`"), " " * words.endswith("`") + ticks


def chosen_words(text: str, selection: Selection) -> tuple[int, int]:
    """Give the selection, or the word that the caret is inside of."""
    if not selection.is_empty:
        return selection.first, selection.last
    first = last = selection.caret
    low, high = line_start(text, first), line_end(text, last)
    while first > low and _in_word(text[first - 1]):
        first -= 1
    while last < high and _in_word(text[last]):
        last += 1
    if selection.caret in (first, last):
        return selection.caret, selection.caret
    return first, last


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign in "'’-"


def _toggle(text: str, selection: Selection, mark: str, marks: _Mark) -> Change | None:
    first, last = chosen_words(text, selection)
    if first == last:
        return _at_caret(text, selection.caret, mark)
    parts = _parts(text, first, last)
    if not parts:
        return None
    worn = [_worn(text, start, end, mark) for start, end in parts]
    edits: list[Edit] = []
    for (start, end), found in zip(parts, worn, strict=True):
        if all(worn) and found:
            edits += found
        elif not found:
            opening, closing = marks(text[start:end])
            edits.append(Edit(start, 0, opening))
            edits += _inner(text, start, end, mark)
            edits.append(Edit(end, 0, closing))
    return _with_selection(text, selection, parts, edits)


def _inner(text: str, start: int, end: int, mark: str) -> list[Edit]:
    """Take off the marks of some of the words: all of them get one pair."""
    if mark not in ("**", "~~"):
        return []
    places = [start + found.start() for found in re.finditer(re.escape(mark), text[start:end])]
    whole = [at for at in places if _run(text, at, 1, mark[0]) == len(mark)]
    return [Edit(at, len(mark), "") for at in whole] if len(whole) % 2 == 0 else []


def _with_selection(
    text: str, selection: Selection, parts: list[tuple[int, int]], edits: list[Edit]
) -> Change:
    """Select the words of all parts without their outer marks; a caret stays in its word."""

    def inside(place: int, *, at_end: bool) -> int:
        grown = 0
        for edit in edits:
            if edit.start < place or (edit.start == place and not at_end and not edit.deleted):
                grown += len(edit.inserted) - edit.deleted
        return place + grown

    made = tuple(e for e in joined(edits) if text[e.start : e.end] != e.inserted)
    if selection.is_empty:
        caret = inside(selection.caret, at_end=True)
        return Change(made, caret, caret)
    first = inside(parts[0][0], at_end=False)
    last = inside(parts[-1][1], at_end=True)
    forward = selection.anchor <= selection.caret
    return Change(made, *((first, last) if forward else (last, first)))


def _at_caret(text: str, caret: int, mark: str) -> Change:
    """Write an empty pair of marks, take off the one around the caret, or step out of its end."""
    size = len(mark)
    around = text[max(0, caret - size) : caret] == mark == text[caret : caret + size]
    more = text[max(0, caret - size - 1) : caret - size] == mark[0]
    if around and not more:
        return Change((Edit(caret - size, 2 * size, ""),), caret - size, caret - size)
    if text.startswith(mark, caret) and _is_open(text[line_start(text, caret) : caret], mark):
        return Change((), caret + size, caret + size)  # its words are written: go on without it
    return Change((Edit(caret, 0, mark + mark),), caret + size, caret + size)


def _is_open(before: str, mark: str) -> bool:
    """Tell whether a mark was opened and not closed in the part of a line before the caret."""
    sizes = {len(mark), 3} if mark[0] == "*" else {len(mark)}
    runs = re.findall(re.escape(mark[0]) + "+", before)
    return sum(len(run) in sizes for run in runs) % 2 == 1


def _parts(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """Cut a range into lines, without what they begin with and without spaces at their ends."""
    found: list[tuple[int, int]] = []
    start, lines = touched(text, Selection(first, last))
    for line in lines:
        low = max(first, start + _words_begin(line))
        high = min(last, start + len(line))
        words = text[low:high]
        low += len(words) - len(words.lstrip())
        high -= len(words) - len(words.rstrip())
        if low < high:
            found.append((low, high))
        start += len(line) + 1
    return found


def _words_begin(line: str) -> int:
    at = len(head_of_line(line).written)
    for head in (_HEADING, _CHOICE):
        if also := head.match(line, at):
            at = also.end()
    return at


def _worn(text: str, start: int, end: int, mark: str) -> tuple[Edit, Edit] | None:
    """Give the edits that take a mark off some words, right around or right inside their ends."""
    if mark == "`":
        return _worn_ticks(text, start, end)
    size = len(mark)
    opening = _first_where(text, mark, (start - size, start))
    closing = _first_where(text, mark, (end, end - size))
    if opening is None or closing is None or closing < opening + size:
        return None
    runs = (
        _run(text, opening + size - 1, -1, mark[0]) + _run(text, opening + size, 1, mark[0]),
        _run(text, closing - 1, -1, mark[0]) + _run(text, closing, 1, mark[0]),
    )
    if mark == "*" and min(runs) == 2:
        return None  # bold only: `**x**` is not italic, `***x***` is both
    if mark == "$" and runs != (1, 1):
        return None
    return Edit(opening, size, ""), Edit(closing, size, "")


def _first_where(text: str, mark: str, places: tuple[int, int]) -> int | None:
    return next((at for at in places if at >= 0 and text.startswith(mark, at)), None)


def _worn_ticks(text: str, start: int, end: int) -> tuple[Edit, Edit] | None:
    words = text[start:end]
    inside = words[_run(text, start, 1, "`") :].startswith(" `"), words.endswith("` `")
    first = start + _run(text, start, 1, "`") + inside[0]
    last = end - _run(text, end - 1, -1, "`") - inside[1]
    for low in (start, first):
        for high in (end, last):
            found = _ticks_around(text, low, high) if low < high else None
            if found:
                return found
    return None


def _ticks_around(text: str, low: int, high: int) -> tuple[Edit, Edit] | None:
    """Find backticks right around some words, as many on both sides as the words do not hold."""
    words = text[low:high]
    before, after = words.startswith("`"), words.endswith("`")
    if (before and text[low - 1 : low] != " ") or (after and text[high : high + 1] != " "):
        return None
    size = _run(text, low - 1 - before, -1, "`")
    runs = {len(run) for run in _TICKS.findall(words)}
    if not size or size in runs or _run(text, high + after, 1, "`") != size:
        return None
    opening, closing = size + before, size + after
    return Edit(low - opening, opening, ""), Edit(high, closing, "")


def _run(text: str, at: int, step: int, sign: str) -> int:
    length = 0
    while 0 <= at < len(text) and text[at] == sign:
        length += 1
        at += step
    return length
