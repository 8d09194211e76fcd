"""Say of a sentence, a heading, a question that it was changed apart: whole sentences for each.

One sentence with a hole for the noun would be fewer lines, and wrong in most languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor.panels.overlaps.values import OverlapItem
from sync.model.language import mark

_OPTION = re.compile(r"^\s*\[[(\[]\s*([xX]?)\s*[)\]]\]", re.MULTILINE)
_SENTENCE_END = re.compile(r"[.!?…。！？]+[\"'”’)]*\s+\S")


@dataclass(frozen=True)
class PlaceWords:
    """What is said of one kind of place; to be translated where it is shown."""

    both: str
    every: str
    moved: str
    you_kept: str
    they_kept: str
    texts: str


_SENTENCE = PlaceWords(
    mark("{who} both changed this sentence"),
    mark("{who} all changed this sentence"),
    mark("{who}: one moved this sentence, the other changed it"),
    mark("You changed this sentence; {others} took it out"),
    mark("{who} changed this sentence; {others} took it out"),
    mark("One sentence, {number} texts"),
)
_PARAGRAPH = PlaceWords(
    mark("{who} both changed this paragraph"),
    mark("{who} all changed this paragraph"),
    mark("{who}: one moved this paragraph, the other changed it"),
    mark("You changed this paragraph; {others} took it out"),
    mark("{who} changed this paragraph; {others} took it out"),
    mark("One paragraph, {number} texts"),
)
_HEADING = PlaceWords(
    mark("{who} both changed this heading"),
    mark("{who} all changed this heading"),
    mark("{who}: one moved this heading, the other changed it"),
    mark("You changed this heading; {others} took it out"),
    mark("{who} changed this heading; {others} took it out"),
    mark("One heading, {number} texts"),
)
_QUESTION = PlaceWords(
    mark("{who} both changed this question"),
    mark("{who} all changed this question"),
    mark("{who}: one moved this question, the other changed it"),
    mark("You changed this question; {others} took it out"),
    mark("{who} changed this question; {others} took it out"),
    mark("One question, {number} texts"),
)
_TABLE_ROW = PlaceWords(
    mark("{who} both changed this table row"),
    mark("{who} all changed this table row"),
    mark("{who}: one moved this table row, the other changed it"),
    mark("You changed this table row; {others} took it out"),
    mark("{who} changed this table row; {others} took it out"),
    mark("One table row, {number} texts"),
)
_PLACE = PlaceWords(
    mark("{who} both changed this place"),
    mark("{who} all changed this place"),
    mark("{who}: one moved this place, the other changed it"),
    mark("You changed this place; {others} took it out"),
    mark("{who} changed this place; {others} took it out"),
    mark("One place, {number} texts"),
)


def place_words(item: OverlapItem) -> PlaceWords:
    """Find the words that fit a place: a sentence, a heading, a question."""
    text = (item.was or item.now).strip()
    lines = [line for line in text.split("\n") if line.strip()]
    if any(len(signs_of_options(side)) > 1 for side in (item.was, item.now)):
        return _QUESTION
    if len(lines) > 1:
        return _PLACE
    if text.startswith("#"):
        return _HEADING
    if text.startswith("|"):
        return _TABLE_ROW
    return _PARAGRAPH if _SENTENCE_END.search(text) else _SENTENCE


def signs_of_options(text: str) -> list[str]:
    """Give the sign in each option of a question: "X" where it is right."""
    return _OPTION.findall(text)
