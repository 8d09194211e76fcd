"""Who wrote a wording: the revisions that brought it in, found by walking back from a head."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from sync.merge.ancestry import Ancestry
from sync.merge.folding import Arising, Heads
from sync.model.ids import FactId

Holds = Callable[[FactId], bool]
Down = Callable[[FactId, int, Holds], FactId]


def stands_in(text: str, wording: str) -> bool:
    """Tell whether whole lines stand in a text as they are."""
    return f"\n{wording.removesuffix(chr(10))}\n" in f"\n{text}\n"


def neighbours(text: str, wording: str) -> frozenset[tuple[bool, str]]:
    """Give the lines of words before (False) and after (True) each place where lines stand."""
    lines, inside = text.split("\n"), wording.removesuffix("\n").split("\n")
    found = set()
    for at in range(len(lines) - len(inside) + 1):
        if lines[at : at + len(inside)] == inside:
            before = (line for line in reversed(lines[:at]) if line.strip())
            after = (line for line in lines[at + len(inside) :] if line.strip())
            found |= {(False, next(before, "")), (True, next(after, ""))}
    return frozenset(found)


def _stands_beside(known: frozenset[tuple[bool, str]], wording: str, text: str) -> bool:
    """Tell whether lines stand beside any of the lines that they stood beside elsewhere."""
    return bool(known & neighbours(text, wording))


class Behind(NamedTuple):
    """The revisions behind a wording."""

    revisions: frozenset[FactId]
    woven: bool
    """No single text holds it: it was woven of several, all of which stand behind it."""


class Authorship:
    """Finds the revisions behind the two wordings of an overlap."""

    def __init__(self, ancestry: Ancestry, text_of: Callable[[FactId], str]) -> None:
        self.ancestry = ancestry
        self.text_of = text_of

    def of(self, found: Arising) -> tuple[Behind, Behind]:
        """Find who brought in wording one, and who wording two, since what both sides had seen."""
        overlap = found.overlap
        one, two = overlap.one, overlap.two
        if overlap.kind in ("twice-added", "moved-apart"):
            one = two = one or two
        return (
            self._behind(found.ones, found.common, overlap.base, one),
            self._behind((found.two,), found.common, overlap.base, two),
        )

    def brought_in(
        self, heads: Heads, common: int, stands: Callable[[str], bool]
    ) -> frozenset[FactId]:
        """Find who brought in last what `stands` tells of a text, since what all had seen."""
        holds = self._memo(stands)
        sides = (head for head in heads if self.ancestry.seen_by(head) & ~common)
        found = (self._walk(head, common, holds, self._near) for head in sides if holds(head))
        return frozenset(ident for some in found for ident in some)

    def _behind(self, heads: Heads, common: int, base: str, wording: str) -> Behind:
        if wording.strip() and wording == base and (moved := self._moved_by(heads, common, base)):
            return Behind(moved, woven=False)
        if wording.strip():
            holds = self._memo(lambda text: stands_in(text, wording))
        elif base.strip():
            holds = self._memo(lambda text: not stands_in(text, base))
        else:
            holds = self._memo(lambda _: False)
        out: set[FactId] = set()
        for head in heads:
            if holds(head):
                out |= self._walk(head, common, holds)
        if not out:
            side = (head for head in heads if self.ancestry.seen_by(head) & ~common)
            return Behind(frozenset(side), woven=True)
        if wording.strip() and base.strip():
            gone = self._memo(lambda text: not stands_in(text, base))
            for ident in tuple(out):
                out |= self._walk(ident, common, gone)
        return Behind(frozenset(out), woven=False)

    def _moved_by(self, heads: Heads, common: int, lines: str) -> frozenset[FactId]:
        """Find who put lines elsewhere as they are: who left them where they were did nothing."""
        out: set[FactId] = set()
        for head in heads:
            holds = self._memo(
                partial(_stands_beside, neighbours(self.text_of(head), lines), lines)
            )
            if holds(head):
                found = self._walk(head, common, holds)
                out |= {i for i in found if not any(map(holds, self.ancestry.revisions[i].parents))}
        return frozenset(out)

    def _memo(self, test: Callable[[str], bool]) -> Holds:
        known: dict[FactId, bool] = {}

        def holds(ident: FactId) -> bool:
            if ident not in known:
                known[ident] = test(self.text_of(ident))
            return known[ident]

        return holds

    def _walk(
        self, head: FactId, common: int, holds: Holds, down: Down | None = None
    ) -> set[FactId]:
        """Walk back as long as the text holds it; the last revisions that hold it brought it in."""
        down = down or self._down
        found: set[FactId] = set()
        waiting, met = [head], {head}
        while waiting:
            ident = down(waiting.pop(), common, holds)
            before = [parent for parent in self._parents(ident, common) if holds(parent)]
            if not before:
                found.add(ident)
            waiting += [parent for parent in before if parent not in met]
            met.update(before)
        return found

    def _down(self, ident: FactId, common: int, holds: Holds) -> FactId:
        """Follow a stretch with one parent each, by halving: writing alone makes long ones."""
        stretch = self._stretch(ident, common)
        if holds(stretch[-1]):
            return stretch[-1]
        return self._halved(stretch, 0, len(stretch) - 1, holds)

    def _near(self, ident: FactId, common: int, holds: Holds) -> FactId:
        """Follow such a stretch by growing steps: what was so long ago may not have been since."""
        stretch = self._stretch(ident, common)
        low, step, last = 0, 1, len(stretch) - 1
        while low < last:
            high = min(low + step, last)
            if not holds(stretch[high]):
                return self._halved(stretch, low, high, holds)
            low, step = high, 2 * step
        return stretch[low]

    def _stretch(self, ident: FactId, common: int) -> list[FactId]:
        stretch = [ident]
        while len(parents := self._parents(stretch[-1], common)) == 1:
            stretch.append(parents[0])
        return stretch

    @staticmethod
    def _halved(stretch: list[FactId], low: int, high: int, holds: Holds) -> FactId:
        while high - low > 1:
            middle = (low + high) // 2
            if holds(stretch[middle]):
                low = middle
            else:
                high = middle
        return stretch[low]

    def _parents(self, ident: FactId, common: int) -> list[FactId]:
        """The parents on this side, in id order."""
        ancestry = self.ancestry
        parents = ancestry.revisions[ident].parents
        return sorted(p for p in set(parents) if not common >> ancestry.place[p] & 1)
