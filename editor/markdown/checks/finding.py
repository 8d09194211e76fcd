"""What a check says, and the lesson that it looks at."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from editor.markdown.document import Document
from editor.markdown.mentions import Mention, mentions_of
from editor.markdown.quizzes import Quiz, quizzes_of
from editor.markdown.structure import Heading, headings_of

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


@dataclass(frozen=True)
class LessonText:
    """A lesson to be checked: its path in the course, its title, its text. It is parsed once."""

    path: str
    title: str
    text: str

    @cached_property
    def document(self) -> Document:
        """Parse the lesson."""
        return Document(self.text)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Find its links and pictures."""
        return mentions_of(self.document, self.path)

    @cached_property
    def quizzes(self) -> tuple[Quiz, ...]:
        """Read its quizzes."""
        return quizzes_of(self.document)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Find its headings."""
        return headings_of(self.document)


@dataclass(frozen=True)
class View:
    """A lesson with what stands around it: the paths of the course's files and lessons."""

    lesson: LessonText
    files: Container[str]
    lessons: Container[str]

    @property
    def document(self) -> Document:
        """Give the parsed lesson."""
        return self.lesson.document

    def advice(self, rule: str, line: int, what: str, mend: str) -> Check:
        """Say something that may be published as it is."""
        return Check(rule, "advice", self.lesson.path, line, what, mend)

    def blocks(self, rule: str, line: int, what: str, mend: str) -> Check:
        """Say something that learners could not pass."""
        return Check(rule, "blocks", self.lesson.path, line, what, mend)


Found = Iterator[Check]
