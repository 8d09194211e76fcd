"""What a check says, and the lesson that it looks at."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Protocol

from editor.markdown.mentions import Mention, mentions_of

if TYPE_CHECKING:
    # loaded late: a course whose lessons were all read before is checked without parsing any
    from editor.markdown.document import Document
    from editor.markdown.quizzes import Quiz
    from editor.markdown.structure import Heading

Level = Literal["blocks", "advice"]
"""A version with a check that blocks cannot be released: kept for what learners cannot pass."""


@dataclass(frozen=True)
class Check:
    """One thing worth a look: what is so, in which lesson and line (from 0), and what mends it."""

    rule: str
    level: Level
    lesson: str
    line: int
    what: str
    mend: str


class Lesson(Protocol):
    """As much of a lesson as its neighbours ask for, parsed here or read before."""

    @property
    def path(self) -> str:
        """Its path in the course."""

    @property
    def title(self) -> str:
        """Its title in the outline."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Its links and pictures."""

    @property
    def anchors(self) -> frozenset[str]:
        """The places in it that a link may name after `#`."""

    @property
    def asks(self) -> bool:
        """Whether it has a quiz."""


@dataclass(frozen=True)
class LessonText:
    """A lesson to be checked: its path in the course, its title, its text. It is parsed once."""

    path: str
    title: str
    text: str

    @cached_property
    def document(self) -> Document:
        """Parse the lesson."""
        from editor.markdown.document import Document

        return Document(self.text)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Find its links and pictures."""
        return mentions_of(self.document, self.path)

    @cached_property
    def quizzes(self) -> tuple[Quiz, ...]:
        """Read its quizzes."""
        from editor.markdown.quizzes import quizzes_of

        return quizzes_of(self.document)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Find its headings."""
        from editor.markdown.structure import headings_of

        return headings_of(self.document)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Give the places of the lesson that a link may name after `#`."""
        from editor.markdown.structure import anchors_in

        return anchors_in(self.text, self.headings)

    @property
    def asks(self) -> bool:
        """Say whether it has a quiz."""
        may_ask = any(sign in self.text for sign in ("[(", "[[", "[->[", "[ "))
        return may_ask and bool(self.quizzes)


@dataclass(frozen=True)
class Around:
    """A lesson with what stands around it: the paths of the course's files and lessons."""

    lesson: Lesson
    files: Container[str]
    lessons: Container[str]

    def advice(self, rule: str, line: int, what: str, mend: str) -> Check:
        """Say something that may be published as it is."""
        return Check(rule, "advice", self.lesson.path, line, what, mend)

    def blocks(self, rule: str, line: int, what: str, mend: str) -> Check:
        """Say something that learners could not pass."""
        return Check(rule, "blocks", self.lesson.path, line, what, mend)


@dataclass(frozen=True)
class View(Around):
    """A lesson with its whole text."""

    lesson: LessonText

    @property
    def document(self) -> Document:
        """Give the parsed lesson."""
        return self.lesson.document


Found = Iterator[Check]
