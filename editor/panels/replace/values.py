"""What the page of replacing shows: lessons, and in each the places with before and after."""

from __future__ import annotations

from dataclasses import dataclass

from editor.panels.cards.runs import Mark, Run, spoken
from sync.model.language import say, say_many


@dataclass(frozen=True)
class HitRow:
    """One place: its line from 1, the words around it, what goes and what comes.

    `start` tells it apart in its lesson. A `disputed` one was changed by two people apart.
    """

    start: int
    line: int
    before: str
    gone: str
    put: str
    after: str
    disputed: bool = False

    @property
    def runs(self) -> tuple[Run, ...]:
        """The place as marked runs."""
        same = Mark.SAME.value
        runs = (
            Run(same, self.before),
            Run(Mark.GONE.value, self.gone),
            Run(Mark.NEW.value, self.put),
            Run(same, self.after),
        )
        return tuple(run for run in runs if run.text)

    @property
    def spoken(self) -> str:
        """The place as a reader says it."""
        words = spoken(self.runs)
        if self.disputed:
            return say("Line {line}, in an overlap to check: {words}", line=self.line, words=words)
        return say("Line {line}: {words}", line=self.line, words=words)


@dataclass(frozen=True)
class LessonRows:
    """The places of one lesson, from the top."""

    lesson: str
    title: str
    hits: tuple[HitRow, ...]

    @property
    def disputed(self) -> int:
        """How many of the places stand in an overlap."""
        return sum(hit.disputed for hit in self.hits)


def places_of(count: int) -> str:
    """Count places."""
    return say_many("1 place", "{count:,} places", count)


def lessons_of(count: int) -> str:
    """Count lessons."""
    return say_many("1 lesson", "{count:,} lessons", count)
