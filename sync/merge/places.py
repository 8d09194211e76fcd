"""Where a place of an earlier woven text stands today, and whether somebody wrote over it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, reduce
from itertools import accumulate, pairwise
from operator import or_

from sync.merge.edits import Edit, carry
from sync.merge.folding import Folder, Heads
from sync.merge.likeness import aligned
from sync.merge.lines import split_keeping
from sync.merge.wordings import stands_in
from sync.model.ids import FactId


class Today:
    """Today's text, asked about places of the texts it came from.

    `passed_over` is the mask of revisions that wrote nothing over, whatever their texts say.
    """

    def __init__(self, folder: Folder, heads: Heads, passed_over: int = 0) -> None:
        self.folder = folder
        self._passed_over = passed_over
        self.ancestry = folder.ancestry
        self.heads = heads
        self.text = folder.text(heads)
        self._laters: dict[Heads, list[FactId]] = {}

    def place(self, heads: Heads, start: int, end: int) -> tuple[int, int]:
        """Follow a place of the fold of `heads` into today's text; what is gone is a point."""
        if heads == self.heads:
            return start, end
        old = self.folder.text(heads)
        steps = self.folder.line_steps(heads, self.heads)
        new_start, new_end, written = carry(steps, start, end)
        if not written:
            return new_start, new_end
        if old[start:end].strip():
            there = _nearest_lines(self.text, old[start:end], new_start)
            if there is not None:
                return there
        low, high = _rewritten(old, start, end, steps)
        new_low, new_high, _ = carry(steps, low, high)
        before, after = old[low:high], self.text[new_low:new_high]
        new_start, new_end = _within(before, start - low, end - low, after)
        return new_low + new_start, new_low + new_end

    def was_written_over(self, heads: Heads, start: int, end: int) -> bool:
        """Tell whether somebody who had a place of a fold in view wrote something else there.

        What a third person wrote there without seeing it settles nothing.
        """
        if heads == self.heads or self._stands(heads, start, end, self.heads):
            return False
        later = self._later(heads)
        if not later or self._is_row(later):
            return self._written_in_row(heads, start, end, later)
        return any(
            not self._stands(heads, start, end, (ident,))
            and self._stands(heads, start, end, self._view(ident))
            for ident in later
        )

    def _later(self, heads: Heads) -> list[FactId]:
        """List the revisions whose writers had seen all of these heads, parents first."""
        if heads not in self._laters:
            place = self.ancestry.place
            later = self.ancestry.after(self.ancestry.seen_by(*heads))
            void = self._undone | self._passed_over
            self._laters[heads] = [one for one in later if not void >> place[one] & 1]
        return self._laters[heads]

    @cached_property
    def _undone(self) -> int:
        """The mask of revisions that wrote nothing over, as the text before them was put back.

        Those that put it back are among them. A text put back in part is an edit like others.
        """
        ancestry = self.ancestry
        if not any(revision.restores for revision in ancestry.revisions.values()):
            return 0
        undone: dict[FactId, int] = {}

        def of(heads: Iterable[FactId]) -> int:
            return reduce(or_, (undone[head] for head in heads), 0)

        for ident in ancestry.order:
            restored = ancestry.restored(ident)
            if restored and self.folder.text(restored) == self.folder.text_of(ident):
                gone = ancestry.seen_by(ident) & ~ancestry.seen_by(*restored)
                undone[ident] = gone | of(restored)
            else:
                undone[ident] = of(ancestry.revisions[ident].parents)
        return of(self.heads)

    def _is_row(self, idents: list[FactId]) -> bool:
        """Tell whether revisions were written one after another, each on the one before alone."""
        return all(self._view(after) == (before,) for before, after in pairwise(idents))

    def _written_in_row(self, heads: Heads, start: int, end: int, row: list[FactId]) -> bool:
        """Tell it from the two ends of a row: in between somebody did, who had it in view."""
        if not row or self._stands(heads, start, end, (row[-1],)):
            return False
        return self._stands(heads, start, end, self._view(row[0]))

    def _view(self, ident: FactId) -> Heads:
        """The heads of the text that a revision was written on."""
        return self.ancestry.heads_of(self.ancestry.revisions[ident].parents)

    def _stands(self, heads: Heads, start: int, end: int, later: Heads) -> bool:
        """Tell whether a place of one fold stands unchanged in another."""
        old, new = self.folder.text(heads), self.folder.text(later)
        if old[start:end].strip():
            return stands_in(new, old[start:end])
        line_before = old.rfind("\n", 0, max(start - 1, 0)) + 1
        line_after = old.find("\n", end) + 1 or len(old)
        if line_before < start and end < line_after:
            around = old[line_before:start] + old[start:end] + old[end:line_after]
            if stands_in(new, around):
                return True
        return not carry(self.folder.line_steps(heads, later), start, end)[2]


def _nearest_lines(text: str, lines: str, near: int) -> tuple[int, int] | None:
    """Find whole lines as they are, the nearest to a place."""
    wanted = lines.removesuffix("\n")
    best: tuple[int, int] | None = None
    at = text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        whole = (at == 0 or text[at - 1] == "\n") and text[end : end + 1] in ("", "\n")
        if whole and (best is None or abs(at - near) < abs(best[0] - near)):
            best = at, min(end + 1, len(text))
        at = text.find(wanted, at + 1)
    return best


def _rewritten(text: str, start: int, end: int, steps: Sequence[Edit]) -> tuple[int, int]:
    """Find what was rewritten together with a place: edits that only blank lines keep apart."""
    low, high = start, end
    for step in steps:
        if step.start <= high or not text[high : step.start].strip():
            high = max(high, step.end)
    for step in reversed(steps):
        if step.end >= low or not text[step.end : low].strip():
            low = min(low, step.start)
    return low, high


def _within(old: str, start: int, end: int, new: str) -> tuple[int, int]:
    """Find the lines of a rewritten stretch that stand for some of its old lines.

    These are the lines that share most words with them; else what stands between the neighbours
    that are known again, if that is about as much; else the point where it was.
    """
    lines, new_lines = split_keeping(old), split_keeping(new)
    first = old.count("\n", 0, start)
    last = first + len(split_keeping(old[start:end]))
    full, new_full = _full(lines), _full(new_lines)
    pairs = [
        (full[i], new_full[j])
        for i, j in aligned([lines[n] for n in full], [new_lines[n] for n in new_full])
        if i is not None and j is not None
    ]
    inside = [j for i, j in pairs if first <= i < last]
    if inside:
        low, high = inside[0], inside[-1] + 1
    else:
        low = max((j + 1 for i, j in pairs if i < first), default=0)
        high = min((j for i, j in pairs if i >= last), default=len(new_lines))
        if high - low > 2 * (last - first) + 1:
            high = low
    places = [0, *accumulate(map(len, new_lines))]
    return places[low], places[high]


def _full(lines: Sequence[str]) -> list[int]:
    """List which lines are not blank: these alone are known again."""
    return [n for n, line in enumerate(lines) if line.strip()]


def whole_lines(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a range to whole lines."""
    start = text.rfind("\n", 0, start) + 1
    if end > start and text[end - 1] != "\n":
        end = text.find("\n", end) + 1 or len(text)
    return start, max(start, end)
