"""Fold the heads of a history into one text, and keep what did not fit together.

Heads are woven one after another in id order; the base of two histories is the fold of the heads of
what they have in common. The result depends on the set of revisions alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sync.merge.ancestry import Ancestry
from sync.merge.edits import Edit, carry, line_edits
from sync.merge.overlap import Overlap
from sync.merge.woven_before import weave_once
from sync.model.ids import FactId, NodeId

Heads = tuple[FactId, ...]


@dataclass(frozen=True)
class Arising:
    """An overlap where it arose: in the fold of `heads`, between `ones` on one side and `two`."""

    id: str
    overlap: Overlap
    heads: Heads
    start: int
    end: int
    ones: Heads
    two: FactId
    common: int
    """The mask of what both sides had seen."""


@dataclass(frozen=True)
class Fold:
    """The text of a set of heads, and the overlaps that stand in it."""

    text: str
    arising: tuple[Arising, ...]


def overlap_id(lesson: NodeId, overlap: Overlap) -> str:
    """Name an overlap: the same lesson, base and wordings give the same id on every laptop."""
    parts = (lesson, *overlap.clash, str(overlap.occurrence))
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        digest.update(f"{len(raw)}:".encode() + raw)
    return digest.hexdigest()[:32]


class Folder:
    """Folds the heads of one lesson's revisions and remembers what it folded."""

    def __init__(
        self,
        lesson: NodeId,
        ancestry: Ancestry,
        text_of: Callable[[FactId], str],
        given: Mapping[Heads, str] | None = None,
    ) -> None:
        self.lesson = lesson
        self.ancestry = ancestry
        self.text_of = text_of
        self.given = given or {}
        self._folds: dict[Heads, Fold] = {}
        self._texts: dict[Heads, str] = {}
        self._steps: dict[tuple[Heads, Heads], tuple[Edit, ...]] = {}

    def text(self, heads: Heads) -> str:
        """The text of a set of heads, none of which has seen another, in id order."""
        if not heads:
            return ""
        return self.text_of(heads[0]) if len(heads) == 1 else self.fold(heads).text

    def arising(self, heads: Heads) -> tuple[Arising, ...]:
        """The overlaps in the fold of these heads."""
        return self.fold(heads).arising if len(heads) > 1 else ()

    def line_steps(self, before: Heads, after: Heads) -> tuple[Edit, ...]:
        """The edits, of whole lines, from one fold's text to another's."""
        key = (before, after)
        if key not in self._steps:
            self._steps[key] = line_edits(self.text(before), self.text(after))
        return self._steps[key]

    def fold(self, heads: Heads) -> Fold:
        """Weave heads one after another."""
        if heads not in self._folds:
            self._folds[heads] = self._fold(heads)
        return self._folds[heads]

    def _fold(self, heads: Heads) -> Fold:
        ancestry = self.ancestry
        text, seen = self.text_of(heads[0]), ancestry.seen_by(heads[0])
        found: list[Arising] = []
        for n, head in enumerate(heads[1:], 1):
            mine = ancestry.seen_by(head)
            common = seen & mine
            base = self.text(ancestry.heads_in(common))
            woven = weave_once(base, text, self.text_of(head))
            found = _moved(found, text, woven.text)
            for overlap, (start, end) in zip(woven.overlaps, woven.places, strict=True):
                ident = overlap_id(self.lesson, overlap)
                found.append(Arising(ident, overlap, heads, start, end, heads[:n], head, common))
            text, seen = woven.text, seen | mine
        if (given := self.given.get(heads, text)) != text:
            # it was woven while words stood there that are struck out by now, and stays so
            return Fold(given, tuple(_moved(found, text, given)))
        return Fold(text, tuple(found))


def _moved(found: list[Arising], before: str, after: str) -> list[Arising]:
    """Follow overlaps found so far into the text that the next head is woven into."""
    if not found or before == after:
        return found
    steps = line_edits(before, after)
    out: list[Arising] = []
    for one in found:
        start, end, _ = carry(steps, one.start, one.end)
        out.append(
            Arising(one.id, one.overlap, one.heads, start, end, one.ones, one.two, one.common)
        )
    return out
