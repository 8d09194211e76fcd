"""Find in a text: plain or by pattern, with a bound on how long a pattern may take."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QRegularExpression

from editor.panels.source.text_edits import Edits
from editor.panels.source.utf16 import points_in
from sync.merge.edits import Edit

MOST_FOUND = 20_000


@dataclass(frozen=True)
class Query:
    """What is looked for, and how."""

    words: str
    pattern: bool = False
    case: bool = False
    whole_words: bool = False


@dataclass(frozen=True)
class Found:
    """Where it was found, in code points; `problem` says why a pattern cannot be used."""

    places: tuple[tuple[int, int], ...] = ()
    problem: str = ""


def find(text: str, query: Query) -> Found:
    """Find all places; at most 20,000, and none that are empty."""
    if not query.words:
        return Found()
    expression = _expression(query)
    if not expression.isValid():
        return Found(problem=f"This pattern is not finished: {expression.errorString()}.")
    places: list[tuple[int, int]] = []
    matches = expression.globalMatch(text)
    while matches.hasNext() and len(places) < MOST_FOUND:
        match = matches.next()
        if match.capturedLength():
            places.append((match.capturedStart(), match.capturedEnd()))
    if not matches.isValid() or (not places and not expression.match(text).isValid()):
        return Found(problem="This pattern takes too long on this text.")
    return Found(tuple(_in_points(text, places)))


def replacements(text: str, query: Query, places: list[tuple[int, int]], words: str) -> Edits:
    """Return the edits that put `words` at the places; in a pattern, \\1 is what group 1 held."""
    if not query.pattern:
        return tuple(Edit(start, end - start, words) for start, end in places)
    expression = _expression(query)
    edits: list[Edit] = []
    for start, end in places:
        match = expression.match(text[start:end])
        groups = match.capturedTexts() if match.hasMatch() else [text[start:end]]
        edits.append(Edit(start, end - start, _filled(words, groups)))
    return tuple(edits)


def _expression(query: Query) -> QRegularExpression:
    words = query.words if query.pattern else QRegularExpression.escape(query.words)
    if query.whole_words:
        words = rf"\b(?:{words})\b"
    options = QRegularExpression.PatternOption
    flags = options.MultilineOption | options.UseUnicodePropertiesOption
    if not query.case:
        flags |= options.CaseInsensitiveOption
    return QRegularExpression(words, flags)


def _filled(words: str, groups: list[str]) -> str:
    def group(match: re.Match[str]) -> str:
        if match[0] in ("\\n", "\\t", "\\\\"):
            return {"\\n": "\n", "\\t": "\t"}.get(match[0], "\\")
        number = int(match[0][1:])
        return groups[number] if number < len(groups) else ""

    return re.sub(r"\\(?:\d|n|t|\\)", group, words)


def _in_points(text: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Turn Qt's units into code points, walking the text once."""
    if text.isascii() or not places or len(text) == len(text.encode("utf-16-le")) // 2:
        return places
    found: list[tuple[int, int]] = []
    unit = point = 0
    for start, end in places:
        first = point + points_in(text[point:], start - unit)
        last = first + points_in(text[first : first + end - start], end - start)
        found.append((first, last))
        unit, point = end, last
    return found
