"""What the facts of a review round carry: who is asked for what, how talk goes on, what is enough.

As in `sync.model.payloads`, `over` names the facts of the same thing that the writer had before
them: what it does not name was written apart.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from sync.model.ids import FactId, NodeId, PersonId
from sync.model.payloads import Origin
from sync.model.states import TextState

NOBODY = PersonId("")


class CommentEdited(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person wrote their own comment, reply or reason anew; what it said before is kept."""

    comment: FactId
    text: str
    over: tuple[FactId, ...] = ()
    mentions: tuple[PersonId, ...] = ()


class CommentReopened(msgspec.Struct, frozen=True, omit_defaults=True):
    """A thread is open again; `over` are the closings that its writer had seen."""

    thread: FactId
    why: str
    over: tuple[FactId, ...]
    origin: Origin | None = None


class CommentConfirmed(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whoever commented says that what was done answers the comment, as `resolution` closed it."""

    thread: FactId
    resolution: FactId
    why: str = ""
    origin: Origin | None = None


class CommentMoved(msgspec.Struct, frozen=True, omit_defaults=True):
    """A comment was put on other words by hand; positions are code points of the state's text."""

    thread: FactId
    lesson: NodeId
    state: TextState
    start: int
    end: int
    quote: str
    before: str
    after: str
    over: tuple[FactId, ...] = ()


class SuggestionWithdrawn(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whoever made a suggestion takes it back, while nobody accepted it."""

    suggestion: FactId
    why: str = ""
    origin: Origin | None = None


class OverlapGiven(msgspec.Struct, frozen=True, omit_defaults=True):
    """An overlap is left for later, or for a person; it stays open until someone checks it.

    `node` is its lesson, the node of the outline or the path of the file; `until` is a day as
    YYYY-MM-DD, "" for no day.
    """

    node: str
    overlaps: tuple[str, ...]
    to: PersonId = NOBODY
    why: str = ""
    until: str = ""
    over: tuple[FactId, ...] = ()


class Asked(msgspec.Struct, frozen=True, omit_defaults=True):
    """One person who is asked for a review, and why this person."""

    person: PersonId
    why: str = ""


class ReviewAsked(msgspec.Struct, frozen=True, omit_defaults=True):
    """People are asked to review a version: until a day (YYYY-MM-DD), with what to look at."""

    version: FactId
    people: tuple[Asked, ...]
    due: str = ""
    checklist: tuple[str, ...] = ()
    note: str = ""


class ReviewWithdrawn(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person is no longer asked to review a version, perhaps another in their place."""

    version: FactId
    person: PersonId
    instead: PersonId = NOBODY
    why: str = ""


class ReviewDone(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person is done reviewing a version, or cannot; `ticks` are points of the checklist."""

    version: FactId
    how: Literal["done", "cannot"] = "done"
    ticks: tuple[str, ...] = ()
    note: str = ""


class Policy(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is enough before a version may be reviewed, and before learners get it.

    `approvals` is how many must approve, each of `people` among them. The gates name what must
    hold: see `sync.model.policy`. `days` is how long a review takes unless another day is set.
    """

    approvals: int = 0
    people: tuple[PersonId, ...] = ()
    review_gates: tuple[str, ...] = ()
    release_gates: tuple[str, ...] = ()
    checklist: tuple[str, ...] = ()
    days: int = 5


class PolicySet(msgspec.Struct, frozen=True, omit_defaults=True):
    """The policy of a space, or of one course; without one the course goes by the space's."""

    policy: Policy | None = None
    over: tuple[FactId, ...] = ()
