"""A version under review: who looks at it and where each is, and one's own verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from editor.panels.kit.avatars import Face
from editor.panels.kit.labels import Tone
from sync.model.language import mark, say, say_many

VerdictChoice = Literal["approve", "ask-changes"]
Standing = Literal["approved", "changes asked", "reviewing", "waiting", "done", "cannot"]
STANDINGS: dict[str, tuple[str, Tone]] = {
    "approved": (mark("Approved"), Tone.OK),
    "changes asked": (mark("Asks for changes"), Tone.WARN),
    "reviewing": (mark("Reviewing"), Tone.ACCENT),
    "waiting": (mark("Waiting"), Tone.PLAIN),
    "done": (mark("Done"), Tone.OK),
    "cannot": (mark("Cannot"), Tone.PLAIN),
}


@dataclass(frozen=True)
class ReviewerRow:
    """A person who looks at the version; `detail` says how far ("not opened yet").

    `is_late` says that their day has passed; `may_be_changed` that they can be asked no longer, or
    someone else in their place.
    """

    face: Face
    standing: Standing
    detail: str = ""
    id: str = ""
    is_late: bool = False
    may_be_changed: bool = False


@dataclass(frozen=True)
class Due:
    """Until when a review is asked for: the day ("Due Thursday, 26 November"), and how long yet."""

    title: str
    detail: str
    is_late: bool = False


@dataclass(frozen=True)
class Point:
    """One point of what to look at."""

    text: str
    ticked: bool = False


@dataclass(frozen=True)
class Place:
    """A block that is still to be approved: what it says, what is to know, and where it is.

    `line` counts from 0; `is_answer` marks a right answer.
    """

    lesson: str
    line: int
    words: str
    detail: str = ""
    is_answer: bool = False


@dataclass(frozen=True)
class RemovedLesson:
    """A lesson of the version that was removed from the draft since."""

    lesson: str
    title: str


@dataclass(frozen=True)
class ReviewView:
    """A version under review, as one person sees it.

    `given` is the verdict this person gave on it, with `note`; `hindrance` is why they may give
    none. `open_points` counts their own comments and suggestions that are open. `approved` says
    how far they approved it before, `left` are the blocks without their approval. `own` are those
    whose approval cannot be theirs. `is_asked` says that their word is waited for, `is_done` that
    they said they are done; `waiting` for whom else one waits. `warning` came after the release.
    `uncounted` is why an approval of theirs does not count, "" where it does. `removed` are the
    lessons of the version that the draft has no more.
    """

    course: str
    version: str
    name: str
    asked_by: str = ""
    reviewers: tuple[ReviewerRow, ...] = ()
    given: VerdictChoice | None = None
    note: str = ""
    open_points: int = 0
    hindrance: str = ""
    due: Due | None = None
    word: str = ""
    points: tuple[Point, ...] = ()
    approved: str = ""
    left: tuple[Place, ...] = ()
    own: tuple[Place, ...] = ()
    is_asked: bool = False
    is_done: bool = False
    waiting: str = ""
    warning: str = ""
    may_ask: bool = False
    uncounted: str = ""
    removed: tuple[RemovedLesson, ...] = ()


NewerKind = Literal["answer", "mark", "removed", "added", "outline", "sentence"]
_SINCE: dict[NewerKind, Callable[[int], str]] = {
    "answer": lambda n: say_many(
        "{count} right answer changed", "{count} right answers changed", n
    ),
    "mark": lambda n: say_many("{count} pass mark changed", "{count} pass marks changed", n),
    "removed": lambda n: say_many("{count} lesson removed", "{count} lessons removed", n),
    "added": lambda n: say_many("{count} new lesson", "{count} new lessons", n),
    "outline": lambda n: say_many(
        "{count} change of the outline", "{count} changes of the outline", n
    ),
    "sentence": lambda n: say_many("{count} sentence changed", "{count} sentences changed", n),
}
"""What a reviewer must not miss stands first."""


@dataclass(frozen=True)
class NewerDraft:
    """What changed in the draft since the version under review: how much of each kind.

    `is_mine` where it is this person who reviews it; others see the draft.
    """

    name: str
    counts: Mapping[NewerKind, int]
    in_open_points: int
    is_mine: bool = True

    @property
    def count(self) -> int:
        """Count everything."""
        return sum(self.counts.values())

    @property
    def told(self) -> str:
        """Say what it is, right answers and removed lessons first, and what of it is mine."""
        told = ""
        for part in (
            told_of(n) for kind, told_of in _SINCE.items() if (n := self.counts.get(kind))
        ):
            told = say("{before}, {next}", before=told, next=part) if told else part
        if not self.is_mine:
            return say("The review is of {version}. Since then: {what}.",
                       version=self.name, what=told)  # fmt: skip
        since = say(
            "You are reviewing {version}. Since then: {what}.", version=self.name, what=told
        )
        return say("{since} {where}", since=since, where=self._where)

    @property
    def _where(self) -> str:
        if not self.in_open_points:
            return say("None of it is in your open points.")
        if self.count == 1:
            return say("It is in one of your open points.")
        return say_many(
            "{count} of these is in your open points.",
            "{count} of these are in your open points.",
            self.in_open_points,
        )
