"""Weave two texts that were revised apart: silent only where nobody disagrees.

The rule in short (it is numbered, see `rules`): whole lines; a base line is stable if it is matched
on both sides; all between two stable lines is one chunk. If one side changed a chunk it is taken,
if both made the same change it is taken once, else there is an overlap. A second matcher watches
over the first (`second`). Blank lines alone stand against nobody (`blanks`); two orders of the same
lines are one overlap (`reordered`); what was moved is followed (`moved`), and what each side put at
another place is marked too (`twice`). Where megabytes stand against each other
nothing is compared (`immense`).

A sentence within a long line is no unit of its own. Of 150 overlaps in 70 real merges ten were
edits of different sentences: two of them people settled with other words, and one of the seven
merges that would have been silent was not what they made of it. The offer holds both sentences in
all ten.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sync.merge.blanks import settle_blanks
from sync.merge.chunks import three_way
from sync.merge.condense import cut_lines
from sync.merge.immense import has_too_many_lines, is_too_much, one_place
from sync.merge.lines import Lines, joined, lines_of
from sync.merge.matching import once_in, patience, slid_down
from sync.merge.moved import follow_moved
from sync.merge.offers import clash, overlap
from sync.merge.overlap import Overlap
from sync.merge.pieces import Piece, cut_pieces
from sync.merge.reordered import gather_reordered
from sync.merge.second import watched
from sync.merge.twice import mark_doubled

Part = str | Overlap


@dataclass(frozen=True)
class Woven:
    """The text of a merge in parts: plain text, and overlaps that stand in it with their offers."""

    parts: tuple[Part, ...]

    @cached_property
    def text(self) -> str:
        """The whole text, first offers taken."""
        return "".join(part if isinstance(part, str) else part.offer for part in self.parts)

    @cached_property
    def overlaps(self) -> tuple[Overlap, ...]:
        """The overlaps from the top."""
        return tuple(part for part in self.parts if isinstance(part, Overlap))

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where each overlap's offer stands in `text`: from, to, in code points."""
        out: list[tuple[int, int]] = []
        at = 0
        for part in self.parts:
            if isinstance(part, str):
                at += len(part)
            else:
                out.append((at, at + len(part.offer)))
                at += len(part.offer)
        return tuple(out)


def weave(base: str, one: str, two: str) -> Woven:
    """Merge two revisions of one text; swapping them swaps only `Overlap.one` and `Overlap.two`."""
    if one in (two, base):
        return Woven((two,))
    if two == base:
        return Woven((one,))
    cut = cut_lines(base, one, two)
    texts = lines_of(cut[0]), lines_of(cut[1]), lines_of(cut[2])
    if is_too_much(base, one, two) and has_too_many_lines(texts):
        parts = _parts(one_place(texts))
    else:
        pieces = gather_reordered(settle_blanks(list(_pieces(*texts))))
        parts = _parts(mark_doubled(follow_moved(pieces)))
    if not _ended(*(text.ended for text in texts)):
        parts = _without_last_newline(parts)
    return Woven(tuple(parts))


def _pieces(base: Lines, one: Lines, two: Lines) -> Iterator[Piece]:
    """Compare three ways and let the second matcher watch."""
    once = once_in(base.keys) - {""}
    once_one, once_two = once_in(one.keys, once), once_in(two.keys, once)
    to_one = slid_down(patience(base.keys, one.keys, once_one), base.keys, one.keys)
    to_two = slid_down(patience(base.keys, two.keys, once_two), base.keys, two.keys)
    chunks = three_way(to_one, to_two, len(base.keys), len(one.keys), len(two.keys))
    texts = (base, one, two)
    return cut_pieces(watched(chunks, to_one, to_two, texts, once_one & once_two), texts)


def _parts(pieces: Sequence[Piece]) -> list[Part]:
    """Join what is silent and make an overlap of what is not."""
    clashes = {n: clash(piece) for n, piece in enumerate(pieces) if piece.taken is None}
    lead = sum(place.lead for place in clashes.values() if place.mark is None)
    seen: Counter[tuple[str, str, str]] = Counter()
    parts: list[Part] = []
    plain: list[str] = []
    for n, piece in enumerate(pieces):
        if n not in clashes:
            plain += piece.taken or ()
            continue
        if plain:
            parts.append(joined(plain))
            plain = []
        found = overlap(clashes[n], lead)
        parts.append(found.numbered(seen[found.clash]) if seen[found.clash] else found)
        seen[found.clash] += 1
    if plain:
        parts.append(joined(plain))
    return parts


def _ended(base: bool | None, one: bool | None, two: bool | None) -> bool:
    """Decide on the final newline as on any change; an empty text has no say."""
    if one is None or two is None or one == two:
        said = two if one is None else one
    elif base is None:
        said = True
    else:
        said = two if one == base else one
    return said is not False


def _without_last_newline(parts: Sequence[Part]) -> list[Part]:
    """Take the end of the last line off the text, and off the wordings of an overlap there."""
    out = list(parts)
    for n in range(len(out) - 1, -1, -1):
        part = out[n]
        if isinstance(part, str):
            out[n] = offered = part.rstrip("\n")
        else:
            offered = part.offer.rstrip("\n")
            base, one, two = (t.removesuffix("\n") for t in (part.base, part.one, part.two))
            cut = dataclasses.replace(part, base=base, one=one, two=two, offer=offered)
            out[n] = offered if one == two else cut
        if offered:
            break
    return [part for part in out if part]
