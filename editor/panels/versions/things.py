"""Say of a heading, a table, a question what became of it: whole sentences for each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sync.model.language import mark

_REMARK = re.compile(r"\A(?:\s*<!--.*?-->)+", re.S)
"""What stands before a question and says how it is played."""


@dataclass(frozen=True)
class ThingWords:
    """What is said of one kind of block; to be translated where it is shown."""

    moved: str
    new: str
    gone: str
    changed: str


_HEADING = ThingWords(
    mark("Heading moved"), mark("New heading"), mark("Heading taken out"), mark("Heading changed")
)
_TABLE = ThingWords(
    mark("Table moved"), mark("New table"), mark("Table taken out"), mark("Table changed")
)
_CODE = ThingWords(
    mark("Code moved"), mark("New code"), mark("Code taken out"), mark("Code changed")
)
_QUOTE = ThingWords(
    mark("Quote moved"), mark("New quote"), mark("Quote taken out"), mark("Quote changed")
)
_PICTURE = ThingWords(
    mark("Picture moved"), mark("New picture"), mark("Picture taken out"), mark("Picture changed")
)
QUESTION = ThingWords(
    mark("Question moved"),
    mark("New question"),
    mark("Question taken out"),
    mark("Question changed"),
)
_LIST = ThingWords(
    mark("List moved"), mark("New list"), mark("List taken out"), mark("List changed")
)
_BLOCK = ThingWords(
    mark("Block moved"), mark("New block"), mark("Block taken out"), mark("Block changed")
)
_FORMULA = ThingWords(
    mark("Formula moved"), mark("New formula"), mark("Formula taken out"), mark("Formula changed")
)
_PARAGRAPH = ThingWords(
    mark("Paragraph moved"),
    mark("New paragraph"),
    mark("Paragraph taken out"),
    mark("Sentence changed"),
)
_SIGNS = (
    ("#", _HEADING),
    ("|", _TABLE),
    ("```", _CODE),
    ("~~~", _CODE),
    (">", _QUOTE),
    ("![", _PICTURE),
    ("[(", QUESTION),
    ("[[", QUESTION),
    ("- ", _LIST),
    ("* ", _LIST),
    ("+ ", _LIST),
    ("<", _BLOCK),
    ("$$", _FORMULA),
)


def thing_words(text: str) -> ThingWords:
    """Find the words that fit a block, by how it begins."""
    lead = _REMARK.sub("", text).lstrip() or text.lstrip()
    for sign, words in _SIGNS:
        if lead.startswith(sign):
            return words
    number = lead.split(".", 1)[0]
    return _LIST if number.isdigit() and "." in lead[:10] else _PARAGRAPH
