"""Count what the formulas of reading level are made of: sentences, words, letters, syllables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from editor.writing.prose.stretches import stretches
from editor.writing.prose.words import words
from editor.writing.reading.syllables import knows, syllables

_END = re.compile(r"[.!?…:;]+(?=[\s\"'”’)»]|$)|[。！？]|\|")
LONG = 6
"""A word with more letters than this is a long one, in LIX and in the formula of Vienna."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a text holds; `syllables` are those of each word, empty if the language is unknown."""

    sentences: int
    words: int
    long_words: int
    syllables: tuple[int, ...]
    language: str = ""

    @property
    def words_a_sentence(self) -> float:
        """Give the mean length of a sentence."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def syllables_a_word(self) -> float:
        """Give the mean length of a word."""
        return sum(self.syllables) / self.words if self.words else 0.0

    def share(self, count: int) -> float:
        """Give a number of words in per cent."""
        return 100 * count / self.words if self.words else 0.0


def counts(text: str, language: str) -> Counts:
    """Count a lesson that is written in a language, given by its tag (`de`, `en-GB`)."""
    lengths: list[int] = []
    parts: list[int] = []
    sentences, counted = 0, knows(language)
    for sentence in _sentences(text):
        found = [word for _, word in words(sentence)]
        sentences += bool(found)
        lengths += map(len, found)
        if counted:
            parts += (syllables(word, language) for word in found)
    long_words = sum(length > LONG for length in lengths)
    return Counts(sentences, len(lengths), long_words, tuple(parts), language)


def _sentences(text: str) -> Iterator[str]:
    for stretch in stretches(text):
        yield from _END.split(stretch.prose)
