"""Overlaps of a course beside its texts and outline: files at one path, and its description.

Two people who place different bytes at one path apart disagree, and so do a removal and new bytes,
and two titles of the course. The same bytes, or the same words, placed twice are no overlap.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sync.model.course import CourseFacts
from sync.model.ids import FactId, PersonId, sha_of
from sync.model.payloads import PlacedFile
from sync.model.registers import Entry, Register

CourseOverlapKind = Literal["file-apart", "file-removed", "described-apart"]


@dataclass(frozen=True)
class CourseWording:
    """One side: the file that somebody placed, or the words that they wrote; who, and when first.

    An empty SHA-256 in `file` is a removal; `words` are those of a description.
    """

    people: tuple[PersonId, ...]
    at: int
    file: PlacedFile | None = None
    words: str = ""

    @property
    def sha(self) -> str:
        """Name what was chosen, for a confirmation."""
        return (self.file.sha or sha_of("removed")) if self.file else sha_of(self.words)


@dataclass(frozen=True)
class CourseOverlap:
    """A disagreement about one file or field. `heads` are what a settling fact must have seen.

    `about` is the path of the file, or the name of the field; `was` is what stood there before.
    """

    id: str
    about: str
    kind: CourseOverlapKind
    was: CourseWording | None
    wordings: tuple[CourseWording, ...]
    heads: tuple[FactId, ...]

    @property
    def standing(self) -> CourseWording:
        """What the course shows meanwhile: the last in order, a file before its removal."""
        files = [w for w in self.wordings if w.file is None or w.file.sha]
        return files[-1]


def course_overlaps(course: CourseFacts) -> tuple[CourseOverlap, ...]:
    """List what is open about the files and the description of a course, by name."""
    found = [_of_file(path, register) for path, register in sorted(course.files.items())]
    found += [_of_field(field, register) for field, register in sorted(course.described.items())]
    return tuple(overlap for overlap in found if overlap is not None)


def _of_file(path: str, register: Register[PlacedFile]) -> CourseOverlap | None:
    heads = register.heads()
    shas = {head.value.sha for head in heads}
    if len(shas) < 2:
        return None
    kind: CourseOverlapKind = "file-apart" if len(shas - {""}) > 1 else "file-removed"
    before = register.before(heads)
    was = CourseWording((before.person,), before.at, before.value) if before else None
    placed = _by_last([head.value.sha for head in heads])
    groups = [[head for head in heads if head.value.sha == sha] for sha in placed]
    wordings = [CourseWording(_people(g), g[0].at, g[0].value) for g in groups]
    return _overlap(path, kind, was, wordings, heads)


def _of_field(name: str, register: Register[str]) -> CourseOverlap | None:
    heads = register.heads()
    values = _by_last([head.value for head in heads])
    if len(values) < 2:
        return None
    before = register.before(heads)
    was = CourseWording((before.person,), before.at, words=before.value) if before else None
    groups = [[head for head in heads if head.value == value] for value in values]
    wordings = [CourseWording(_people(g), g[0].at, words=g[0].value) for g in groups]
    return _overlap(name, "described-apart", was, wordings, heads)


def _by_last(values: list[str]) -> list[str]:
    """List different values in the order in which each came last, to end with what stands."""
    return sorted(set(values), key=lambda value: len(values) - values[::-1].index(value))


def _people(heads: Iterable[Entry[PlacedFile] | Entry[str]]) -> tuple[PersonId, ...]:
    return tuple(dict.fromkeys(head.person for head in heads))


def _overlap(
    about: str,
    kind: CourseOverlapKind,
    was: CourseWording | None,
    wordings: list[CourseWording],
    heads: Iterable[Entry[PlacedFile] | Entry[str]],
) -> CourseOverlap:
    facts = tuple(sorted(head.fact for head in heads))
    ident = sha_of("\0".join((kind, about, *facts)))[:24]
    return CourseOverlap(ident, about, kind, was, tuple(wordings), facts)
