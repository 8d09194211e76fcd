"""Mark what both sides put at different places, so that a silent merge would hold it twice.

Two people may move the same paragraph, or paste the same one, each to another place. Each edit
alone is silent; together they double it. A line that stands several times in a side's own text
(a fence, a caption) is meant to stand more than once. So is a line that each side wrote within
something larger of its own: two new tasks may both begin with “Answer in your own words”; and one
that stands, on both sides, for a line that stood there: a repeated line was brought up to date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from sync.merge.pieces import Mark, Piece, plain, put_in
from sync.merge.whereabouts import full, letters, signs
from sync.merge.words import SIMILAR, kept

LONG_LINE = 20
"""A line with this many letters is long enough that it stands twice by accident alone seldom."""
OWN = 3
"""A side wrote something larger if its own lines have at least a third of the letters of these."""


def mark_doubled(pieces: list[Piece]) -> list[Piece]:
    """Split off, marked, the lower place of what each side put somewhere else."""
    doubled = _doubled(pieces)
    if not doubled:
        return pieces
    lowest = _lowest_places(pieces, doubled)
    out: list[Piece] = []
    for n, piece in enumerate(pieces):
        if n in lowest:
            out += _split(piece, lowest[n])
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
            moved = base[line] == 1
            if letters([line]) >= (1 if moved else LONG_LINE):
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


def _lowest_places(
    pieces: Sequence[Piece], doubled: Mapping[str, bool]
) -> dict[int, dict[str, bool]]:
    """Find the lowest piece that put in each doubled line; leave out what is no accident."""
    places: dict[int, dict[str, bool]] = {}
    by_one, by_two = put_in(pieces, 1), put_in(pieces, 2)
    known = {line.strip() for piece in pieces for line in piece.base}
    for line, moved in doubled.items():
        here, there = by_one[line], by_two[line]
        one, two = (
            {line for n in at for line in full(pieces[n].taken or ())} for at in (here, there)
        )
        reworded = all(_is_edit(pieces[n]) for n in here | there)
        if moved or not (reworded or _are_parts_of_two(one - known, two - known)):
            places.setdefault(max(here | there), {})[line] = moved
    return places


def _is_edit(piece: Piece) -> bool:
    """Tell whether a side wrote no more lines than stood there: each place had its own before."""
    return len(full(piece.taken or ())) <= len(full(piece.base))


def _are_parts_of_two(one: Set[str], two: Set[str]) -> bool:
    """Tell whether each side wrote lines of its own around those that both put in."""
    again = letters(one & two)
    return all(OWN * letters(_unlike(*sides)) >= again for sides in ((one, two), (two, one)))


def _unlike(mine: Set[str], theirs: Set[str]) -> list[str]:
    """Leave out lines that the other side put in too, as they are or reworded."""
    by_sign: dict[str, list[str]] = {}
    for line in theirs:
        for sign in signs(line):
            by_sign.setdefault(sign, []).append(line)
    return [
        line
        for line in mine
        if all(
            kept(line, one).kept < SIMILAR for sign in signs(line) for one in by_sign.get(sign, ())
        )
    ]


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
