"""Find where one side of a merge put lines that it took out elsewhere, reworded a little or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from sync.merge.pieces import Piece, Side
from sync.merge.words import WORD, kept

LONG, SHORT = 20, 4
"""Lines with fewer letters together may stand elsewhere by accident; as they were, and the only
ones of their kind, shorter ones are followed too."""
REWORDED = 0.75
"""A line elsewhere that shares so many words with one taken out here is that line, reworded,"""
SENTENCE = 40
"""if both have so many characters; shorter ones may be like one another and yet be two."""
MOST = 0.6
"""So much of the lines taken out, by their letters, must stand there again."""


class Span(NamedTuple):
    """The lines from `start` to `end` that one side put into a piece."""

    piece: int
    start: int
    end: int
    exact: bool
    """They are the lines asked for, as they were."""


def letters(lines: Iterable[str]) -> int:
    """Count the letters and digits of lines."""
    return sum(len(word) for line in lines for word in WORD.findall(line))


def full(lines: Sequence[str]) -> list[str]:
    """List the lines that are not blank, without the spacing around them."""
    return [words for line in lines if (words := line.strip())]


class PutIn:
    """All lines that one side alone put in, each asked for by its text or by its words."""

    def __init__(self, pieces: Sequence[Piece], side: Side) -> None:
        self._lines = {n: piece.taken or () for n, piece in enumerate(pieces) if piece.by == side}
        self._old = {n: full(pieces[n].base) for n in self._lines}
        self._at: dict[str, list[tuple[int, int]]] = {}
        for n, lines in self._lines.items():
            old = set(self._old[n])
            for k, line in enumerate(lines):
                if (text := line.strip()) and text not in old:
                    self._at.setdefault(text, []).append((n, k))

    def lines(self, span: Span) -> Sequence[str]:
        """Give the lines of a place."""
        return self._lines[span.piece][span.start : span.end]

    def find(self, wanted: Sequence[str], *, reworded: bool = True) -> Span | None:
        """Find full lines one after another in one place; None if there is none, or several."""
        exact = [
            span
            for n, k in self._at.get(wanted[0], ())
            if (span := self._exactly(n, k, wanted)) is not None
        ]
        if exact:
            return exact[0] if len(exact) == 1 else None
        if not reworded:
            return None
        again: dict[int, list[tuple[int, str]]] = {}
        for line in wanted:
            for n, k in (*self._at.get(line, ()), *self._reworded(line)):
                if k > max((at for at, _ in again.get(n, ())), default=-1):
                    again.setdefault(n, []).append((k, line))
        found = [span for n, row in again.items() if (span := self._alike(n, row, wanted))]
        return found[0] if len(found) == 1 else None

    def _exactly(self, n: int, k: int, wanted: Sequence[str]) -> Span | None:
        """Read on from a line, past blank ones."""
        lines = self._lines[n]
        start = k
        for line in wanted:
            while k < len(lines) and not lines[k].strip():
                k += 1
            if k == len(lines) or lines[k].strip() != line:
                return None
            k += 1
        return Span(n, start, k, True)

    def _reworded(self, line: str) -> list[tuple[int, int]]:
        """Find lines that share most words with one."""
        if len(line) < SENTENCE:
            return []
        near = {at for sign in signs(line) for at in self._by_sign.get(sign, ())}
        return sorted(at for at in near if self._is_put_for(line, *at))

    def _is_put_for(self, line: str, n: int, k: int) -> bool:
        """Tell whether a line is another one reworded, and not one of its own place."""
        put = self._lines[n][k].strip()
        return _is_reworded(line, put) and not any(_is_reworded(old, put) for old in self._old[n])

    def _alike(
        self, n: int, again: Sequence[tuple[int, str]], wanted: Sequence[str]
    ) -> Span | None:
        """Tell whether enough of the lines stand in a piece again, and together."""
        found = letters([line for _, line in again])
        if found < LONG or found < MOST * letters(wanted):
            return None
        start, end = again[0][0], again[-1][0] + 1
        here = full(self._lines[n][start:end])
        return Span(n, start, end, here == list(wanted)) if len(here) <= 2 * len(again) else None

    @cached_property
    def _by_sign(self) -> dict[str, list[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = {}
        for text, places in self._at.items():
            # As many lines as stood there before are those lines, edited: nothing came from afar.
            came = [at for at in places if len(full(self._lines[at[0]])) > len(self._old[at[0]])]
            if came and len(text) >= SENTENCE:
                for sign in signs(text):
                    found.setdefault(sign, []).extend(came)
        return found


def signs(line: str) -> set[str]:
    """Name what a reworded line is looked for by: its first words, its last ones, its longest."""
    words = line.split()
    return {" ".join(words[:2]) + " ", " " + " ".join(words[-2:]), max(words, key=len)}


def _is_reworded(line: str, other: str) -> bool:
    """Tell whether a line is another one with few of its words changed."""
    if min(len(line), len(other)) < SENTENCE:
        return False
    return kept(line, other).kept >= REWORDED
