"""What reviewers leave behind: threads, suggestions, versions, verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sync.model.ids import FactId, NodeId, PersonId, Sha
from sync.model.payloads import About, VersionNamed
from sync.model.states import TextState


@dataclass(frozen=True)
class Wording:
    """What a comment or reply said for a while, until its writer wrote it anew."""

    fact: FactId
    at: int
    text: str


@dataclass(frozen=True)
class Reply:
    """One answer in a thread; `earlier` is what it said before, the first wording first.

    `origin` is the id that it had before it came back in files, here as in all that follows.
    """

    id: FactId
    person: PersonId
    at: int
    text: str
    mentions: tuple[PersonId, ...] = ()
    earlier: tuple[Wording, ...] = ()
    origin: FactId = FactId("")


@dataclass(frozen=True)
class Resolution:
    """How and why a thread was closed; `over` are the reopenings that its writer had seen."""

    person: PersonId
    at: int
    verdict: Literal["done", "wont"]
    why: str
    fact: FactId = FactId("")
    over: tuple[FactId, ...] = ()
    earlier: tuple[Wording, ...] = ()
    origin: FactId = FactId("")


@dataclass(frozen=True)
class Reopening:
    """Who opened a thread again, and why; `over` are the closings that they had seen."""

    person: PersonId
    at: int
    why: str
    fact: FactId
    over: tuple[FactId, ...]
    earlier: tuple[Wording, ...] = ()
    origin: FactId = FactId("")


@dataclass(frozen=True)
class Confirmation:
    """Whoever commented says that what closed the thread answers it."""

    person: PersonId
    at: int
    why: str
    fact: FactId
    resolution: FactId
    earlier: tuple[Wording, ...] = ()
    origin: FactId = FactId("")


@dataclass(frozen=True)
class Thread:
    """A comment on a stretch of a text state, with its answers.

    `start` and `end` are code points of the state's text; `before` and `after` are some context.
    Where it was put on other words by hand, these are the last words it was put on, and `moved`
    is the fact that did so. `resolution` is what closes it today; `resolutions`, `reopenings` and
    `confirmations` are all that were ever written, in replay order.
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
    about: About = "words"
    mentions: tuple[PersonId, ...] = ()
    overlaps: tuple[str, ...] = ()
    earlier: tuple[Wording, ...] = ()
    moved: FactId | None = None
    resolutions: tuple[Resolution, ...] = ()
    reopenings: tuple[Reopening, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    origin: FactId = FactId("")

    @property
    def confirmed(self) -> Confirmation | None:
        """The word of whoever commented on what closes the thread today, None if there is none.

        Who closes their own thread has said it by that.
        """
        closed = self.resolution
        if closed is None:
            return None
        if closed.person == self.person:
            return Confirmation(closed.person, closed.at, "", closed.fact, closed.fact)
        said = [one for one in self.confirmations if one.resolution == closed.fact]
        return said[-1] if said else None


@dataclass(frozen=True)
class Decision:
    """An author's answer to a suggestion, or its maker's who takes it back.

    `how` names it; "reopen" takes back what the same person refused before.
    """

    fact: FactId
    person: PersonId
    at: int
    accepted: bool
    why: str
    clock: int = 0
    how: Literal["accept", "reject", "reopen", "withdraw"] = "accept"
    origin: FactId = FactId("")


@dataclass(frozen=True)
class Suggestion:
    """A changed block on a text state; accepted, it is its suggester's revision of the lesson.

    `refusals` are all who said not now, also where someone apart said yes and it is accepted.
    `decisions` are all that was ever decided on it, in replay order. `person` signed it; `by` is
    whose it is by their word, where they passed it on.
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
    withdrawn: Decision | None = None
    replies: tuple[Reply, ...] = ()
    origin: FactId = FactId("")
    decisions: tuple[Decision, ...] = ()
    by: PersonId = PersonId("")

    @property
    def writer(self) -> PersonId:
        """Whose it is: who signed it, or whose work they passed on."""
        return self.by or self.person

    @property
    def is_open(self) -> bool:
        """Tell whether it waits for a yes."""
        return self.stands == "open"

    @property
    def decided_apart(self) -> bool:
        """Tell whether it was accepted, while someone apart said not now."""
        return self.accepted and bool(self.refusals)

    @property
    def accepted(self) -> bool:
        """Tell whether any author said yes."""
        return self.decision is not None and self.decision.accepted

    @property
    def stands(self) -> Literal["open", "accepted", "rejected", "withdrawn"]:
        """Name where the suggestion stands; a yes stays, also where it was withdrawn apart."""
        if self.accepted:
            return "accepted"
        if self.withdrawn is not None:
            return "withdrawn"
        return "open" if self.decision is None else "rejected"


@dataclass(frozen=True)
class Verdict:
    """A reviewer's word on one version; the latest of each person counts."""

    id: FactId
    version: FactId
    person: PersonId
    at: int
    verdict: Literal["approve", "ask-changes"]
    note: str
    clock: int = 0


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
    asked: tuple[PersonId, ...] = ()
    """Who is asked to review it, by what was said after it was named."""

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
        """Name where the version stands, whatever a policy asks for.

        Peers approve: the approval of whoever named it makes it no more than it was.
        """
        if self.released:
            return "released"
        latest = {v.person: v.verdict for v in self.verdicts}
        if "ask-changes" in latest.values():
            return "changes asked"
        if any(said == "approve" for who, said in latest.items() if who != self.person):
            return "approved"
        return "in review" if self.is_asked else "named"

    @property
    def is_asked(self) -> bool:
        """Tell whether anyone was asked to review it."""
        return bool(self.named.ask or self.asked)
