"""Cut the stretch of a text that shows why it was found, as it was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sync.store.folding import Term, fold

BEFORE, AFTER = 50, 110
WORD_END = 15
"""How far the cut may move to spare a word."""
_LOOKED_AT = 8
_SEARCHED = 200_000


def snippet(text: str, terms: Sequence[Term]) -> str:
    """Show the place where most of the terms stand together, else the beginning, on one line."""
    text = text[:_SEARCHED]
    at = _place(text, terms) if terms else 0
    start, end = max(0, at - BEFORE), min(len(text), at + AFTER)
    while start and at - start < BEFORE + WORD_END and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and end - at < AFTER + WORD_END and not text[end].isspace():
        end += 1
    shown = " ".join(text[start:end].split())
    return ("… " if start else "") + shown + (" …" if end < len(text) else "")


def _place(text: str, terms: Sequence[Term]) -> int:
    """Look in the text as it stands first: folding it takes twenty times as long."""
    lower = text.lower()
    if len(lower) == len(text):
        place = _best_place(lower, terms)
        if place is not None:
            return place
    folded = fold(text)
    place = _best_place(folded, terms)
    return 0 if place is None else _unfolded(text, len(folded), place)


def _best_place(text: str, terms: Sequence[Term]) -> int | None:
    for term in sorted(terms, key=lambda term: -len(term.folded)):
        best: tuple[int, int] | None = None
        for place, _ in zip(_occurrences(text, term), range(_LOOKED_AT), strict=False):
            near = range(max(0, place - BEFORE), place + AFTER)
            together = sum(text.find(t.folded, near.start, near.stop) >= 0 for t in terms)
            if best is None or together > best[0]:
                best = (together, place)
            if together == len(terms):
                break
        if best:
            return best[1]
    return None


def _occurrences(text: str, term: Term) -> Iterator[int]:
    """Find the term where a word begins; inside a word it is not what was asked for."""
    word = term.folded
    place = text.find(word)
    while place >= 0:
        end = place + len(word)
        starts = term.signs or not place or not text[place - 1].isalnum()
        ends = term.signs or term.begins or not text[end : end + 1].isalnum()
        if starts and ends:
            yield place
        place = text.find(word, place + 1)


def _unfolded(text: str, folded_length: int, at: int) -> int:
    """Find where in the text a place of the folded text comes from."""
    if folded_length == len(text):
        return at
    place = min(at, len(text))
    for _ in range(6):
        off = at - len(fold(text[:place]))
        if not off:
            break
        place = min(max(place + off, 0), len(text))
    return place
