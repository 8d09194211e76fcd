"""Cut text into words, gaps and marks; measure a change by its words; merge wordings by words.

What is a word is fixed by the table below, not by the Unicode tables of the Python that happens to
run: an offer must be the same on every laptop. In doubt a character belongs to a word, so that a
merge can only be coarser: it never cuts a letter from its accent or an emoji from its skin tone.
What was struck out (█) is a word, as the words were that stood there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sync.merge.chunks import three_way
from sync.merge.matching import patience, same_end, same_start, slid_down

SPACE = " \t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
EMOJI = "\U0001f000-\U0001f0ff\U0001f10d-\U0001faff"
MARKS = (
    r"!-/:-@\[-\^`{-~"
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xa1-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7"
    "\u037e\u0387\u0589\u05be\u05c0\u05c3\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965"
    "\u1361-\u1368\u17d4-\u17d6\u200b\u200e-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u206f"
    "\u20a0-\u20cf\u2190-\u245f\u249c-\u24e9\u2500-\u2587\u2589-\u2775\u2794-\u2bff"
    "\u3001-\u3004\u3008-\u3020\u3030\u303d-\u303f\u30fb"
    "\uff01-\uff0f\uff1a-\uff20\uff3b-\uff3e\uff40\uff5b-\uff65"
)
WORD = re.compile(f"[^{SPACE}{EMOJI}{MARKS}]+")
_TOKEN = re.compile(
    f"[^{SPACE}{EMOJI}{MARKS}]+|[{SPACE}]+"
    r"|-+|=+|:+|#+|\*+|`+|~+|\++|\.+"
    f"|[{EMOJI}][{EMOJI}\u200d\ufe0f]*|[{MARKS}]\ufe0f?"
)

_ODD_GAP = re.compile(f"[{SPACE}]{{2,}}|[{SPACE[1:]}]")
"""A gap that is not one blank."""

SIMILAR = 0.5
"""A side that kept a smaller share of the words is a rewrite: no words are merged into it."""
MOST_TOKENS = 6000
"""Longer stretches (a picture on one line) are not compared by words: it would take seconds."""


CONTEXT = 80
"""So many characters of a common end are compared nevertheless: a phrase may slide along them."""


TWINS = ("*", "**", "***", "`", "``", "~~", '"', "$", "|")
PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ("“", "”"), ("«", "»"), ("「", "」"))


_TWIN_OR_PAIR = re.compile('[*`~"$|()\\[\\]{}<>“”«»「」]')


class Change(NamedTuple):
    """How much one side changed a text."""

    kept: float
    """The share of words that stayed, 0 to 1."""
    words: int
    """How many were put in and taken out."""


class Merged(NamedTuple):
    """A word merge; it clashed if both sides changed the same words and one side's were taken."""

    text: str
    clashed: bool


def tokens(text: str) -> list[str]:
    """Cut a text into words, runs of spacing, and marks; nothing is left out."""
    return _TOKEN.findall(text)


def bare(text: str) -> str:
    """Take a text with every run of spacing as one blank."""
    return " ".join(text.split())


def kept(base: str, side: str, total: int | None = None) -> Change:
    """Measure a change; `total` is the number of words of the base, if it is known."""
    head = _shared_start(base, side)
    tail = _shared_end(base, side, head)
    a = WORD.findall(base, head, len(base) - tail)
    b = WORD.findall(side, head, len(side) - tail)
    # Both ends are cut at gaps, and no word is.
    around = (len(WORD.findall(base)) if total is None else total) - len(a)
    counts = Counter(a)
    same = 0
    for word in b:
        if counts.get(word):
            counts[word] -= 1
            same += 1
    words = len(a) + len(b) + 2 * around
    share = 2 * (same + around) / words if words else 1.0
    return Change(share, len(a) + len(b) - 2 * same)


def merge_words(base: str, one: str, two: str, *, prefer_one: bool) -> Merged | None:
    """Merge two wordings; None if they are too long to compare or a new word would arise.

    Re-wrapping a line is not a change of words: a gap is a gap, unless it parts two paragraphs.
    """
    head = min(_shared_start(base, one), _shared_start(base, two))
    tail = min(_shared_end(base, one, head, CONTEXT), _shared_end(base, two, head, CONTEXT))
    texts = [text[head : len(text) - tail] for text in (base, one, two)]
    cut = [tokens(text) for text in texts]
    if max(map(len, cut)) > MOST_TOKENS:
        return None
    gaps = _gap_keys({gap for text in texts for gap in _ODD_GAP.findall(text)})
    keys = [[gaps.get(token, token) for token in text] if gaps else text for text in cut]
    to_one = slid_down(patience(keys[0], keys[1]), keys[0], keys[1])
    to_two = slid_down(patience(keys[0], keys[2]), keys[0], keys[2])
    out: list[str] = []
    clashed = glued = False
    for chunk in three_way(to_one, to_two, *map(len, cut)):
        old = cut[0][chunk.base_lo : chunk.base_hi]
        first, second = cut[1][chunk.one_lo : chunk.one_hi], cut[2][chunk.two_lo : chunk.two_hi]
        part = first if prefer_one else second
        if first in (old, second):
            part = second
        elif second == old:
            part = first
        elif chunk.stable:  # spellings of a gap
            part = list(map(_gap, old, first, second, part))
        else:
            clashed = True
        glued = glued or bool(out and part and WORD.match(out[-1]) and WORD.match(part[0]))
        out += part
    text = "".join(out)
    if (glued and _has_new_word(text, texts)) or _breaks_pairs(out, cut[1], cut[2]):
        return None
    return Merged(base[:head] + text + base[len(base) - tail :], clashed)


def _has_new_word(text: str, texts: Sequence[str]) -> bool:
    """Tell whether a text holds a word that none of the others does: two were glued together."""
    written = {word for one in texts for word in WORD.findall(one)}
    return not written.issuperset(WORD.findall(text))


def _breaks_pairs(merged: Sequence[str], one: Sequence[str], two: Sequence[str]) -> bool:
    """Tell whether marks that come in pairs, as of emphasis or links, lost their partners."""
    if not _TWIN_OR_PAIR.search("".join(merged)):
        return False
    counts = [Counter(text) for text in (merged, one, two)]
    for mark in TWINS:
        odd, *before = (count[mark] % 2 for count in counts)
        if odd and not any(before):
            return True
    for opening, closing in PAIRS:
        uneven, *before = (count[opening] - count[closing] for count in counts)
        if uneven and not any(before):
            return True
    return False


def _shared_start(a: str, b: str) -> int:
    """Measure what two texts begin with alike, up to behind a gap between words."""
    same = same_start(a, 0, len(a), b, 0, len(b))
    return max(a.rfind(" ", 0, same), a.rfind("\n", 0, same)) + 1


def _shared_end(a: str, b: str, head: int, context: int = 0) -> int:
    """Measure what two texts end with alike, from a gap on; leave some of it as context."""
    same = same_end(a, head, len(a), b, head, len(b)) - context
    at = a.find(" ", len(a) - same) if same > 0 else -1
    return len(a) - at if at >= 0 else 0


def _gap(old: str, first: str, second: str, preferred: str) -> str:
    """Take the spelling that changed; the preferred one if both did."""
    if first == old:
        return second
    return first if second == old else preferred


def _gap_keys(found: Iterable[str]) -> dict[str, str]:
    """Map gaps to what they are matched by: a blank, or the parting of two paragraphs."""
    return {gap: "\n\n" if gap.count("\n") > 1 else " " for gap in found}
