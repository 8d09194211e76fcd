"""List the files of a course: what each is, where it is shown, which are missing or not used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from app.flows.courses.gists import gists_of_draft
from app.flows.courses.lesson_paths import paths_of
from app.flows.files.exporting import texts_now
from app.flows.media.media_budget import may_shrink
from app.flows.media.media_cleaning import original_of, to_be_cleaned
from editor.formats.media.cleaning import pixels
from editor.formats.media.kinds import UNKNOWN, Kind, kind_of
from editor.formats.media.outcome import Damaged, What
from editor.markdown.gist import LessonKnown
from editor.markdown.media_text import names_file, players
from sync.model.ids import NodeId, Sha
from sync.model.payloads import PlacedFile
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

_HEAD = 1 << 18
_OWN_FAMILIES = ("picture", "sound", "film", "document")
_READABLE = 1 << 18


@dataclass(frozen=True)
class Use:
    """A place that shows a file or links to it; `line` counts from 1, `start` in code points."""

    lesson: NodeId
    title: str
    line: int
    start: int
    words: str
    is_picture: bool


@dataclass(frozen=True)
class CourseFile:
    """A file of the course as it stands; `here` is false while its bytes have not come yet.

    `named` says that its name stands somewhere though nothing shows it: it may be needed.
    `leaves_without` says what is taken out of it before others get it.
    """

    path: str
    sha: Sha
    size: int
    kind: Kind = UNKNOWN
    pixels: tuple[int, int] | None = None
    uses: tuple[Use, ...] = ()
    named: bool = False
    here: bool = True
    original: Sha | None = None
    leaves_without: frozenset[What] = frozenset()

    @property
    def name(self) -> str:
        """Its name, without the folders."""
        return self.path.rpartition("/")[2]

    @property
    def is_unused(self) -> bool:
        """Tell whether nothing in the course shows or names it."""
        return not self.uses and not self.named and self.kind.family in _OWN_FAMILIES

    @property
    def without_words(self) -> tuple[Use, ...]:
        """List the places that show it and say nothing to those who cannot see it."""
        return tuple(use for use in self.uses if use.is_picture and not use.words)

    @property
    def may_shrink(self) -> bool:
        """Tell whether it is larger than a lesson needs."""
        return may_shrink(self.kind, self.size, self.pixels)


@dataclass(frozen=True)
class MissingFile:
    """A file that lessons name and the course does not have."""

    path: str
    uses: tuple[Use, ...]


@dataclass(frozen=True)
class CourseMedia:
    """All files of a course, by path."""

    title: str
    files: tuple[CourseFile, ...]
    missing: tuple[MissingFile, ...] = ()

    @property
    def size(self) -> int:
        """What they have together, in bytes."""
        return sum(file.size for file in self.files)


def media_of(ws: Workspace, course: Course) -> CourseMedia:
    """Look through the whole draft, with what a window has not sealed yet."""
    looking = _Looking(ws, course)
    looking.read()
    placed = course.facts.files_now()
    texts = tuple(looking.texts.values())
    notes = tuple(_small_texts(ws, placed.values()))
    unclean = {one.path: one.taken_out for one in to_be_cleaned(ws, placed.values())}
    files = []
    for path, file in placed.items():
        uses = tuple(looking.uses.get(path, ()))
        others = (*texts, *(words for owner, words in notes if owner != path))
        named = not uses and any(names_file(one, path.rpartition("/")[2]) for one in others)
        one = _file(ws, file, uses, named=named)
        files.append(replace(one, leaves_without=unclean.get(path, frozenset())))
    known = {*placed, *looking.lessons.values()}
    missing = [
        MissingFile(path, tuple(shown))
        for path, uses in looking.uses.items()
        if path not in known and (shown := [use for use in uses if use.is_picture])
    ]
    return CourseMedia(course.title, tuple(files), tuple(sorted(missing, key=lambda m: m.path)))


@dataclass
class _Looking:
    """What the lessons of a course name, collected once."""

    ws: Workspace
    course: Course
    lessons: dict[NodeId, str] = field(default_factory=dict)
    texts: dict[NodeId, str] = field(default_factory=dict)
    uses: dict[str, list[Use]] = field(default_factory=dict)

    def read(self) -> None:
        """Find all mentions, in the order of the outline."""
        self.lessons = paths_of(self.course)
        entries = [e for e in self.course.outline.entries() if e.kind == "lesson"]
        self.texts = texts_now(self.ws, self.course.log, [entry.node for entry in entries])
        gists = gists_of_draft(self.ws, self.course)
        for entry in entries:
            path = self.lessons.get(entry.node, "")
            known = LessonKnown(path, entry.title, gists[entry.node])
            seen: set[int] = set()
            for one in known.mentions:
                if one.target.kind == "inside":
                    seen.add(one.start)
                    self._note(
                        one.target.value,
                        Use(entry.node, entry.title, one.line + 1, one.start, one.words,
                            one.kind == "image"),
                    )  # fmt: skip
            text = self.texts.get(entry.node, "")
            for player in players(text, path):
                if player.start not in seen:
                    line = text.count("\n", 0, player.start) + 1
                    use = Use(entry.node, entry.title, line, player.start, "", False)
                    self._note(player.path, use)

    def _note(self, path: str, use: Use) -> None:
        self.uses.setdefault(path, []).append(use)


def _file(ws: Workspace, file: PlacedFile, uses: tuple[Use, ...], *, named: bool) -> CourseFile:
    head = _head(ws, file.sha)
    if head is None:
        return CourseFile(file.path, file.sha, file.size, uses=uses, named=True, here=False)
    kind = kind_of(head, file.path)
    try:
        size = pixels(head, kind)
    except (Damaged, StopIteration):
        size = None
    original = original_of(ws, file.sha)
    return CourseFile(file.path, file.sha, file.size, kind, size, uses, named, True, original)


def _head(ws: Workspace, sha: Sha, most: int = _HEAD) -> bytes | None:
    try:
        with ws.store.media.path(sha).open("rb") as file:
            return file.read(most)
    except OSError:
        return None


def _small_texts(ws: Workspace, files: Iterable[PlacedFile]) -> Iterable[tuple[str, str]]:
    """Read the pages, styles and lists beside the lessons: they may name files too."""
    for file in files:
        head = _head(ws, file.sha, _READABLE) if file.size <= _READABLE else None
        if head is not None and kind_of(head).family == "text":
            yield file.path, head.decode("utf-8", "replace")
