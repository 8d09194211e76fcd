"""What stands beside a text: comments, suggestions, overlaps, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from editor.panels.cards.runs import Marked
from editor.panels.kit.avatars import Face
from sync.model.ids import FactId

ResolveVerdict = Literal["done", "wont"]


@dataclass(frozen=True)
class Remark:
    """One answer in a thread; `when` is in words ("2 h", "Fri 17:52").

    `redacted` says who struck words out of it, and when.
    """

    face: Face
    when: str
    text: str
    redacted: str = ""


@dataclass(frozen=True)
class Closing:
    """How and why a thread was closed."""

    face: Face
    when: str
    verdict: ResolveVerdict
    why: str


@dataclass(frozen=True)
class CommentThread:
    """A comment with its answers; `waiting` says that some of it was not sent yet.

    `start` is the place in today's text that orders the cards; None for a loose comment.
    `redacted` says who struck words out of it, and when.
    """

    id: FactId
    face: Face
    when: str
    text: str
    quote: str = ""
    start: int | None = 0
    replies: tuple[Remark, ...] = ()
    closing: Closing | None = None
    waiting: bool = False
    redacted: str = ""


@dataclass(frozen=True)
class SuggestionNote:
    """A suggested change; `runs` show it, `may_decide` says whether this person accepts or not.

    `accepted` and `refusals` tell of one that was accepted while others, apart, said not now.
    """

    id: FactId
    face: Face
    when: str
    why: str
    start: int = 0
    runs: tuple[Marked, ...] = ()
    may_decide: bool = True
    waiting: bool = False
    accepted: Face | None = None
    refusals: tuple[Remark, ...] = ()
    redacted: str = ""


@dataclass(frozen=True)
class OverlapNote:
    """A place that two people changed apart, in one sentence."""

    id: str
    sentence: str
    start: int = 0


Note = CommentThread | SuggestionNote | OverlapNote
