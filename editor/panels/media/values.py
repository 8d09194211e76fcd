"""What the page of media shows, ready in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sync.model.language import mark


class Show(StrEnum):
    """Which files are listed."""

    ALL = mark("All")
    UNUSED = mark("Not used")
    MISSING = mark("Missing")
    WORDLESS = mark("Without words")
    LARGE = mark("Large")


@dataclass(frozen=True)
class UseRow:
    """A place that shows a file; only a picture has words that say what it shows."""

    lesson: str
    title: str
    line: int
    start: int
    words: str = ""
    is_picture: bool = False


@dataclass(frozen=True)
class FileRow:
    """A file of the course, or one that lessons name and the course does not have.

    `told` says what it is and how large; `used` where; `leaving` what others do not get of it.
    `sha` names its bytes, "" if it has none.
    """

    path: str
    name: str
    told: str
    used: str
    uses: tuple[UseRow, ...] = ()
    sha: str = ""
    size: int = 0
    is_picture: bool = False
    icon: str = "file-text"
    shows: frozenset[Show] = frozenset((Show.ALL,))
    advice: str = ""
    has_original: bool = False
    leaving: str = ""

    @property
    def is_missing(self) -> bool:
        """Tell whether the course does not have it."""
        return Show.MISSING in self.shows

    @property
    def is_unused(self) -> bool:
        """Tell whether nothing in the course shows or names it."""
        return Show.UNUSED in self.shows

    @property
    def is_large(self) -> bool:
        """Tell whether shrinking is worth while."""
        return Show.LARGE in self.shows


@dataclass(frozen=True)
class MediaShown:
    """All files of a course; `told` says how much there is, `part` how full it is, 0 to 1."""

    course: str
    rows: tuple[FileRow, ...]
    told: str
    advice: str = ""
    part: float = 0.0
    may_change: bool = True


@dataclass(frozen=True)
class Done:
    """What was done, with the verb that takes it back ("" if that cannot be)."""

    title: str
    told: str = ""
    undo: str = mark("Undo")
