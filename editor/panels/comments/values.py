"""What stands beside a text: comments, suggestions, overlaps, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from editor.panels.cards.runs import Marked
from editor.panels.kit.avatars import Face
from editor.panels.overlaps.values import OverlapItem
from sync.model.ids import FactId
from sync.model.payloads import About

ResolveVerdict = Literal["done", "wont"]
Deed = Literal["said", "closed", "reopened", "confirmed"]


@dataclass(frozen=True)
class Before:
    """What something said until then; `when` is in words."""

    when: str
    text: str


@dataclass(frozen=True)
class Remark:
    """One answer in a thread; `when` is in words ("2 h", "Fri 17:52").

    `redacted` says who struck words out of it, and when. `earlier` is what it said before it was
    worded anew, the first wording first. Of a `deed` other than "said" it is the reason.
    """

    face: Face
    when: str
    text: str
    redacted: str = ""
    id: str = ""
    earlier: tuple[Before, ...] = ()
    deed: Deed = "said"


@dataclass(frozen=True)
class Closing:
    """How and why a thread was closed; `confirmed` is whoever commented, once they said so."""

    face: Face
    when: str
    verdict: ResolveVerdict
    why: str
    id: str = ""
    confirmed: Face | None = None
    confirmed_why: str = ""


@dataclass(frozen=True)
class CommentThread:
    """A comment with its answers; `waiting` says that some of it was not sent yet.

    `start` is the place in today's text that orders the cards; None for a loose comment.
    `redacted` says who struck words out of it, and when. `came_from` is the title of the lesson
    that it was made in, where it stands in another one, or that lesson was removed. `to_me` says
    that it speaks to the person here, `may_answer` that this person may write in it. One that is
    `only_here` is from before the course was shared, and went to nobody. Beside a version, one
    that is `only_in_draft` is on words that the version does not have.
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
    about: About = "words"
    earlier: tuple[Before, ...] = ()
    came_from: str = ""
    to_me: bool = False
    may_answer: bool = True
    only_here: bool = False
    only_in_draft: bool = False


@dataclass(frozen=True)
class Choice:
    """What a new comment may be about: a stretch of the text in code points, none of a whole."""

    about: About
    start: int
    end: int
    quote: str = ""


@dataclass(frozen=True)
class SuggestionNote:
    """A suggested change; `runs` show it, `may_decide` says whether this person accepts or not.

    `accepted` and `refusals` tell of one that was accepted while others, apart, said not now, or of
    my own that was refused. `after` is its block as it would be. `place` says that its block was
    written anew since, or is gone, or would be a new lesson, or, beside a version, that only
    today's draft has it. `more` counts what else its maker
    suggests in the course, in `lessons` of it. Whoever `passed_on` it signed it for its maker.
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
    replies: tuple[Remark, ...] = ()
    is_open: bool = True
    after: str = ""
    place: Literal["", "changed", "loose", "lesson", "draft"] = ""
    more: int = 0
    lessons: int = 1
    may_answer: bool = True
    passed_on: Face | None = None


@dataclass(frozen=True)
class OverlapNote:
    """A place that two people changed apart, in one sentence.

    With `item` it can be checked in place; `hindrance` is why this person may not.
    """

    id: str
    sentence: str
    start: int = 0
    item: OverlapItem | None = None
    hindrance: str = ""


Note = CommentThread | SuggestionNote | OverlapNote
