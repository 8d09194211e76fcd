"""What the versions of a course show: the row of each, and what differs between two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from editor.markdown.right_answers import AnswerOption
from editor.panels.cards.runs import Marked
from sync.model.ids import NodeId
from sync.model.language import say

DRAFT = "draft"
"""The id of today's draft among the versions."""

VersionState = Literal["draft", "named", "in review", "approved", "changes asked", "released"]
ChangeKind = Literal[
    "answer", "pass-mark", "moved", "renamed", "added", "removed", "changed", "written", "cut"
]


@dataclass(frozen=True)
class VersionRow:
    """A version, or the draft with `number` None. Two named apart may share a number.

    `people` and `when` are in words; `apart` tells two of one number from each other; `hash` is
    that of its content, for comparing with a colleague's. `waiting` names, in words, whose word on
    it is still waited for.
    """

    id: str
    number: int | None
    note: str = ""
    people: str = ""
    when: str = ""
    state: VersionState = "named"
    apart: str = ""
    hash: str = ""
    waiting: str = ""

    @property
    def label(self) -> str:
        """Give its number, with what tells it from another of the same number."""
        return f"{self.number}, {self.apart}" if self.apart else f"{self.number}"

    @property
    def name(self) -> str:
        """Name it as people do."""
        if self.number is None:
            return say("Draft")
        return say("Version {version}", version=self.label)


@dataclass(frozen=True)
class Change:
    """One thing that differs, as a sentence; what matters most for learning stands first.

    `was` is where it stood in the lesson's text of the earlier version, from and to in code
    points, if there is anything to bring back; `had_lesson` tells that the lesson was in it.
    """

    id: str
    kind: ChangeKind
    title: str
    detail: str = ""
    lesson: NodeId = NodeId("")
    line: int = 0
    was: tuple[int, int] | None = None
    had_lesson: bool = True
    now: tuple[int, int] | None = None
    people: str = ""
    icon: str = ""


@dataclass(frozen=True)
class SameText:
    """A stretch that is the same in both, told in words ("4 paragraphs are the same").

    `text` is the stretch itself; with nothing `told` it is shown whole.
    """

    told: str
    text: str = ""


@dataclass(frozen=True)
class ChangedText:
    """A stretch that differs, in Markdown, word by word."""

    change: str
    runs: tuple[Marked, ...]


@dataclass(frozen=True)
class Notice:
    """Something told in a sentence: a lesson that moved or got another title."""

    change: str
    icon: str
    title: str
    detail: str = ""


@dataclass(frozen=True)
class ChangedAnswer:
    """A question whose right answer or pass mark changed; a new approval looks at it."""

    change: str
    icon: str
    title: str
    options: tuple[AnswerOption, ...] = ()
    note: str = ""


Part = SameText | ChangedText | Notice | ChangedAnswer


@dataclass(frozen=True)
class LessonPage:
    """What differs in one lesson; `where` is its module and place ("Practice · lesson 3")."""

    lesson: NodeId
    title: str
    where: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Approvals:
    """What the approval of the earlier version, given by `people`, is worth for the later one.

    It counts for `given` of its blocks; so many `answers` changed that nobody has approved since.
    """

    people: str
    version: str
    given: int
    of: int
    answers: int


@dataclass(frozen=True)
class Comparison:
    """Two versions, or a version and the draft; `written` and `taken` count words.

    What is `asked` of people in the note is to be done, else it is only told.
    """

    before: str
    after: str
    pages: tuple[LessonPage, ...] = ()
    changes: tuple[Change, ...] = ()
    written: int = 0
    taken: int = 0
    note_title: str = ""
    note: str = ""
    asked: bool = False


@dataclass(frozen=True)
class Refusal:
    """One thing that stands in the way of a release, with the way to it; lines count from 0.

    `to` is what the way leads to: the place in the lesson, the overlap (the one named, else the
    first of the lesson), or a new version.
    """

    why: str
    mend: str = ""
    lesson: NodeId | None = None
    line: int | None = None
    to: Literal["lesson", "overlap", "version"] = "lesson"
    overlap: str = ""
