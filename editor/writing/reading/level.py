"""Say how hard a lesson is to read, in one word that holds for every language."""

from __future__ import annotations

from dataclasses import dataclass

from editor.writing.reading.counts import counts
from editor.writing.reading.flesch import flesch
from editor.writing.reading.lix import lix
from editor.writing.reading.vienna import vienna

LEAST_WORDS = 100
"""Shorter texts get no level: a formula says nothing about three sentences."""
_WORDS = ((30, "very easy"), (40, "easy"), (50, "middling"), (60, "hard"))


@dataclass(frozen=True, slots=True)
class ReadingLevel:
    """What the formulas give; those that do not fit the language are None."""

    words: str
    lix: float
    flesch: float | None = None
    vienna: float | None = None


def reading_level(text: str, language: str) -> ReadingLevel | None:
    """Judge a lesson; None if it is too short. A second or two for 50,000 words."""
    counted = counts(text, language)
    hard = lix(counted)
    if hard is None or counted.words < LEAST_WORDS:
        return None
    named = next((words for most, words in _WORDS if hard < most), "very hard")
    return ReadingLevel(named, hard, flesch(counted), vienna(counted))
