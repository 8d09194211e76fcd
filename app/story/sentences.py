"""Find in any course the sentences that the story's people can work on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sync.model.ids import NodeId

_PROSE = re.compile(r"^[A-Z][^|<>{}\[\]`#*_~$\\]{50,}[.!?]$")
APART = 3
"""Lines between two sentences that are edited apart, so that neither touches the other."""


@dataclass(frozen=True)
class Sentence:
    """A line of plain prose: code points start to end of the lesson's text."""

    start: int
    end: int
    text: str


def sentences(text: str) -> list[Sentence]:
    """List lines of plain prose that stand once in the text, outside of code, well apart."""
    found: list[Sentence] = []
    at, fenced, last = 0, False, -APART - 1
    for number, line in enumerate(text.split("\n")):
        if line.lstrip().startswith(("```", "~~~", "---", "+++")):
            fenced = not fenced
        plain = not fenced and _PROSE.match(line) and text.count(line) == 1
        if plain and number - last > APART:
            found.append(Sentence(at, at + len(line), line))
            last = number
        at += len(line) + 1
    return found


def richest(texts: dict[NodeId, str], need: int) -> list[tuple[NodeId, list[Sentence]]]:
    """List lessons that have at least `need` such sentences, in the order given."""
    rich = [(lesson, sentences(text)) for lesson, text in texts.items()]
    return [(lesson, found) for lesson, found in rich if len(found) >= need]
