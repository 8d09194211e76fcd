"""Brackets, quotes and backticks come in pairs: around a selection, at the caret, typed over.

`PAIRS` says of each sign what closes it and whether it pairs at a bare caret: an apostrophe and
the marks of emphasis do only around a selection.
"""

from __future__ import annotations

from dataclasses import dataclass

from editor.writing.change import Change, Selection
from editor.writing.lines import line_of, one_edit
from sync.merge.edits import Edit


@dataclass(frozen=True, slots=True)
class Pair:
    """A sign that opens; what closes it; where it pairs; whether it may span lines."""

    opens: str
    closes: str
    at_caret: bool = True
    over_lines: bool = True


PAIRS = {
    pair.opens: pair
    for pair in (
        Pair("(", ")"),
        Pair("[", "]"),
        Pair("{", "}"),
        Pair('"', '"'),
        Pair("“", "”"),
        Pair("„", "“"),
        Pair("«", "»"),
        Pair("`", "`", over_lines=False),
        Pair("'", "'", at_caret=False),
        Pair("*", "*", at_caret=False, over_lines=False),
        Pair("_", "_", at_caret=False, over_lines=False),
        Pair("~", "~", at_caret=False, over_lines=False),
        Pair("$", "$", at_caret=False, over_lines=False),
    )
}
_CLOSING = {pair.closes for pair in PAIRS.values() if pair.at_caret}
_ENDS_A_WORD = frozenset(" \t\n)]}\"'”»“.,;:!?…|")


def typed(text: str, selection: Selection, sign: str) -> Change | None:
    """Say what a typed sign does beside standing there; None: it just stands there."""
    pair = PAIRS.get(sign)
    if not selection.is_empty:
        return _around(text, selection, pair) if pair else None
    caret = selection.caret
    following = text[caret : caret + 1]
    if sign in _CLOSING and following == sign and _is_open(text, caret, sign):
        return Change((), caret + 1, caret + 1)
    if pair is None or not pair.at_caret or (following and following not in _ENDS_A_WORD):
        return None
    if pair.opens == pair.closes and _closes_here(text, caret, sign):
        return None
    return one_edit(caret, 0, sign + pair.closes, caret + 1, caret + 1)


def backspace(text: str, selection: Selection) -> Change | None:
    """Take both signs of an empty pair; None: just the one before the caret."""
    caret = selection.caret
    pair = PAIRS.get(text[caret - 1 : caret]) if caret else None
    if pair is None or not pair.at_caret or not selection.is_empty:
        return None
    if text[caret : caret + 1] != pair.closes:
        return None
    return one_edit(caret - 1, 2, "", caret - 1, caret - 1)


def _around(text: str, selection: Selection, pair: Pair) -> Change | None:
    first, last = selection.first, selection.last
    if not pair.over_lines and "\n" in text[first:last]:
        return None
    edits = (Edit(first, 0, pair.opens), Edit(last, 0, pair.closes))
    return Change(edits, selection.anchor + 1, selection.caret + 1)


def _is_open(text: str, caret: int, sign: str) -> bool:
    """Say whether the line has a pair open before the caret that `sign` closes."""
    start, _ = line_of(text, caret)
    before = text[start:caret]
    openers = [pair.opens for pair in PAIRS.values() if pair.closes == sign and pair.at_caret]
    if sign in openers:
        return before.count(sign) % 2 == 1
    return sum(before.count(opener) for opener in openers) > before.count(sign)


def _closes_here(text: str, caret: int, sign: str) -> bool:
    """Say whether a sign that opens and closes rather closes: after a word, or in a run."""
    before = text[caret - 1 : caret] if caret else ""
    start, _ = line_of(text, caret)
    return before.isalnum() or before == sign or text[start:caret].count(sign) % 2 == 1
