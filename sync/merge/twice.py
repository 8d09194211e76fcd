"""Mark what both sides put at different places, so that a silent merge would hold it twice.

Two people may move the same paragraph, or paste the same one, each to another place. Each edit
alone is silent; together they double it. A line that stands several times in a side's own text
(a fence, a caption) is meant to stand more than once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set

from sync.merge.pieces import Copy, Piece
from sync.merge.words import WORD

LONG_LINE = 20
"""A line with this many letters is long enough that it stands twice by accident alone seldom."""


def mark_doubled(pieces: list[Piece]) -> list[Piece]:
    """Split off, marked as a copy, the lower place of what each side put somewhere else."""
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
    changed = [piece for piece in pieces if not piece.base == piece.one == piece.two]
    by_one = {line.strip() for piece in changed if piece.two == piece.base for line in piece.one}
    by_two = {line.strip() for piece in changed if piece.one == piece.base for line in piece.two}
    both = (by_one & by_two) - {""}
    if not both:
        return {}
    base, one, two = (
        Counter(line for text in texts for line in map(str.strip, text) if line in both)
        for texts in zip(*(piece[:3] for piece in pieces), strict=True)
    )
    merged = Counter(
        line for piece in pieces for line in map(str.strip, piece.taken or ()) if line in both
    )
    found: dict[str, bool] = {}
    for line in both:
        if one[line] == two[line] == 1 < merged[line] and base[line] <= 1:
            letters = sum(map(len, WORD.findall(line)))
            moved = base[line] == 1
            if letters >= LONG_LINE or (moved and letters):
                found[line] = moved
    return found


def _lowest_places(pieces: Sequence[Piece], doubled: Set[str]) -> dict[int, set[str]]:
    """Find the lowest piece that put in each doubled line."""
    lowest: dict[str, int] = {}
    for n, piece in enumerate(pieces):
        if piece.taken is not None and not piece.base == piece.one == piece.two:
            for line in doubled & set(map(str.strip, piece.taken)):
                lowest[line] = n
    places: dict[int, set[str]] = {}
    for line, n in lowest.items():
        places.setdefault(n, set()).add(line)
    return places


def _split(piece: Piece, doubled: Mapping[str, bool]) -> Iterator[Piece]:
    """Cut a piece that one side changed before and after the lines that stand elsewhere too."""
    taken = piece.taken or ()
    by_two = piece.one == piece.base
    plain: list[str] = []
    at = 0
    while at < len(taken):
        end = at
        while end < len(taken) and (not taken[end].strip() or taken[end].strip() in doubled):
            end += 1
        run = taken[at:end]
        moved = [doubled[line.strip()] for line in run if line.strip()]
        if not moved:
            plain += taken[at : end + 1]
            at = end + 1
            continue
        if plain:
            yield Piece(plain, plain, plain)
            plain = []
        copy = Copy.MOVED if all(moved) else Copy.ADDED
        yield Piece([], [] if by_two else run, run if by_two else [], copy)
        at = end
    if plain:
        yield Piece(plain, plain, plain)
