"""What an overlap is to the eye: its wordings, who wrote them, and what stands now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from editor.panels.kit.avatars import Face
from sync.model.ids import NodeId

Act = Literal["text", "title", "place", "removed", "edited", "file"]
"""What a person did: wrote a text or a title, moved it, took it out, wrote on, put a file there."""
THIRD = "suggestion:"
"""So begins the choice of what somebody suggests at the place."""

MERGED = "merged"
"""The choice of what stands in the course now."""
WRITTEN = "text"
"""The choice of words written anew."""

OUTLINE_KINDS = frozenset(
    {"both-renamed", "both-moved", "removed-moved", "removed-edited", "removed-added", "circle"}
)
COURSE_KINDS = frozenset({"file-apart", "file-removed", "described-apart"})


@dataclass(frozen=True)
class Wording:
    """One side: `take` is what is given back if it is chosen; my own stands first, if there is one.

    `text` is whole lines, a title, or the name of a place, as `act` says. `said` and `use` are what
    is said of it and on its button, where that is known better than by what it is.
    """

    take: str
    text: str
    faces: tuple[Face, ...]
    when: str = ""
    act: Act = "text"
    said: str = ""
    use: str = ""

    @property
    def is_third(self) -> bool:
        """Tell whether it is a suggestion, which stands in no text yet."""
        return self.take.startswith(THIRD)

    @property
    def is_mine(self) -> bool:
        """Tell whether I wrote it, perhaps with others."""
        return any(face.me for face in self.faces)


@dataclass(frozen=True)
class Turn:
    """Whose turn it is: `to` nobody means that it is left for later; `until` is a day, as said."""

    by: Face
    to: Face | None = None
    why: str = ""
    until: str = ""

    @property
    def is_mine(self) -> bool:
        """Tell whether it was given to me."""
        return self.to is not None and self.to.me


@dataclass(frozen=True)
class Question:
    """Something that was asked about a place, and what was answered."""

    face: Face
    when: str
    text: str
    answers: tuple[tuple[Face, str], ...] = ()


@dataclass(frozen=True)
class OverlapItem:
    """One place to check. `title` is the lesson's or module's, `now` what stands there today.

    `kind` is the one of the merge or of the outline; `before` and `after` are the blocks around
    the place, to be read with it; `when` says when it came ("on Friday, while you were offline").
    """

    id: str
    kind: str
    lesson: NodeId
    title: str
    was: str
    wordings: tuple[Wording, ...]
    now: str
    when: str = ""
    before: str = ""
    after: str = ""
    settled: bool = False
    turn: Turn | None = None
    questions: tuple[Question, ...] = ()
    broken: str = ""
    """What is so since two texts met that were whole; empty for an overlap of words."""
    may_stay: bool = True
    line: int = 0
    names: frozenset[str] = frozenset()
    """Every id it goes by: one that grew by a third text goes by those it was before, too."""
    over: tuple[Face, ...] = ()
    """Who wrote over it since, where later writing settled it and that is known."""

    @property
    def sight(self) -> tuple[object, ...]:
        """What a choice is made on: whose texts there are, and what stands now."""
        texts = (w for w in self.wordings if not w.is_third)
        shown = ((w.take, w.text, w.act, tuple(face.person for face in w.faces)) for w in texts)
        return (self.was, self.now, self.settled, *shown)

    @property
    def in_outline(self) -> bool:
        """Tell whether it is about titles, places and files, not about a text."""
        return self.kind in OUTLINE_KINDS or self.kind in COURSE_KINDS

    def is_now(self, other: OverlapItem) -> bool:
        """Tell whether another goes by an id of this one."""
        return bool(({self.id} | self.names) & ({other.id} | other.names))

    def grew_to(self, other: OverlapItem) -> bool:
        """Tell whether another may be this place with a further text: it has one of these."""
        if self.in_outline or self.broken or self.lesson != other.lesson:
            return False
        mine, theirs = ({w.text for w in one.wordings if w.text.strip()} for one in (self, other))
        return bool(mine & theirs)
