"""What one sync brought in and sent out, line by line, and what of it can go back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from editor.panels.cards.runs import Marked
from editor.panels.kit.avatars import Face
from sync.model.language import say, say_many

ReceiptState = Literal[
    "all-arrived", "some-waiting", "some-refused", "no-network", "by-file", "taken-back"
]
Going = Literal["take-back", "put-back", "suggest"]
"""How ticked lines go back: as my change, as what I had taken back, or as suggestions."""


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
    """One thing that came or went; `lesson` or `overlap` leads to it, `runs` show a change.

    With an `id` it can be ticked to go back; `by` names who did it, empty for me. `pill` says in
    a word what becomes of it.
    """

    title: str
    detail: str = ""
    sign: Face | str = "arrow-up"
    runs: tuple[Marked, ...] = ()
    lesson: str = ""
    overlap: str = ""
    id: str = ""
    by: str = ""
    pill: str = ""


@dataclass(frozen=True)
class ReceiptPage:
    """A sync, opened; `came_count` and `went_count` count facts, the lines tell of them.

    `going` tells how lines with an id go back, `before` the time at which all was as it then is.
    """

    id: str
    title: str
    about: str
    came_count: int
    went_count: int
    came: tuple[ReceiptLine, ...] = ()
    went: tuple[ReceiptLine, ...] = ()
    waiting: int = 0
    refused: tuple[ReceiptLine, ...] = ()
    going: Going = "take-back"
    before: str = ""
    told: str = ""

    @property
    def can_go_back(self) -> bool:
        """Tell whether any line can be ticked."""
        return any(line.id for line in self.came)

    @property
    def sentence(self) -> tuple[str, str]:
        """Say whether all of it is accounted for, and how much it was."""
        if self.told:
            return self.told, say("You can put it back.") if self.can_go_back else ""
        counts = say("{came:,} in, {went:,} out.", came=self.came_count, went=self.went_count)
        if self.refused:
            what = say_many(
                "1 thing was not taken.",
                "{count} things were not taken.",
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
