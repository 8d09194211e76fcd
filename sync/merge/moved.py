"""Follow what one side moved and the other edited: the edit is offered where the lines stand now.

Without this the place they came from would be an overlap of a deletion and an edit, and the moved
lines would stand, unedited and unmarked, somewhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sync.merge.pieces import SIDES, Mark, Piece, Side, other, plain, put_in
from sync.merge.words import WORD

LONG = 20
"""Lines with fewer letters together are not followed: they may stand elsewhere by accident."""


class Move(NamedTuple):
    """A clash, and the lines from `start` to `end` of piece `to` that its lines were moved to."""

    clash: Piece
    mover: Side
    to: int
    start: int
    end: int


def follow_moved(pieces: list[Piece]) -> list[Piece]:
    """Put each such clash where its lines were moved to; what took their place is plain text."""
    clashes = {n: piece for n, piece in enumerate(pieces) if piece.taken is None}
    if not clashes:
        return pieces
    moves: dict[int, Move] = {}
    new = {mover: put_in(pieces, mover) for mover in SIDES}
    for n, clash in clashes.items():
        move = _move(pieces, clash, new)
        if move and not any(_meet(move, other) for other in moves.values()):
            moves[n] = move
    out: list[Piece] = []
    for n, piece in enumerate(pieces):
        if n in moves:
            out.append(plain(piece.side(moves[n].mover)))
        else:
            here = sorted((m for m in moves.values() if m.to == n), key=lambda move: move.start)
            out += _split(piece, here) if here else [piece]
    return out


def _move(
    pieces: Sequence[Piece], clash: Piece, new: dict[Side, dict[str, set[int]]]
) -> Move | None:
    """Look whether one side put the lines of the base, which the other edited, somewhere else."""
    wanted = [line.strip() for line in clash.base if line.strip()]
    for mover in SIDES:
        if not wanted or wanted[0] not in new[mover]:
            continue
        left, edited = clash.side(mover), clash.side(other(mover))
        rewritten = [line.strip() for line in edited if line.strip()]
        if set(wanted) & set(map(str.strip, left)) or rewritten in ([], wanted):
            continue
        if sum(len(word) for line in wanted for word in WORD.findall(line)) < LONG:
            continue
        found = [
            Move(clash, mover, n, *span)
            for n in new[mover][wanted[0]]
            for span in _spans(pieces[n].side(mover), wanted)
        ]
        if len(found) == 1:
            return found[0]
    return None


def _meet(one: Move, two: Move) -> bool:
    return one.to == two.to and one.start < two.end and two.start < one.end


def _spans(lines: Sequence[str], wanted: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Find where lines stand one after another, whatever blank lines are between."""
    full = [(n, line.strip()) for n, line in enumerate(lines) if line.strip()]
    for at in range(len(full) - len(wanted) + 1):
        if all(full[at + k][1] == line for k, line in enumerate(wanted)):
            yield full[at][0], full[at + len(wanted) - 1][0] + 1


def _split(piece: Piece, moves: Sequence[Move]) -> Iterator[Piece]:
    """Cut a piece that one side put in at the lines that the other side edited."""
    mover = moves[0].mover
    lines = piece.side(mover)
    at = 0
    for move in moves:
        if at < move.start:
            yield plain(lines[at : move.start])
        old, edited = _trimmed(move.clash.base), _trimmed(move.clash.side(other(mover)))
        now = lines[move.start : move.end]
        one, two = (now, edited) if mover == 1 else (edited, now)
        yield Piece(old, one, two, None, None, Mark.MOVED_EDITED)
        at = move.end
    if at < len(lines):
        yield plain(lines[at:])


def _trimmed(lines: Sequence[str]) -> Sequence[str]:
    """Leave out blank lines at either end."""
    full = [n for n, line in enumerate(lines) if line.strip()]
    return lines[full[0] : full[-1] + 1]
