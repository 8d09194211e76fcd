"""Letters without their accents, sign for sign, so that places in a text stay what they are."""

from __future__ import annotations

import re
import unicodedata

MARKS = r"[\x{300}-\x{36f}\x{5b0}-\x{5bd}\x{5bf}\x{5c1}\x{5c2}\x{5c7}\x{64b}-\x{65f}]*"
"""Accents that stand as signs of their own behind a letter, as Qt's patterns write them."""

_KEPT = "йЙ"
"""A letter of its own to everyone who writes it."""
_STROKES = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ħ": "h", "Ħ": "H"}


def _table() -> dict[str, str]:
    table = dict(_STROKES)
    for code in (*range(0xC0, 0x2000), 0x212A, 0x212B):
        letter = chr(code)
        parts = unicodedata.normalize("NFD", letter)
        accents = parts[1:]
        if letter not in _KEPT and accents and all(map(unicodedata.combining, accents)):
            table[letter] = parts[0]
    return table


_BARE = _table()
_ACCENTED = re.compile("[" + "".join(map(re.escape, _BARE)) + "]")


def without_accents(text: str) -> str:
    """Take the accents from letters; as long as the text, and accents apart are left alone."""
    if text.isascii():
        return text
    return _ACCENTED.sub(lambda found: _BARE[found[0]], text)


def bare(text: str) -> str:
    """Take all accents from a few words, those apart too."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(sign for sign in without_accents(composed) if not unicodedata.combining(sign))
