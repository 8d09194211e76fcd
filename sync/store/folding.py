"""Fold texts and queries so that search finds what people mean, in any script.

Case, accents and width do not matter (ß is ss, ø is o). Where a script writes no spaces between
words, each two neighbouring signs are one word of the index, so that 学習 is found in 機械学習法.
SQLite's own tokenizers find no CJK word, so its plainest one only splits at the spaces made here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

TERMS_AT_MOST = 12
QUERY_AT_MOST = 400
PART = 3
"""From so many letters on a term is also found in the middle of a word."""
FOLDING = "2"
"""Number of these rules; an index made by others is made anew."""

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "þ": "th", "æ": "ae"}
    | {"œ": "oe", "ŋ": "n", "ĸ": "k", "ʼ": " ", "ـ": ""}
)
_ACCENTS = frozenset({*range(10, 37), *range(200, 241)})
"""Combining classes taken off: accents, Hebrew and Arabic points; not kana voicing, not virama."""
_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17ff"  # Burmese, Khmer
    "\u1100-\u11ff\uac00-\ud7ff"  # Hangul: Korean glues its particles to its nouns
    "\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff"  # kana, bopomofo
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\ua000-\ua48f"  # Yi
)
_RUN = re.compile(f"[{_UNSPACED}]+")
_CLUSTER = re.compile(
    "(?s:.)[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u093c\u3099\u309a\u1160-\u11ff]*"
)
_WORD = re.compile(f"[{_UNSPACED}]+|[^ {_UNSPACED}]+")


class _Table(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, point: int) -> str:
        folded = self[point] = _fold_sign(chr(point))
        return folded


def _fold_sign(sign: str) -> str:
    bare = "".join(
        part
        for part in unicodedata.normalize("NFKD", sign.casefold()).casefold()
        if unicodedata.combining(part) not in _ACCENTS
    )
    return "".join(map(_as_word, unicodedata.normalize("NFC", bare.translate(_LETTERS))))


def _as_word(part: str) -> str:
    category = unicodedata.category(part)
    if category == "Cf":
        return " " if part == "\u200b" else ""
    if "\ufe00" <= part <= "\ufe0f":
        return ""
    if category[0] in "LNM":
        return part
    # an emoji is a word of its own
    return f" {part} " if category in ("So", "Cn") else " "


_TABLE = _Table()


def fold(text: str) -> str:
    """Fold a text; what is no letter, digit or emoji becomes a space."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return text.translate(_TABLE)


def words_of(text: str) -> str:
    """Make of a text what the index takes in: folded words between spaces."""
    if text.isascii():
        return text.lower()
    return _RUN.sub(_pairs, fold(text))


def _pairs(run: re.Match[str]) -> str:
    signs = run[0]
    # the last sign stands alone as well, so that every single sign begins some word
    pairs = [signs[i : i + 2] for i in range(len(signs))]
    return f" {' '.join(pairs)} "


@dataclass(frozen=True)
class Term:
    """One word of a query; `begins` means that the word may go on."""

    folded: str
    begins: bool
    signs: bool = False
    """The script writes no spaces: the word is found anywhere in a run."""

    @property
    def may_be_inside(self) -> bool:
        """Tell whether it is long enough to be looked for inside of words."""
        return not self.signs and len(self.folded) >= PART

    @property
    def match(self) -> str:
        """The term as FTS5 asks for it; it holds nothing that FTS5 could read as an operator."""
        words = self.folded
        if self.signs and len(words) > 1:
            words = " ".join(words[i : i + 2] for i in range(len(words) - 1))
        return f'"{words}"' + ("*" if self.begins else "")


def is_unspaced(word: str) -> bool:
    """Tell whether a word of the index is signs of a script that writes no spaces."""
    return _RUN.match(word) is not None


def fold_with_places(text: str) -> tuple[str, Sequence[int]]:
    """Fold a short text; tell for each folded sign, and for the end, where in the text it is from.

    Where a sign may become several, or none, it folds sign by sign and takes its time.
    """
    if text.isascii() or (
        unicodedata.is_normalized("NFKC", text)
        and all(len(_TABLE[ord(sign)]) == 1 for sign in set(text))
    ):
        return text.translate(_TABLE), range(len(text) + 1)
    folded: list[str] = []
    places: list[int] = []
    for found in _CLUSTER.finditer(text):
        part = fold(found[0])
        folded.append(part)
        places += [found.start()] * len(part)
    return "".join(folded), [*places, len(text)]


def terms_of(query: str) -> list[Term]:
    """Read a query as someone types it: its last word may go on, unless a space follows it."""
    folded = fold(query[:QUERY_AT_MOST])
    terms: list[Term] = []
    for found in list(_WORD.finditer(folded))[:TERMS_AT_MOST]:
        word = found[0]
        signs = bool(_RUN.match(word))
        begins = len(word) == 1 if signs else found.end() == len(folded)
        terms.append(Term(word, begins, signs))
    return list(dict.fromkeys(terms))
