"""What one sync brought in and sent out, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from editor.panels.cards.runs import Marked
from editor.panels.kit.avatars import Face
from sync.model.language import say, say_many

ReceiptState = Literal["all-arrived", "some-waiting", "some-refused", "no-network"]


@dataclass(frozen=True)
class ReceiptRow:
    """A sync in the list: the day it is listed under, its time, and what it did in a few words."""

    id: str
    day: str
    time: str
    told: str
    state: ReceiptState = "all-arrived"


@dataclass(frozen=True)
class ReceiptLine:
    """One thing that came or went; `lesson` or `overlap` leads to it, `runs` show a change."""

    title: str
    detail: str = ""
    sign: Face | str = "arrow-up"
    runs: tuple[Marked, ...] = ()
    lesson: str = ""
    overlap: str = ""


@dataclass(frozen=True)
class ReceiptPage:
    """A sync, opened; `came_count` and `went_count` count facts, the lines tell of them."""

    id: str
    title: str
    about: str
    came_count: int
    went_count: int
    came: tuple[ReceiptLine, ...] = ()
    went: tuple[ReceiptLine, ...] = ()
    waiting: int = 0
    refused: tuple[ReceiptLine, ...] = ()

    @property
    def sentence(self) -> tuple[str, str]:
        """Say whether all of it is accounted for, and how much it was."""
        counts = say("{came:,} in, {went:,} out.", came=self.came_count, went=self.went_count)
        if self.refused:
            what = say_many(
                "1 thing was not taken by the server.",
                "{count} things were not taken by the server.",
                len(self.refused),
            )
            return what, f"{say('It is kept here.')} {counts}"
        if self.waiting:
            what = say_many(
                "1 thing waits for what it builds on.",
                "{count} things wait for what they build on.",
                self.waiting,
            )
            return what, f"{say('Nothing is lost.')} {counts}"
        return say("All of it arrived, and all of it is accounted for."), counts
