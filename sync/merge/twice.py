"""Mark what both sides put at different places, so that a silent merge would hold it twice.

Two people may move the same paragraph, or paste the same one, each to another place. Each edit
alone is silent; together they double it. A line that stands several times in a side's own text
(a fence, a caption) is meant to stand more than once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from sync.merge.pieces import Mark, Piece, plain, put_in
from sync.merge.words import WORD

LONG_LINE = 20
"""A line with this many letters is long enough that it stands twice by accident alone seldom."""


def mark_doubled(pieces: list[Piece]) -> list[Piece]:
    """Split off, marked, the lower place of what each side put somewhere else."""
    doubled = _doubled(pieces)
    if not doubled:
        return pieces
    lowest = _lowest_places(pieces, doubled.keys())
    out: list[Piece] = []
    for n, piece in enumerate(pieces):
        if n in lowest:
            out += _split(piece, {line: doubled[line] for line in lowest[n]})
        else:
            out.append(piece)
    return out


def _doubled(pieces: Sequence[Piece]) -> dict[str, bool]:
    """Find lines that stand once on each side but twice in the merge; True if both moved it."""
    both = put_in(pieces, 1).keys() & put_in(pieces, 2).keys()
    if not both:
        return {}
    base = _counted((piece.base for piece in pieces), both)
    one = _counted((piece.one for piece in pieces), both)
    two = _counted((piece.two for piece in pieces), both)
    merged = _counted((piece.taken or () for piece in pieces), both)
    found: dict[str, bool] = {}
    for line in both:
        if one[line] == two[line] == 1 < merged[line] and base[line] <= 1:
            letters = sum(map(len, WORD.findall(line)))
            moved = base[line] == 1
            if letters >= LONG_LINE or (moved and letters):
                found[line] = moved
    return found


def _counted(stretches: Iterable[Sequence[str]], wanted: Set[str]) -> Counter[str]:
    """Count some lines; several that were left in one piece are cut here."""
    return Counter(
        full
        for stretch in stretches
        for part in stretch
        for line in part.split("\n")
        if (full := line.strip()) in wanted
    )


def _lowest_places(pieces: Sequence[Piece], doubled: Set[str]) -> dict[int, set[str]]:
    """Find the lowest piece that put in each doubled line."""
    places: dict[int, set[str]] = {}
    by_one, by_two = put_in(pieces, 1), put_in(pieces, 2)
    for line in doubled:
        places.setdefault(max(by_one[line] | by_two[line]), set()).add(line)
    return places


def _split(piece: Piece, doubled: Mapping[str, bool]) -> Iterator[Piece]:
    """Cut a piece that one side changed before and after the lines that stand elsewhere too."""
    taken = piece.taken or ()
    rest: list[str] = []
    at = 0
    while at < len(taken):
        end = at
        while end < len(taken) and (not taken[end].strip() or taken[end].strip() in doubled):
            end += 1
        run = taken[at:end]
        moved = [doubled[line.strip()] for line in run if line.strip()]
        if not moved:
            rest += taken[at : end + 1]
            at = end + 1
            continue
        if rest:
            yield plain(rest)
            rest = []
        mark = Mark.BOTH_MOVED if all(moved) else Mark.BOTH_ADDED
        yield Piece(
            [], run if piece.by == 1 else [], run if piece.by == 2 else [], None, None, mark
        )
        at = end
    if rest:
        yield plain(rest)
