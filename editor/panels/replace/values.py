"""What the page of replacing shows: lessons, and in each the places with before and after."""

from __future__ import annotations

from dataclasses import dataclass

from editor.panels.cards.runs import Mark, Run, spoken


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
        note = ", in an overlap to check" if self.disputed else ""
        return f"Line {self.line}{note}: {spoken(self.runs)}"


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
    return "1 place" if count == 1 else f"{count:,} places"


def lessons_of(count: int) -> str:
    """Count lessons."""
    return "1 lesson" if count == 1 else f"{count:,} lessons"
