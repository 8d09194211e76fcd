"""Count the syllables of a word by the places where it may be hyphenated."""

from __future__ import annotations

import re
from functools import lru_cache

import pyphen

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<![aeiouyl])(?:e|es|ed)$|(?<=[aeiouy]l)e$|(?<=[aeiouy])(?:ed|es)$")
"""An `e` at the end that is not heard: `made`, `rule`; heard in `little`."""


@lru_cache(maxsize=16)
def _hyphenation(language: str) -> pyphen.Pyphen | None:
    known = pyphen.language_fallback(language.replace("-", "_"))
    return pyphen.Pyphen(lang=known, left=1, right=1) if known else None


def knows(language: str) -> bool:
    """Say whether words of a language, by its tag, can be counted."""
    return bool(language) and _hyphenation(language) is not None


@lru_cache(maxsize=20_000)
def syllables(word: str, language: str) -> int:
    """Count the syllables of a word; 1 in a language that is not known.

    English is hyphenated at fewer places than it is spoken: there, groups of vowels count too.
    """
    hyphenation = _hyphenation(language)
    if hyphenation is None:
        return 1
    plain = word.lower()
    count = len(hyphenation.positions(plain)) + 1
    if language[:2].lower() == "en":
        count = max(count, len(_VOWELS.findall(_SILENT.sub("", plain))))
    return count
