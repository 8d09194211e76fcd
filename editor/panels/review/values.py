"""A version under review: who looks at it and where each is, and one's own verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from editor.panels.kit.avatars import Face
from editor.panels.kit.labels import Tone
from sync.model.language import mark, say, say_many

VerdictChoice = Literal["approve", "ask-changes"]
Standing = Literal["approved", "changes asked", "reviewing", "waiting"]
STANDINGS: dict[str, tuple[str, Tone]] = {
    "approved": (mark("Approved"), Tone.OK),
    "changes asked": (mark("Asks for changes"), Tone.WARN),
    "reviewing": (mark("Reviewing"), Tone.ACCENT),
    "waiting": (mark("Waiting"), Tone.PLAIN),
}


@dataclass(frozen=True)
class ReviewerRow:
    """A person who looks at the version; `detail` says how far ("not opened yet")."""

    face: Face
    standing: Standing
    detail: str = ""


@dataclass(frozen=True)
class ReviewView:
    """A version under review, as one reviewer sees it.

    `given` is the verdict this person gave on it, with `note`; `hindrance` is why they may give
    none ("You wrote this right answer, so the approval cannot be yours."). `open_points` counts
    their own comments and suggestions that are open.
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


@dataclass(frozen=True)
class NewerDraft:
    """What changed in the draft since the version under review."""

    name: str
    sentences: int
    in_open_points: int

    @property
    def told(self) -> str:
        """Say it in a sentence."""
        inside, name = self.in_open_points, self.name
        if self.sentences == 1 and inside:
            return say(
                "You are reviewing {version}; 1 sentence has changed since,"
                " in one of your open points.",
                version=name,
            )
        if self.sentences == 1:
            return say(
                "You are reviewing {version}; 1 sentence has changed since,"
                " not in your open points.",
                version=name,
            )
        if not inside:
            return say_many(
                "You are reviewing {version}; {count} sentence has changed since,"
                " none of them in your open points.",
                "You are reviewing {version}; {count} sentences have changed since,"
                " none of them in your open points.",
                self.sentences,
                version=name,
            )
        return say_many(
            "You are reviewing {version}; {count} sentence has changed since,"
            " {inside} of them in your open points.",
            "You are reviewing {version}; {count} sentences have changed since,"
            " {inside} of them in your open points.",
            self.sentences,
            version=name,
            inside=inside,
        )
