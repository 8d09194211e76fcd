"""Cut the stretch of a text that shows why it was found, as it was written, and mark the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from sync.store.folding import Term, fold, fold_with_places

BEFORE, AFTER = 50, 110
WORD_END = 15
"""How far the cut may move to spare a word."""
_GAP = re.compile(r"\s{2,}|[^\S ]")
_LOOKED_AT = 8
_SEARCHED = 200_000

Span = tuple[int, int]
"""Start and end, in code points."""


class Snippet(msgspec.Struct, frozen=True):
    """One line of a text; `marks` are spans of it.

    `place` is where in the text most of them stand side by side.
    """

    shown: str
    marks: tuple[Span, ...] = ()
    place: Span | None = None


def snippet(text: str, terms: Sequence[Term]) -> Snippet:
    """Show the place where most of the terms stand together, else the beginning, on one line."""
    text = text[:_SEARCHED]
    at = _place(text, terms) if terms else None
    start, end = _cut(text, at or 0)
    marked = marks(text[start:end], terms) if terms else ()
    run = None if at is None else _longest_run(text[start:end], marked)
    place = None if run is None else (run[0] + start, run[1] + start)
    shown, moved = _on_one_line(text[start:end], marked)
    lead = "… " if start else ""
    moved = tuple((a + len(lead), b + len(lead)) for a, b in moved)
    return Snippet(lead + shown + (" …" if end < len(text) else ""), moved, place)


def marks(text: str, terms: Sequence[Term]) -> tuple[Span, ...]:
    """List the spans of a short text that answer the terms, in order; none touches another."""
    folded, places = fold_with_places(text)
    found: list[Span] = []
    for term in terms:
        at = list(_occurrences(folded, term)) or list(_inside(folded, term))
        found += [(places[start], _end_of(places, start + len(term.folded))) for start in at]
    joined: list[Span] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _longest_run(text: str, spans: Sequence[Span]) -> Span | None:
    """Find where most of the spans stand side by side, with no word between."""
    best: tuple[int, Span] | None = None
    run: list[Span] = []
    for span in spans:
        between = text[run[-1][1] : span[0]] if run else ""
        run = [*run, span] if run and not any(map(str.isalnum, between)) else [span]
        if best is None or len(run) > best[0]:
            best = (len(run), (run[0][0], span[1]))
    return best[1] if best else None


def _end_of(places: Sequence[int], after: int) -> int:
    """Give the end of the sign that the folded sign before `after` is from."""
    last = places[after - 1]
    return next((place for place in places[after:] if place > last), places[-1])


def _cut(text: str, at: int) -> Span:
    start, end = max(0, at - BEFORE), min(len(text), at + AFTER)
    while start and at - start < BEFORE + WORD_END and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and end - at < AFTER + WORD_END and not text[end].isspace():
        end += 1
    return start, end


def _on_one_line(text: str, spans: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """Put single blanks between words, and move the spans along."""
    gaps = [gap.span() for gap in _GAP.finditer(text)]
    joined = _GAP.sub(" ", text)
    shown = joined.strip()
    lead = len(joined) - len(joined.lstrip())

    def moved(place: int) -> int:
        shift = sum(min(end, place) - start - 1 for start, end in gaps if start + 1 < place)
        return min(max(place - shift - lead, 0), len(shown))

    found = [(moved(start), moved(end)) for start, end in spans]
    return shown, tuple((start, end) for start, end in found if start < end)


def _place(text: str, terms: Sequence[Term]) -> int | None:
    """Look in the text as it stands first: folding it takes twenty times as long."""
    lower = text.lower()
    as_it_stands = len(lower) == len(text)
    folded = ""
    for inside in (False, True):
        place = _best_place(lower, terms, inside=inside) if as_it_stands else None
        if place is not None:
            return place
        if not text.isascii():
            folded = folded or fold(text)
            place = _best_place(folded, terms, inside=inside)
            if place is not None:
                return _unfolded(text, len(folded), place)
    return None


def _best_place(text: str, terms: Sequence[Term], *, inside: bool) -> int | None:
    look = _inside if inside else _occurrences
    for term in sorted(terms, key=lambda term: -len(term.folded)):
        best: tuple[int, int] | None = None
        for place, _ in zip(look(text, term), range(_LOOKED_AT), strict=False):
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
    """Find the term where a word begins; inside a word it is second best."""
    word = term.folded
    for place in _anywhere(text, word):
        end = place + len(word)
        starts = term.signs or not place or not text[place - 1].isalnum()
        ends = term.signs or term.begins or not text[end : end + 1].isalnum()
        if starts and ends:
            yield place


def _inside(text: str, term: Term) -> Iterator[int]:
    return _anywhere(text, term.folded) if term.may_be_inside else iter(())


def _anywhere(text: str, word: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
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
