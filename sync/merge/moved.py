"""Follow what was moved: an edit is offered where the lines stand now, and no move doubles a text.

Three things would else be wrong, two of them without a mark. What one side moved and the other
edited would be a removal against an edit, with the moved lines somewhere else. What both sides
moved, each to another place, and one reworded, would be there twice. And what one side moved and
the other took out would stay as if nobody had wanted it gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sync.merge.pieces import SIDES, Mark, Piece, Side, other, plain
from sync.merge.whereabouts import LONG, SHORT, PutIn, Span, full, letters


class Move(NamedTuple):
    """A piece to stand in place of lines that one side put somewhere."""

    to: Span
    stands: Piece


def follow_moved(pieces: list[Piece]) -> list[Piece]:
    """Put a mark where lines were moved to; what took their place is plain text."""
    lost = {n: gone for n, piece in enumerate(pieces) if (gone := _gone(piece))}
    clashes = [n for n, piece in enumerate(pieces) if piece.taken is None]
    if not lost and not clashes:
        return pieces
    put = {side: PutIn(pieces, side) for side in SIDES}
    moves: dict[int, list[Move]] = {}
    left: dict[int, Piece] = {}
    for n in clashes:
        found = _edited_elsewhere(pieces, n, put)
        if found and _takes_place(_named(found[0], pieces, n), moves):
            left[n] = plain(pieces[n].side(found[1]))
    for n, gone in lost.items():
        for move in _apart(gone, put, pieces):
            _takes_place(_named(move, pieces, n), moves)
    if not moves:
        return pieces
    out: list[Piece] = []
    for n, piece in enumerate(pieces):
        if n in moves:
            out += _split(piece, sorted(moves[n], key=lambda move: move.to.start))
        else:
            out.append(left.get(n, piece))
    return out


def _edited_elsewhere(
    pieces: Sequence[Piece], n: int, put: dict[Side, PutIn]
) -> tuple[Move, Side] | None:
    """Look whether one side put the lines of the base, which the other edited, somewhere else."""
    clash = pieces[n]
    wanted = full(clash.base)
    if not wanted:
        return None
    found: list[tuple[Move, Side]] = []
    for mover in SIDES:
        here, edited = clash.side(mover), clash.side(other(mover))
        if full(edited) in ([], wanted) or set(wanted) & set(full(here)):
            continue
        # What stands in their place may be these lines, reworded: then only an exact copy tells.
        span = put[mover].find(wanted, reworded=not full(here))
        if span and _is_no_accident(wanted, span, pieces):
            now, then = put[mover].lines(span), _trimmed(edited)
            sides = (now, then) if mover == 1 else (then, now)
            stands = _marked(_trimmed(clash.base), *sides, Mark.MOVED_EDITED)
            found.append((Move(span, stands), mover))
    return found[0] if len(found) == 1 else None


def _is_no_accident(wanted: Sequence[str], span: Span, pieces: Sequence[Piece]) -> bool:
    """Tell whether lines are long, or the only ones of their kind in the base."""
    many = letters(wanted)
    if many >= LONG or many < SHORT or not span.exact:
        return many >= LONG
    return _count(wanted[0], pieces) == 1


def _count(line: str, pieces: Sequence[Piece]) -> int:
    """Count a line in the base; several lines that were left in one piece are cut here."""
    found = (old for piece in pieces for old in piece.base if line in old)
    return sum(old.split("\n").count(line) for old in map(str.strip, found))


def _named(move: Move, pieces: Sequence[Piece], origin: int) -> Move:
    """Call it no move if nothing stands between: a neighbour was put in or taken out."""
    low, high = sorted((origin, move.to.piece))
    if any(full(piece.base) for piece in pieces[low + 1 : high]) or not move.stands.base:
        return move
    return move._replace(stands=move.stands._replace(mark=None))


def _gone(piece: Piece) -> Sequence[str]:
    """Give the lines of the base that neither side left here."""
    if piece.by is not None or piece.base in (piece.one, piece.two):
        return ()
    if piece.taken is None and full(piece.one) and full(piece.two):
        return ()  # each side has something to say about them
    stayed = {line.strip() for side in (piece.one, piece.two) for line in side}
    gone = [n for n, line in enumerate(piece.base) if line.strip() and line.strip() not in stayed]
    lines = [piece.base[n] for n in gone]
    if letters(lines) < SHORT:
        return ()
    together = piece.base[gone[0] : gone[-1] + 1]
    return together if full(together) == full(lines) else lines


def _apart(gone: Sequence[str], put: dict[Side, PutIn], pieces: Sequence[Piece]) -> Iterator[Move]:
    """Look where each side put what neither left in its place: all of it, else line by line."""
    wanted = full(gone)
    one, two = (
        span if span and _is_no_accident(wanted, span, pieces) else None
        for span in (put[side].find(wanted) for side in SIDES)
    )
    if one or two:
        yield from _found(gone, one, two, put)
    elif len(wanted) > 1:
        for line in wanted:
            yield from _apart([line], put, pieces)


def _found(
    gone: Sequence[str], one: Span | None, two: Span | None, put: dict[Side, PutIn]
) -> Iterator[Move]:
    """Mark two places of one text, or the one place of a text that the other side took out."""
    if one and two:
        if one.exact and two.exact:
            return  # each of its lines stands twice: `twice` marks them
        by_one, by_two = put[1].lines(one), put[2].lines(two)
        upper = _marked(gone, by_one, by_two, Mark.MOVED_EDITED)
        if one < two:
            yield Move(one, upper)
            yield Move(two, _marked((), (), by_two, Mark.BOTH_MOVED))
        else:
            yield Move(two, upper)
            yield Move(one, _marked((), by_one, (), Mark.BOTH_MOVED))
    elif one:
        yield Move(one, _marked(gone, put[1].lines(one), (), Mark.MOVED_DELETED))
    elif two:
        yield Move(two, _marked(gone, (), put[2].lines(two), Mark.MOVED_DELETED))


def _marked(base: Sequence[str], one: Sequence[str], two: Sequence[str], mark: Mark) -> Piece:
    """Make a piece that is asked about, unless both sides wrote the same there."""
    if full(one) == full(two):
        return plain(min(list(one), list(two)))
    return Piece(base, one, two, None, None, mark)


def _takes_place(move: Move, moves: dict[int, list[Move]]) -> bool:
    """Take a place for a move, unless one of the others has it."""
    to = move.to
    others = moves.setdefault(to.piece, [])
    if any(to.start < one.to.end and one.to.start < to.end for one in others):
        return False
    others.append(move)
    return True


def _split(piece: Piece, moves: Sequence[Move]) -> Iterator[Piece]:
    """Cut a piece that one side put in at the lines that were moved there."""
    lines = piece.taken or ()
    at = 0
    for to, stands in moves:
        yield _part(piece, lines, at, to.start)
        yield stands
        at = to.end
    yield _part(piece, lines, at, len(lines))


def _part(piece: Piece, lines: Sequence[str], lo: int, hi: int) -> Piece:
    """Give a stretch of what one side put in; the first one holds what stood there before."""
    part: Sequence[str] = lines[lo:hi]
    old: Sequence[str] = piece.base if lo == 0 else ()
    one, two = (part, old) if piece.by == 1 else (old, part)
    return Piece(old, one, two, part, piece.by)


def _trimmed(lines: Sequence[str]) -> Sequence[str]:
    """Leave out blank lines at either end."""
    full = [n for n, line in enumerate(lines) if line.strip()]
    return lines[full[0] : full[-1] + 1]
