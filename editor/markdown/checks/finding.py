"""What a check says, and the lesson that it looks at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Protocol

from editor.markdown.mentions import Mention, mentions_of
from editor.markdown.told import Told

if TYPE_CHECKING:
    # loaded late: a course whose lessons were all read before is checked without parsing any
    from editor.markdown.document import Document
    from editor.markdown.labels import Labels
    from editor.markdown.quizzes import Quiz
    from editor.markdown.reading.measured import Counts
    from editor.markdown.structure import Heading, Length

Level = Literal["blocks", "advice"]
"""A version with a check that blocks cannot be released: kept for what learners cannot pass."""


@dataclass(frozen=True)
class Check:
    """One thing worth a look: what is so, in which lesson and line (from 0), and what mends it.

    `what` and `mend` say it in the language of who reads it; they are kept unsaid.
    `start` to `end` are the code points that it is about; where both are 0, all of the line is.
    """

    rule: str
    level: Level
    lesson: str
    line: int
    finding: Told
    way: Told
    start: int = 0
    end: int = 0

    @property
    def what(self) -> str:
        """Say what is so."""
        return str(self.finding)

    @property
    def mend(self) -> str:
        """Say what mends it."""
        return str(self.way)


class Lesson(Protocol):
    """As much of a lesson as its neighbours and its course ask for, parsed here or read before."""

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

    @property
    def practises(self) -> bool:
        """Whether learners do something in it: answer a question, or an exercise."""

    @property
    def aims(self) -> bool:
        """Whether it says what learners can do after it."""

    @property
    def reading(self) -> Counts:
        """What its prose is made of."""

    @property
    def language(self) -> str:
        """The language's tag that it declares, or nothing."""

    @property
    def minutes(self) -> float:
        """How long it takes to read."""


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

    @cached_property
    def labels(self) -> Labels:
        """Find its notes and addresses, and what leads to them."""
        from editor.markdown.labels import Labels

        return Labels(self.document, self.mentions)

    @cached_property
    def asks(self) -> bool:
        """Say whether it has a quiz."""
        may_ask = any(sign in self.text for sign in ("[(", "[[", "[->[", "[ "))
        return may_ask and bool(self.quizzes)

    @cached_property
    def practises(self) -> bool:
        """Say whether learners do something in it."""
        from editor.markdown.teaching import practises

        return self.asks or practises(self.document, self.headings)

    @cached_property
    def aims(self) -> bool:
        """Say whether it tells what learners can do after it."""
        from editor.markdown.teaching import aims

        return aims(self.document, self.headings)

    @cached_property
    def reading(self) -> Counts:
        """Count what its prose is made of."""
        from editor.markdown.reading.counts import counts

        return counts(self.document)

    @property
    def language(self) -> str:
        """Give the language's tag that it declares."""
        return self.document.front_matter.language or ""

    @cached_property
    def length(self) -> Length:
        """Count its words."""
        from editor.markdown.structure import length_of

        return length_of(self.text)

    @property
    def minutes(self) -> float:
        """Give how long it takes to read."""
        return round(self.length.minutes, 2)


@dataclass(frozen=True)
class Around:
    """A lesson with what stands around it: the course's files and lessons by path, its language."""

    lesson: Lesson
    files: Collection[str]
    lessons: Collection[str]
    tongue: str = ""

    @property
    def language(self) -> str:
        """Give the language's tag of the lesson, else of its course."""
        return self.lesson.language or self.tongue

    def advice(
        self, rule: str, line: int, what: Told, mend: Told, span: tuple[int, int] = (0, 0)
    ) -> Check:
        """Say something that may be published as it is."""
        return Check(rule, "advice", self.lesson.path, line, what, mend, *span)

    def blocks(
        self, rule: str, line: int, what: Told, mend: Told, span: tuple[int, int] = (0, 0)
    ) -> Check:
        """Say something that learners could not pass."""
        return Check(rule, "blocks", self.lesson.path, line, what, mend, *span)


@dataclass(frozen=True)
class View(Around):
    """A lesson with its whole text."""

    lesson: LessonText

    @property
    def document(self) -> Document:
        """Give the parsed lesson."""
        return self.lesson.document

    def span(self, first: int, after: int | None = None) -> tuple[int, int]:
        """Give the places of a line, or of lines up to the one before `after`, without its end."""
        starts, lines = self.document.starts, self.document.lines
        last = min(first if after is None else after - 1, len(lines) - 1)
        return starts[first], starts[last] + len(lines[last])


@dataclass(frozen=True)
class CourseView:
    """A course: its lessons in reading order, and the paths of its files."""

    lessons: Sequence[Lesson]
    files: Collection[str] = ()

    @property
    def begun(self) -> bool:
        """Say whether there is more in it than headings: else nobody has begun to write it."""
        return any(one.asks or one.reading.words or one.reading.signs for one in self.lessons)


Found = Iterator[Check]
