"""Marks that lie over one another, painted as one: what each tells stays to be seen."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

Selection = QTextEdit.ExtraSelection


def layered(selections: Iterable[Selection]) -> list[Selection]:
    """Cut selections where others begin and end, so that none lies over another.

    Qt paints each over those before it, words and ground: a line through words that are marked
    again is gone. Where several lie, the later wins in what both say, and the rest is kept. What
    lies alone stays the selection that it was.
    """
    found: list[Selection] = []
    group: list[tuple[int, Selection]] = []
    end = -1
    for turn in sorted(enumerate(selections), key=lambda turn: turn[1].cursor.selectionStart()):
        cursor = turn[1].cursor
        if group and cursor.selectionStart() >= end:
            found += _flat(group)
            group = []
        group.append(turn)
        end = max(end, cursor.selectionEnd())
    return found + _flat(group)


def _flat(group: list[tuple[int, Selection]]) -> list[Selection]:
    ordered = [one for _, one in sorted(group, key=lambda turn: turn[0])]
    if len(ordered) < 2:
        return ordered
    spans = [(one.cursor.selectionStart(), one.cursor.selectionEnd(), one) for one in ordered]
    found = [one for start, end, one in spans if start == end]
    for low, high in pairwise(sorted({place for span in spans for place in span[:2]})):
        here = [one for start, end, one in spans if start <= low and high <= end]
        if here:
            found.append(_together(here, low, high))
    return found


def _together(here: list[Selection], low: int, high: int) -> Selection:
    """Dress one stretch as all of them say; it grows with what is typed at its end if one does."""
    made = Selection()
    made.cursor = QTextCursor(here[0].cursor.document())
    made.cursor.setPosition(low)
    made.cursor.setPosition(high, QTextCursor.MoveMode.KeepAnchor)
    made.cursor.setKeepPositionOnInsert(all(one.cursor.keepPositionOnInsert() for one in here))
    made.format = QTextCharFormat(here[0].format)
    for one in here[1:]:
        made.format.merge(one.format)
    return made
