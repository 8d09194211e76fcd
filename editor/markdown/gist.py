"""What a lesson's text says by itself, kept apart from it: checked and published without parsing.

A gist depends on the text alone, not on the lesson's path or on what stands around it, and on
the rules, which have a number. `gisting` makes it; here it is used, and no parser is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property

import msgspec

from editor.markdown.checks.around import check_around, in_order
from editor.markdown.checks.finding import Check, Level
from editor.markdown.mentions import Kind, Mention
from editor.markdown.prints import print_from
from editor.markdown.reading.measured import Counts
from editor.markdown.safety import target_of
from editor.markdown.told import Told

RULES = 16
"""Number of the rules that gists are made by: one more for each change in what a gist holds.

That is any change in how Markdown is read, in a check's words, in fingerprints. A test holds
some gists, and fails if they change under the same number.
"""


class Finding(msgspec.Struct, frozen=True, array_like=True):
    """What a rule found in the text; the line counts from 0, the place in code points."""

    rule: str
    level: Level
    line: int
    what: Told
    mend: Told
    start: int = 0
    end: int = 0


class Mentioned(msgspec.Struct, frozen=True, array_like=True):
    """A link or a picture, with its place in the text."""

    kind: Kind
    address: str
    words: str
    line: int
    start: int
    end: int


class Gist(msgspec.Struct, frozen=True, omit_defaults=True):
    """All that a text says by itself: findings, mentions, anchors, blocks, right answers.

    `minutes` are those that its words take to read, `declared` those that it says, if it does.
    A block is its fingerprint, or its parts where a picture of the course is one of them. A
    question is the number of its block, and hashes of what it asks, its options, what is right.
    `doubtful` says that there is something in it that is broken only if it came by merging.
    """

    found: tuple[Finding, ...] = ()
    mentions: tuple[Mentioned, ...] = ()
    anchors: tuple[str, ...] = ()
    asks: bool = False
    practises: bool = False
    aims: bool = False
    language: str = ""
    minutes: float = 0.0
    declared: float = 0.0
    reading: Counts = Counts()
    blocks: tuple[tuple[str, ...], ...] = ()
    answers: str = ""
    questions: tuple[tuple[int, str, str, str], ...] = ()
    doubtful: bool = False

    def print_at(self, path: str, media: Callable[[str], str | None]) -> str:
        """Join the fingerprints of the blocks; `media` gives the SHA-256 of a course file."""
        return " ".join(print_from(parts, path, media) for parts in self.blocks)


@dataclass(frozen=True)
class LessonKnown:
    """A lesson whose text was read before: its path in the course, its title, its gist."""

    path: str
    title: str
    gist: Gist

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Give its links and pictures, judged from where it stands."""
        return tuple(
            Mention(
                m.kind, m.address, m.words, m.line, m.start, m.end, target_of(m.address, self.path)
            )
            for m in self.gist.mentions
        )

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Give the places in it that a link may name after `#`."""
        return frozenset(self.gist.anchors)

    @property
    def asks(self) -> bool:
        """Say whether it has a quiz."""
        return self.gist.asks

    @property
    def practises(self) -> bool:
        """Say whether learners do something in it."""
        return self.gist.practises

    @property
    def aims(self) -> bool:
        """Say whether it tells what learners can do after it."""
        return self.gist.aims

    @property
    def reading(self) -> Counts:
        """Give what its prose is made of."""
        return self.gist.reading

    @property
    def language(self) -> str:
        """Give the language's tag that it declares."""
        return self.gist.language

    @property
    def minutes(self) -> float:
        """Give how long it takes to read."""
        return self.gist.minutes


def check_known(
    lesson: LessonKnown, *, files: Collection[str], lessons: Collection[str], language: str = ""
) -> tuple[Check, ...]:
    """Check a lesson by its gist: what `check_parsed` finds in its text."""
    path = lesson.path
    own = [
        Check(f.rule, f.level, path, f.line, f.what, f.mend, f.start, f.end)
        for f in lesson.gist.found
    ]
    around = check_around(lesson, files=files, lessons=lessons, language=language)
    return in_order([*own, *around])
