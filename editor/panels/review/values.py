"""A version under review: who looks at it and where each is, and one's own verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from editor.panels.kit.avatars import Face
from editor.panels.kit.labels import Tone

VerdictChoice = Literal["approve", "ask-changes"]
Standing = Literal["approved", "changes asked", "reviewing", "waiting"]
STANDINGS: dict[str, tuple[str, Tone]] = {
    "approved": ("Approved", Tone.OK),
    "changes asked": ("Asks for changes", Tone.WARN),
    "reviewing": ("Reviewing", Tone.ACCENT),
    "waiting": ("Waiting", Tone.PLAIN),
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
        one, inside = self.sentences == 1, self.in_open_points
        changed = "1 sentence has" if one else f"{self.sentences} sentences have"
        if one:
            where = "in one of your open points" if inside else "not in your open points"
        else:
            where = f"{inside or 'none'} of them in your open points"
        return f"You are reviewing {self.name}; {changed} changed since, {where}."
