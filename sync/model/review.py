"""What reviewers leave behind: threads, suggestions, versions, verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sync.model.ids import FactId, NodeId, PersonId, Sha
from sync.model.payloads import VersionNamed
from sync.model.states import TextState


@dataclass(frozen=True)
class Reply:
    """One answer in a thread."""

    id: FactId
    person: PersonId
    at: int
    text: str


@dataclass(frozen=True)
class Resolution:
    """How and why a thread was closed."""

    person: PersonId
    at: int
    verdict: Literal["done", "wont"]
    why: str
    fact: FactId = FactId("")


@dataclass(frozen=True)
class Thread:
    """A comment on a stretch of a text state, with its answers.

    `start` and `end` are code points of the state's text; `before` and `after` are some context.
    """

    id: FactId
    lesson: NodeId
    state: TextState
    start: int
    end: int
    quote: str
    before: str
    after: str
    person: PersonId
    at: int
    text: str
    replies: tuple[Reply, ...] = ()
    resolution: Resolution | None = None


@dataclass(frozen=True)
class Decision:
    """An author's answer to a suggestion."""

    fact: FactId
    person: PersonId
    at: int
    accepted: bool
    why: str
    clock: int = 0


@dataclass(frozen=True)
class Suggestion:
    """A changed block on a text state; accepted, it is its suggester's revision of the lesson.

    `refusals` are all who said not now, also where someone apart said yes and it is accepted.
    """

    id: FactId
    lesson: NodeId
    state: TextState
    start: int
    end: int
    before: str
    after: str
    why: str
    person: PersonId
    at: int
    decision: Decision | None = None
    refusals: tuple[Decision, ...] = ()

    @property
    def decided_apart(self) -> bool:
        """Tell whether it was accepted, while someone apart said not now."""
        return self.accepted and bool(self.refusals)

    @property
    def accepted(self) -> bool:
        """Tell whether any author said yes."""
        return self.decision is not None and self.decision.accepted

    @property
    def stands(self) -> Literal["open", "accepted", "rejected"]:
        """Name where the suggestion stands."""
        if self.decision is None:
            return "open"
        return "accepted" if self.decision.accepted else "rejected"


@dataclass(frozen=True)
class Verdict:
    """A reviewer's word on one version; the latest of each person counts."""

    id: FactId
    version: FactId
    person: PersonId
    at: int
    verdict: Literal["approve", "ask-changes"]
    note: str


@dataclass(frozen=True)
class Version:
    """A named version, with what was said of it and whether learners get it."""

    id: FactId
    person: PersonId
    at: int
    named: VersionNamed
    verdicts: tuple[Verdict, ...] = ()
    released: bool = False
    clock: int = 0

    @property
    def number(self) -> int:
        """The number people use; two versions named apart may share one."""
        return self.named.number

    @property
    def hash(self) -> Sha:
        """The content hash, whose prefix also names the version."""
        return self.named.content_hash

    @property
    def state(self) -> Literal["named", "in review", "approved", "changes asked", "released"]:
        """Name where the version stands, for a badge."""
        if self.released:
            return "released"
        latest = {v.person: v.verdict for v in self.verdicts}
        if "ask-changes" in latest.values():
            return "changes asked"
        if "approve" in latest.values():
            return "approved"
        return "in review" if self.named.ask else "named"
