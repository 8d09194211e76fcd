"""The piles of an undo history: steps of mine and what arrived over them, told as they change.

Each step has a number that it keeps for good, so that what is kept elsewhere needs only what became
of the top, and how far the bottom was cut off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.panels.source.text_edits import Edits

MOST_STEPS = 1000
MOST_SIGNS = 4_000_000
"""So long all that the steps of one pile would put back may be."""


@dataclass(frozen=True)
class Mine:
    """The change that takes a step of mine."""

    edits: Edits


@dataclass(frozen=True)
class Arrived:
    """A change that is not mine."""

    edits: Edits


Item = Mine | Arrived


@dataclass(frozen=True)
class PileChange:
    """What became of a pile: items below number `first` and from `start` on went, `items` came."""

    first: int
    start: int
    items: tuple[Item, ...]


class Pile:
    """Items, the oldest at the bottom; a bound on steps and signs cuts the bottom off."""

    def __init__(self, items: Sequence[Item] = (), first: int = 0) -> None:
        self._items = list(items)
        self._first = first
        self._told = first + len(items)
        self._signs = sum(map(_signs, items))
        self._mine = sum(isinstance(item, Mine) for item in items)

    def __len__(self) -> int:
        return len(self._items)

    @property
    def steps(self) -> int:
        """How many items are mine."""
        return self._mine

    @property
    def last_step(self) -> int:
        """The number of the topmost item that is mine, -1 if there is none."""
        for index in range(len(self._items) - 1, -1, -1):
            if isinstance(self._items[index], Mine):
                return self._first + index
        return -1

    @property
    def top(self) -> Item | None:
        """The item on top; the same object as long as nothing else lies there."""
        return self._items[-1] if self._items else None

    def push(self, item: Item) -> None:
        """Put an item on top."""
        self._items.append(item)
        self._count(item, 1)
        self._trim()

    def pop(self) -> Item:
        """Take the item on top away."""
        item = self._items.pop()
        self._count(item, -1)
        self._told = min(self._told, self._first + len(self._items))
        return item

    def clear(self) -> None:
        """Take everything away."""
        self._items.clear()
        self._signs = self._mine = 0
        self._told = min(self._told, self._first)

    def change(self, *, whole: bool = False) -> PileChange:
        """Give what is new since this was asked last, or all of it."""
        start = self._first if whole else max(self._told, self._first)
        self._told = self._first + len(self._items)
        return PileChange(self._first, start, tuple(self._items[start - self._first :]))

    def _count(self, item: Item, sign: int) -> None:
        self._signs += sign * _signs(item)
        self._mine += sign * isinstance(item, Mine)

    def _trim(self) -> None:
        gone = 0
        while self._mine > MOST_STEPS or (self._signs > MOST_SIGNS and gone < len(self._items)):
            self._count(self._items[gone], -1)
            gone += 1
        while 0 < gone < len(self._items) and isinstance(self._items[gone], Arrived):
            self._count(self._items[gone], -1)
            gone += 1
        del self._items[:gone]
        self._first += gone
        self._told = max(self._told, self._first)


def _signs(item: Item) -> int:
    return sum(len(edit.inserted) for edit in item.edits)
