"""What the page of backups shows, ready in words."""

from __future__ import annotations

from dataclasses import dataclass

from editor.panels.cards.runs import Marked


@dataclass(frozen=True)
class BackupLine:
    """A backup in the list; `damaged` ones are shown as such, and cannot be opened."""

    path: str
    day: str
    time: str
    told: str
    damaged: bool = False

    @property
    def name(self) -> str:
        """Name it as people do."""
        return f"{self.day}, {self.time}"


@dataclass(frozen=True)
class ThingThen:
    """A course or a lesson in a backup; `told` says how it differs from today's."""

    id: str
    title: str
    told: str
    differs: bool = True


@dataclass(frozen=True)
class BackupShown:
    """A backup that is open: its courses."""

    line: BackupLine
    courses: tuple[ThingThen, ...]


@dataclass(frozen=True)
class CourseShown:
    """A course as the backup holds it: its lessons; `gone` if it is not here today."""

    id: str
    title: str
    lessons: tuple[ThingThen, ...]
    gone: bool = False


@dataclass(frozen=True)
class LessonShown:
    """A lesson then, against today's; `blocks` are the places that differ, word by word.

    `gone` lessons are not here today, `same` ones read as they did.
    """

    course: str
    course_title: str
    id: str
    title: str
    blocks: tuple[tuple[Marked, ...], ...]
    same: bool = False
    gone: bool = False


@dataclass(frozen=True)
class Offer:
    """What is about to happen, and the verb for it; nothing is done before it is pressed."""

    title: str
    told: str
    verb: str


@dataclass(frozen=True)
class Done:
    """What was done; `course` can be opened, the safety backup is named in `told`."""

    title: str
    told: str
    course: str = ""
    lesson: str = ""
