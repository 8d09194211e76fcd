"""Find in a text: plain or by pattern, with a bound on how long a pattern may take.

Nothing here touches a widget: it may run on any thread.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import (
    QRegularExpression,
    QRegularExpressionMatch,
    QRegularExpressionMatchIterator,
)

from editor.panels.source.letters import MARKS, bare, without_accents
from editor.panels.source.text_edits import Edits
from editor.panels.source.utf16 import points_in
from sync.merge.edits import Edit
from sync.model.language import say

MOST_FOUND = 20_000


@dataclass(frozen=True)
class Query:
    """What is looked for, and how; without `accents` an e finds an é, and an é an e."""

    words: str
    pattern: bool = False
    case: bool = False
    whole_words: bool = False
    accents: bool = True


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
        return Found(problem=_unfinished(expression))
    searched = _searched(text, query)
    matches = expression.globalMatch(searched)
    places = [(one.capturedStart(), one.capturedEnd()) for one in _matches(matches)]
    if not matches.isValid() or (not places and not expression.match(searched).isValid()):
        return Found(problem=say("This pattern takes too long on this text."))
    return Found(tuple(_in_points(text, places)))


def _unfinished(expression: QRegularExpression) -> str:
    return say("This pattern is not finished: {reason}.", reason=expression.errorString())


def replacements(text: str, query: Query, places: Iterable[tuple[int, int]], words: str) -> Edits:
    """Return the edits that put `words` at the places; in a pattern, \\1 is what group 1 held."""
    wanted = list(places)
    if not query.pattern or "\\" not in words:
        return tuple(Edit(start, end - start, words) for start, end in wanted)
    matches = list(_matches(_expression(query).globalMatch(_searched(text, query))))
    units = [(one.capturedStart(), one.capturedEnd()) for one in matches]
    found = dict(zip(_in_points(text, units), matches, strict=True))
    edits: list[Edit] = []
    for start, end in wanted:
        match = found.get((start, end))
        groups = _groups(text[start:end], match) if match else [text[start:end]]
        edits.append(Edit(start, end - start, _filled(words, groups)))
    return tuple(edits)


def _matches(matches: QRegularExpressionMatchIterator) -> Iterator[QRegularExpressionMatch]:
    """Go through the matches that hold something, 20,000 at most."""
    count = 0
    while matches.hasNext() and count < MOST_FOUND:
        match = matches.next()
        if match.capturedLength():
            count += 1
            yield match


def _groups(whole: str, match: QRegularExpressionMatch) -> list[str]:
    """Read what the groups of a match held in the text itself; one outside of it holds nothing."""
    raw = whole.encode("utf-16-le", "surrogatepass")
    first = match.capturedStart()
    spans = [
        (match.capturedStart(group) - first, match.capturedEnd(group) - first)
        for group in range(match.lastCapturedIndex() + 1)
    ]
    return [
        raw[2 * begin : 2 * end].decode("utf-16-le", "surrogatepass") if 0 <= begin < end else ""
        for begin, end in spans
    ]


def _searched(text: str, query: Query) -> str:
    return text if query.accents else without_accents(text)


def _expression(query: Query) -> QRegularExpression:
    words = query.words
    if not query.pattern:
        words = _as_pattern(words, accents=query.accents)
    elif not query.accents:
        words = bare(words)
    if query.whole_words:
        words = rf"(?<!\w)(?:{words})(?!\w)"
    options = QRegularExpression.PatternOption
    flags = options.MultilineOption | options.UseUnicodePropertiesOption
    if not query.case:
        flags |= options.CaseInsensitiveOption
    return QRegularExpression(words, flags)


def _as_pattern(words: str, *, accents: bool) -> str:
    """Write words as a pattern that also finds letters whose accents stand apart."""
    escape = QRegularExpression.escape
    if not accents:
        return "".join(escape(sign) + (MARKS if sign.isalpha() else "") for sign in bare(words))
    parts = []
    for sign in unicodedata.normalize("NFC", words):
        apart = unicodedata.normalize("NFD", sign)
        parts.append(escape(sign) if apart == sign else f"(?:{escape(sign)}|{escape(apart)})")
    return "".join(parts)


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
        before = start - unit
        first = point + points_in(text[point : point + before], before)
        last = first + points_in(text[first : first + end - start], end - start)
        found.append((first, last))
        unit, point = end, last
    return found
