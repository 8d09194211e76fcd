"""What the jump field offers: groups of things to go to or to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sync.model.language import say

Piece = tuple[str, bool]
"""A stretch of a found text, and whether it is what was asked for."""


@dataclass(frozen=True)
class JumpItem:
    """One thing to choose; `aim` comes back unread when it is chosen.

    `place` says in a paler voice where it is, `found` shows the words of a text that were found.
    """

    aim: object
    icon: str
    title: str
    place: str = ""
    found: tuple[Piece, ...] = ()
    keys: str = ""

    @property
    def spoken(self) -> str:
        """Say it for readers."""
        words = "".join(text for text, _ in self.found)
        keys = say("key {keys}", keys=self.keys) if self.keys else ""
        return ", ".join(part for part in (self.title, self.place, words, keys) if part)


@dataclass(frozen=True)
class JumpGroup:
    """Things of one kind under their name."""

    title: str
    items: tuple[JumpItem, ...]


def count_of(groups: Sequence[JumpGroup]) -> int:
    """Count what can be chosen."""
    return sum(len(group.items) for group in groups)
