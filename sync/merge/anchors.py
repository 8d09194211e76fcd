"""Find a comment's place again after its text was revised.

The text commented on is mapped onto the new one by their difference. What was taken out is looked
for elsewhere by its words and by what stood around them. In doubt a comment is loose: it is kept in
sight with its quote, and never put where it does not belong. All places count code points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Literal, NamedTuple

from sync.merge.edits import Edit, by_words, carry, line_edits, shared_lines
from sync.merge.matching import patience
from sync.merge.words import WORD, kept, tokens

How = Literal["exact", "moved", "changed", "loose"]

STILL = 0.35
"""Share of its words from which the text that replaced a quote is the quote, reworded."""
ELSEWHERE = 80
"""Per cent of likeness from which words put in elsewhere are the quote, moved and reworded."""
DISTINCT = 12
"""A quote with this many letters, once in either text, is known again by itself."""
OWN_LINE = 5
"""So many letters are enough for a quote that is a line of its own, once in either text."""
AROUND = 12
"""A shorter quote needs so many equal characters just before and behind it to be known again."""
FIRST_UNPARTED = "\u2e80"
"""From here on letters are mostly of scripts that put no spaces between words."""
LONGEST = 1500
"""Longer quotes are found by their place or as they are, not by likeness: it would take long."""


class Place(NamedTuple):
    """Where a quote stands in the new text: `start` and `end` are None if it is loose.

    `exact`: untouched, at most shifted; `moved`: the same words at another place; `changed`:
    written into or reworded; `loose`: gone.
    """

    start: int | None
    end: int | None
    how: How


LOOSE = Place(None, None, "loose")


def place(
    old: str, start: int, end: int, new: str, *, quote: str, before: str = "", after: str = ""
) -> Place:
    """Find where `old[start:end]` stands in `new`.

    `quote`, and the text `before` and `after` it, were noted with the comment; they decide where
    `old` is not the text that was commented on.
    """
    if old[start:end] != quote:
        there = _occurrences(new, quote)
        at = known_at(new, quote, there, before, after, DISTINCT if len(there) == 1 else None)
        return LOOSE if at is None else Place(at, at + len(quote), "moved")
    if old == new:
        return Place(start, end, "exact")
    head, tail = _shared_lines(old, new)
    if start < end <= head:
        return Place(start, end, "exact")
    if len(old) - tail <= start < end:
        return Place(start + len(new) - len(old), end + len(new) - len(old), "exact")
    lines = _line_edits(old, new)
    new_start, new_end, written = carry(_steps(old, lines, start, end), start, end)
    if not written:
        return Place(new_start, new_end, "exact")
    if not quote.strip():
        return LOOSE
    before, after = old[max(0, start - 2 * AROUND) : start], old[end : end + 2 * AROUND]
    return (
        _found_as_is(old, start, end, new, lines)
        or _reworded(new, quote, before, after, new_start, new_end)
        or _likest(new, quote, lines)
        or LOOSE
    )


@lru_cache(maxsize=8)
def _shared_lines(old: str, new: str) -> tuple[int, int]:
    """Keep what the last texts have in common: most comments stand before or after all edits."""
    return shared_lines(old, new)


@lru_cache(maxsize=8)
def _line_edits(old: str, new: str) -> tuple[Edit, ...]:
    """Keep the last differences: many comments hang on one text."""
    return line_edits(old, new)


def _steps(old: str, lines: tuple[Edit, ...], start: int, end: int) -> Iterator[Edit]:
    """Look at words only in the lines that a range stands in."""
    for edit in lines:
        if edit.start <= end and start <= edit.end:
            yield from by_words(old, edit)
        else:
            yield edit


def _occurrences(text: str, quote: str) -> list[int]:
    found: list[int] = []
    at = text.find(quote)
    while at >= 0 and len(found) < 200:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _found_as_is(old: str, start: int, end: int, new: str, lines: tuple[Edit, ...]) -> Place | None:
    """Find the very words elsewhere: told apart by what is around them, never by guessing.

    What was a line of its own is looked for as one first; a word that was whole stays whole.
    """
    quote = old[start:end]
    before, after = old[max(0, start - 2 * AROUND) : start], old[end : end + 2 * AROUND]
    cut = _cuts(old, start), _cuts(old, end)

    def is_whole(text: str, low: int, high: int) -> bool:
        return _cuts(text, low) <= cut[0] and _cuts(text, high) <= cut[1]

    ways = [(_is_line, OWN_LINE)] if _is_line(old, start, end) else []
    for fits, enough in (*ways, (is_whole, DISTINCT)):
        others = [at for at in _occurrences(old, quote) if fits(old, at, at + len(quote))]
        others = [at for at in others if at != start]
        taken = {
            carry(_steps(old, lines, at, at + len(quote)), at, at + len(quote))[0] for at in others
        }
        there = [at for at in _occurrences(new, quote) if fits(new, at, at + len(quote))]
        free = [at for at in there if at not in taken]
        at = known_at(new, quote, free, before, after, None if others else enough)
        if at is not None:
            return Place(at, at + len(quote), "moved")
    return None


def known_at(
    text: str, quote: str, places: Sequence[int], before: str, after: str, unique: int | None
) -> int | None:
    """Tell which of these places of a quote is the one that stood between two others.

    `unique` is the number of letters from which a quote that stands at one place only is known by
    itself; None for one that stood several times before.
    """
    if not places or not quote:
        return None
    scores = sorted(
        (
            _alike_backwards(before, text[max(0, at - len(before)) : at])
            + _alike(after, text[at + len(quote) : at + len(quote) + len(after)]),
            at,
        )
        for at in places
    )
    score, at = scores[-1]
    letters = sum(map(len, WORD.findall(quote)))
    known = len(places) == 1 and unique is not None and letters >= unique
    if not known and (score < AROUND or (len(scores) > 1 and scores[-2][0] == score)):
        return None
    return at


def _cuts(text: str, at: int) -> bool:
    """Tell whether a place is inside a word, of a script that parts words."""
    pair = text[max(0, at - 1) : at + 1]
    return 0 < at < len(text) and pair.isalnum() and max(pair) < FIRST_UNPARTED


def _is_line(text: str, start: int, end: int) -> bool:
    """Tell whether a range is a line, or lines, and nothing less."""
    return text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")


def _reworded(new: str, quote: str, before: str, after: str, start: int, end: int) -> Place | None:
    """Take what stands now between what stood around the quote, if it is still about the same."""
    start, end = _trimmed(new, start, end)
    if start == end:
        return None
    if end - start > 2 * len(quote) and len(quote) <= LONGEST:
        # loaded late, as below: most quotes stand where they stood
        from rapidfuzz import fuzz

        found = fuzz.partial_ratio_alignment(quote, new[start:end], score_cutoff=60)
        if found is not None:
            start, end = _outline(new, quote, start + found.dest_start, start + found.dest_end)
    if kept(quote, new[start:end]).kept >= STILL:
        return Place(start, end, "changed")
    # Other words in the middle of the same sentence: what is around them has stayed.
    head, tail = before.rpartition("\n")[2], after.partition("\n")[0]
    inside = head.strip() and tail.strip() and end - start <= 3 * len(quote) + AROUND
    if inside and new[:start].endswith(head) and new[end:].startswith(tail):
        return Place(start, end, "changed")
    return None


def _likest(new: str, quote: str, steps: tuple[Edit, ...]) -> Place | None:
    """Look through what was put in for a quote that was moved and reworded."""
    if len(quote) > LONGEST or sum(map(len, WORD.findall(quote))) < DISTINCT:
        return None
    from rapidfuzz import fuzz

    best, place_of_best, shift = float(ELSEWHERE), None, 0
    for step in steps:
        put, at = step.inserted, step.start + shift
        shift += len(put) - step.deleted
        if 2 * len(put) < len(quote):
            continue
        found = fuzz.partial_ratio_alignment(quote, put, score_cutoff=best)
        if found is not None and found.score > best:
            start, end = _outline(new, quote, at + found.dest_start, at + found.dest_end)
            best, place_of_best = found.score, Place(start, end, "changed")
    return place_of_best


def _alike(a: str, b: str) -> int:
    """Count equal characters from the start."""
    return next(
        (n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )


def _alike_backwards(a: str, b: str) -> int:
    """Count equal characters from the end."""
    return _alike(a[::-1], b[::-1])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out spacing at either end of a range."""
    part = text[start:end]
    low = start + len(part) - len(part.lstrip())
    return low, max(low, end - len(part) + len(part.rstrip()))


def _outline(text: str, quote: str, start: int, end: int) -> tuple[int, int]:
    """Fit a window of a quote's length to the words that are the quote's, whole words only."""
    room = len(quote) // 3 + AROUND
    low, high = _whole_words(text, max(0, start - room), min(len(text), end + room))
    parts = tokens(text[low:high])
    runs = patience(tokens(quote), parts)
    if not runs:
        return _trimmed(text, *_whole_words(text, start, end))
    places = [low, *(low + at for at in accumulate(map(len, parts)))]
    first, last = places[runs[0][1]], places[runs[-1][1] + runs[-1][2]]
    if runs[0][0] > 0:
        first = min(first, start)
    if runs[-1][0] + runs[-1][2] < len(tokens(quote)):
        last = max(last, end)
    return _trimmed(text, *_whole_words(text, first, last))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a range so that it cuts no word."""
    while start > 0 and text[start - 1 : start + 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1 : end + 1].isalnum():
        end += 1
    return start, end
