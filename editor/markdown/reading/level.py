"""Say how hard a lesson is to read, by what fits its language and script."""

from __future__ import annotations

from dataclasses import dataclass

from editor.markdown.reading.flesch import flesch
from editor.markdown.reading.lix import ALLOWED, lix
from editor.markdown.reading.measured import Counts
from editor.markdown.reading.vienna import vienna

LEAST_WORDS = 100
"""Shorter texts get no level: a formula says nothing about three sentences."""
LEAST_SIGNS = 200
_EASE = ((25, 4), (40, 3), (60, 2), (80, 1))
_LIX = ((30, 0), (40, 1), (50, 2), (60, 3))
_GRADE = ((6, 0), (8, 1), (11, 2), (14, 3))
_WORDS = ((12, 0), (17, 1), (24, 2), (35, 3))
_SIGNS = ((25, 0), (40, 1), (60, 2), (90, 3))


@dataclass(frozen=True, slots=True)
class ReadingLevel:
    """A step from 0, very easy, to 4, very hard, and the measure that gave it."""

    step: int
    measure: str
    value: float


def reading_level(counted: Counts, language: str = "") -> ReadingLevel | None:
    """Judge a lesson; None if it is too short, or its script marks no words and no sentences.

    `language` is the tag (`de`, `en-GB`) that the lesson or its course declares. A formula is
    used only where it fits the language that the text is in truth written in.
    """
    if counted.signs > counted.words:
        if counted.signs < LEAST_SIGNS:
            return None
        signs = counted.signs_a_sentence
        return ReadingLevel(_up(_SIGNS, signs), "signs a sentence", signs)
    if counted.words < LEAST_WORDS:
        return None
    declared = language[:2].lower()
    if not declared or declared == counted.language:
        grade, ease = vienna(counted), flesch(counted)
        if grade is not None:
            return ReadingLevel(_up(_GRADE, grade), "Vienna", grade)
        if ease is not None:
            return ReadingLevel(next((s for most, s in _EASE if ease < most), 0), "Flesch", ease)
    index = lix(counted)
    if index is not None:
        return ReadingLevel(
            _up(_LIX, index - ALLOWED.get(declared or counted.language, 0)), "LIX", index
        )
    length = counted.words_a_sentence
    return ReadingLevel(_up(_WORDS, length), "words a sentence", length)


def _up(steps: tuple[tuple[int, int], ...], value: float) -> int:
    return next((step for most, step in steps if value < most), 4)
