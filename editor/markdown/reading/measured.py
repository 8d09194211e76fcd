"""What the prose of a text is made of, as numbers; no parser is needed to hold them."""

from __future__ import annotations

import msgspec


class Counts(msgspec.Struct, frozen=True, array_like=True):
    """What the prose of a text holds.

    `language` is what the words show it to be written in, else empty; syllables are counted only
    where a formula asks for them. `signs` are those of scripts without spaces, which are no words.
    The longest sentence stands in `line` (from 0) and has so many `longest` words or signs.
    """

    sentences: int = 0
    words: int = 0
    long_words: int = 0
    language: str = ""
    syllables: int = 0
    ones: int = 0
    threes: int = 0
    signs: int = 0
    longest: int = 0
    line: int = 0
    alphabet: bool = True

    @property
    def words_a_sentence(self) -> float:
        """Give the mean length of a sentence."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def signs_a_sentence(self) -> float:
        """Give the mean length of a sentence in a script without spaces."""
        return self.signs / self.sentences if self.sentences else 0.0

    @property
    def syllables_a_word(self) -> float:
        """Give the mean length of a word."""
        return self.syllables / self.words if self.words else 0.0

    def share(self, count: int) -> float:
        """Give a number of words in per cent."""
        return 100 * count / self.words if self.words else 0.0
