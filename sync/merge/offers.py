"""Choose what is offered first where two people changed the same place.

An offer is no decision: it is marked until a person confirms it. It never holds a word that nobody
wrote, and it is the same whichever side is called one. In this order:

1. whole lines: edits of different lines of the place are put together, although they touch;
2. words: within lines that both changed, a word merge, if each side kept at least half of the
   words; where both changed the very same words, those of the leading side;
3. else the leading side's wording: that of the larger change; of two that are nearly as large, that
   of the side that changed more in all overlaps of the text, so that a term which one side renamed
   all through the lesson is not half renamed by the offers. Megabytes are not compared: the longer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sync.merge.immense import is_too_much
from sync.merge.lines import joined, split_keeping
from sync.merge.matching import Run, patience, slid_down
from sync.merge.overlap import Overlap
from sync.merge.pieces import Mark, Piece
from sync.merge.words import SIMILAR, WORD, Change, bare, kept, merge_words

NEARLY = 2
"""A change is clearly the larger one if it is at least this many times the other."""


REWORDED = 0.75
"""Two added texts that share so many words are one text in two wordings."""
SENTENCE = 40
"""Shorter texts may be alike and yet be two: items of a list, blank lines, fences."""


_HEADING = re.compile(r"^(#{1,6})[ \t]", re.MULTILINE)


class Clash(NamedTuple):
    """The three wordings of a place, and how much each side changed there."""

    base: str
    one: str
    two: str
    by_one: Change
    by_two: Change
    mark: Mark | None = None

    @property
    def lead(self) -> int:
        """Above 0 if side one changed more words, below 0 if side two did."""
        return self.by_one.words - self.by_two.words


def clash(piece: Piece) -> Clash:
    """Measure a place that both sides changed."""
    base, one, two = joined(piece.base), joined(piece.one), joined(piece.two)
    if is_too_much(base, one, two):
        return Clash(base, one, two, Change(0, len(one)), Change(0, len(two)), piece.mark)
    total = len(WORD.findall(base))
    return Clash(base, one, two, kept(base, one, total), kept(base, two, total), piece.mark)


def overlap(place: Clash, lead: int) -> Overlap:
    """Name what happened at a place and offer a text.

    `lead` is above 0 if side one changed more in all overlaps of the text, below 0 if side two did.
    """
    base, one, two = place.base, place.one, place.two
    if place.mark is Mark.BOTH_MOVED:
        return Overlap("", one, two, "", "moved-apart", "may")
    if place.mark is Mark.BOTH_ADDED:
        return Overlap("", one, two, one or two, "twice-added", "may")
    if place.mark is Mark.MOVED_DELETED:
        return Overlap(base, one, two, one or two, "moved-deleted", "must")
    if place.mark is Mark.BOTH_REORDERED:
        return Overlap(base, one, two, min(one, two), "both-reordered", "may")
    if bare(one) == bare(two):
        return Overlap(base, one, two, min(one, two), "spacing", "may")
    leads = _one_leads(place, lead)
    if place.mark is Mark.MOVED_EDITED:
        kind = "moved-edited"
    elif not base.strip():
        kind = "both-added"
    elif not one.strip() or not two.strip():
        kind = "edited-deleted"
    else:
        kind = "both-edited"
    if is_too_much(base, one, two):
        return Overlap(base, one, two, one if leads else two, kind, "must")
    offer, whole = _by_lines(place, leads)
    return Overlap(base, one, two, offer, kind, "may" if whole else "must")


def _one_leads(place: Clash, lead: int) -> bool:
    """Tell which side's words are taken where only one side's can be."""
    one, two = place.by_one.words, place.by_two.words
    if lead and max(one, two) < NEARLY * min(one, two):
        return lead > 0
    return one > two if one != two else place.one < place.two


def _by_lines(place: Clash, one_leads: bool) -> tuple[str, bool]:
    """Put edits of different lines together; go to the words where both changed the same lines.

    The second value is False where words of one side are left out.
    """
    lines = [split_keeping(text) for text in (place.base, place.one, place.two)]
    places = _places(*lines)
    if len(places) == 1:
        return _by_words(*place[:3], one_leads, (place.by_one, place.by_two))
    out: list[str] = []
    whole = True
    for spans in places:
        old, first, second = ("".join(text[span]) for text, span in zip(lines, spans, strict=True))
        if first in (old, second):
            out.append(second)
        elif second == old:
            out.append(first)
        else:
            text, kept_all = _by_words(old, first, second, one_leads)
            out.append(text)
            whole = whole and kept_all
    return "".join(out), whole


def _by_words(
    base: str, one: str, two: str, one_leads: bool, changes: tuple[Change, Change] | None = None
) -> tuple[str, bool]:
    """Merge the words of lines that both changed, or take one side; False if words are left out."""
    if bare(one) == bare(two):
        return min(one, two), True
    if not base.strip():
        return _both_added(one, two)
    by_one, by_two = changes or (kept(base, one), kept(base, two))
    if (not one.strip() or not two.strip()) and by_one.words != by_two.words:
        return (one if by_one.words > by_two.words else two), False
    if min(by_one.kept, by_two.kept) >= SIMILAR:
        merged = merge_words(base, one, two, prefer_one=one_leads)
        if merged:
            return merged.text, not merged.clashed
    return (one if one_leads else two), False


def _both_added(one: str, two: str) -> tuple[str, bool]:
    """Offer both texts; lines of both once, and of two nearly equal wordings the longer one."""
    high, low = sorted((split_keeping(one), split_keeping(two)), reverse=True)
    out: list[str] = []
    whole = True
    i = j = 0
    for at, there, length in [*_shared(high, low), (len(high), len(low), 0)]:
        first, second = "".join(high[i:at]), "".join(low[j:there])
        if _is_reworded(first, second):
            first, second = max((first, second), key=lambda text: (len(text), text)), ""
            whole = False
        elif first and second and _rank(second) < _rank(first):
            first, second = second, first
        if first and second and out[-1:] == ["\n"] and not first.endswith("\n\n"):
            first += "\n"  # both begin a paragraph
        out += (first, second, *high[at : at + length])
        i, j = at + length, there + length
    return "".join(out), whole


def _rank(text: str) -> tuple[int, bool]:
    """Say what should stand first: what goes on with what is above, before what begins anew.

    A paragraph behind another one's new heading would fall into the wrong section.
    """
    levels = [len(found[1]) for found in _HEADING.finditer(text)]
    return 7 - min(levels) if levels else 0, text.startswith("\n")


def _shared(one: Sequence[str], two: Sequence[str]) -> list[Run]:
    """Match lines that say something: a blank line or a fence in both is no common text."""
    runs = slid_down(patience(one, two), one, two)
    return [
        run
        for run in runs
        if any(len(line.strip()) >= SENTENCE for line in one[run[0] : run[0] + run[2]])
    ]


def _is_reworded(one: str, two: str) -> bool:
    """Tell whether two texts are one paragraph in two wordings, not two like items of a list."""
    return kept(one, two).kept >= REWORDED and len(bare(one)) >= SENTENCE


Span = tuple[slice, slice, slice]


def _places(base: Sequence[str], one: Sequence[str], two: Sequence[str]) -> list[Span]:
    """Cut a place where edits of different lines meet: they touch, but need not be one edit.

    Edits of the same lines, and two insertions at one point, stay together.
    """
    if len(base) <= 1 and len(one) <= 1 and len(two) <= 1:
        return [(slice(None), slice(None), slice(None))]
    hunks = sorted(
        (*hunk, side) for side, text in enumerate((one, two)) for hunk in _hunks(base, text)
    )
    groups: list[list[tuple[int, int, int, int, int]]] = []
    end = -1
    for hunk in hunks:
        lo, hi = hunk[0], hunk[1]
        if groups and (lo < end or lo == hi == end == groups[-1][0][0]):
            groups[-1].append(hunk)
            end = max(end, hi)
        else:
            groups.append([hunk])
            end = hi
    return _spans(groups, (len(base), len(one), len(two)))


def _hunks(base: Sequence[str], side: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """List one side's edits of lines as `(base from, base to, side from, side to)`."""
    out: list[tuple[int, int, int, int]] = []
    i = j = 0
    ends: list[Run] = [(len(base), len(side), 0)]
    for at, there, length in [*slid_down(patience(base, side), base, side), *ends]:
        if i < at or j < there:
            out.append((i, at, j, there))
        i, j = at + length, there + length
    return out


def _spans(
    groups: Sequence[Sequence[tuple[int, int, int, int, int]]], lengths: tuple[int, int, int]
) -> list[Span]:
    """Turn groups of edits, and the untouched lines between them, into ranges of the texts."""
    out: list[Span] = []
    at = [0, 0, 0]

    def advance(by_base: int, by_one: int, by_two: int) -> None:
        steps = (by_base, by_one, by_two)
        base, one, two = (slice(at[n], at[n] + step) for n, step in enumerate(steps))
        at[:] = [place + step for place, step in zip(at, steps, strict=True)]
        out.append((base, one, two))

    for group in groups:
        lo, hi = group[0][0], max(hunk[1] for hunk in group)
        if at[0] < lo:
            advance(lo - at[0], lo - at[0], lo - at[0])
        grown = [0, 0]
        for base_lo, base_hi, side_lo, side_hi, side in group:
            grown[side] += (side_hi - side_lo) - (base_hi - base_lo)
        advance(hi - lo, hi - lo + grown[0], hi - lo + grown[1])
    rest = tuple(length - place for length, place in zip(lengths, at, strict=True))
    if any(rest):
        advance(*rest)
    return out
