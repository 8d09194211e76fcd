"""Check a course as a course: each lesson by itself, and all of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from app.flows.courses.gists import Enough, Told, gists_of_draft, gists_of_states
from app.flows.courses.lesson_paths import paths_in, paths_of
from editor.markdown.checks.around import check_course as check_together
from editor.markdown.checks.around import in_order
from editor.markdown.checks.finding import Check, Lesson, LessonText, Level, View
from editor.markdown.gist import Gist, LessonKnown, check_known
from sync.model.ids import NodeId
from sync.model.review import Version
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

if TYPE_CHECKING:
    from editor.markdown.checks.mending import Mend
    from editor.markdown.reading.minutes import Minutes


@dataclass(frozen=True)
class CourseCheck:
    """One thing worth a look, and where: the lesson, and its line from 1 (None: all of it).

    `ident` names it within its lesson, the same as long as it is found.
    """

    rule: str
    level: Level
    lesson: NodeId | None
    title: str
    line: int | None
    what: str
    mend: str
    ident: str = ""


@dataclass(frozen=True)
class Neighbours:
    """The lessons of a course as they were read before, to check one of them among the others.

    Not all are read at once; `whole` says that none is left.
    """

    lessons: dict[NodeId, LessonKnown]
    paths: dict[NodeId, str]
    files: frozenset[str]
    language: str
    whole: bool

    def are_as(self, before: Neighbours | None, lesson: NodeId) -> bool:
        """Say whether nothing has changed around a lesson."""
        return (
            before is not None
            and (self.paths, self.files) == (before.paths, before.files)
            and (self.language, self.whole) == (before.language, before.whole)
            and all(one is before.lessons.get(n) for n, one in self.lessons.items() if n != lesson)
        )


@dataclass(frozen=True)
class LessonChecked:
    """What was found in one lesson, and beside each what mends it, if a key can."""

    text: str
    found: tuple[Check, ...]
    mends: tuple[Mend | None, ...]
    minutes: Minutes
    gist: Gist


CHECK = "check-"
"""So begins the name of whatever was found."""
MOST_MENDS = 100
"""So many findings of one lesson get their mend worked out; the others have to be gone to."""


def neighbours(
    ws: Workspace,
    course: Course,
    before: Neighbours | None = None,
    enough: Enough | None = None,
) -> Neighbours:
    """Read what stands around the lessons of a course; what did not change is taken over.

    With `enough` it can be called in turns, so that other work comes in between.
    """
    paths = paths_of(course)
    lessons = _lessons(ws, course, paths, None, None, enough)
    for node, lesson in (before.lessons if before else {}).items():
        if lessons.get(node) == lesson:
            lessons[node] = lesson  # its links are worked out already
    language = course.facts.fields.get("language", "")
    files = frozenset(course.facts.files_now())
    whole = len(lessons) == sum(entry.kind == "lesson" for entry in course.outline.entries())
    return Neighbours(lessons, paths, files, language, whole)


def check_among(text: str, node: NodeId, around: Neighbours) -> LessonChecked:
    """Check the text of a lesson as it is being written: what `check_course` will say of it."""
    from editor.markdown.checks.table import check_parsed, mend_of
    from editor.markdown.gisting import gist_in
    from editor.markdown.reading.minutes import minutes_of

    known = around.lessons.get(node)
    path, paths = around.paths.get(node, ""), frozenset(around.paths.values())
    lesson = LessonText(path, known.title if known else "", text)
    lessons: dict[NodeId, Lesson] = {**around.lessons, node: lesson}
    by_path = {one.path: one for one in lessons.values()}
    own = check_parsed(lesson, files=around.files, lessons=paths, language=around.language)
    together = check_together(list(lessons.values()), around.files) if around.whole else ()
    found = in_order([*own, *(check for check in together if check.lesson == path)])
    view = View(lesson, around.files, paths, around.language)
    mends = (mend_of(view, by_path, check) for check in found[:MOST_MENDS])
    minutes = minutes_of(text, lesson.document.front_matter, lesson.length)
    return LessonChecked(text, found, tuple(mends), minutes, gist_in(lesson))


@dataclass(frozen=True)
class WholeCheck:
    """What was found in a course, and what was read for it.

    `doubtful` are the lessons with something in them that is broken only if it came by merging.
    """

    found: list[CourseCheck]
    around: Neighbours

    @property
    def doubtful(self) -> list[NodeId]:
        """The lessons in which a merge may have broken what no check finds."""
        return [node for node, known in self.around.lessons.items() if known.gist.doubtful]


def check_course(
    ws: Workspace, course: Course, version: Version | None = None, told: Told | None = None
) -> list[CourseCheck]:
    """Check today's draft, or the texts of a version; what blocks a release comes first."""
    return check_whole(ws, course, version, told).found


def check_whole(
    ws: Workspace, course: Course, version: Version | None = None, told: Told | None = None
) -> WholeCheck:
    """Check a course as `check_course` does, and give also what was read for it."""
    around = _around(ws, course, version, told)
    found: list[tuple[NodeId | None, Check]] = []
    known = set(around.paths.values())
    for node, lesson in around.lessons.items():
        own = check_known(lesson, files=around.files, lessons=known, language=around.language)
        found += [(node, check) for check in own]
    by_path = {path: node for node, path in around.paths.items()}
    together = check_together(list(around.lessons.values()), around.files)
    found += [(by_path.get(check.lesson), check) for check in together]
    names = Names()
    checks = [_placed(course, node, check, names.of(check, node)) for node, check in found]
    return WholeCheck(sorted(checks, key=lambda check: check.level != "blocks"), around)


def _around(
    ws: Workspace, course: Course, version: Version | None, told: Told | None
) -> Neighbours:
    """Read a whole draft, or a version with what stood around its lessons."""
    outline = version.named.outline if version else course.outline.entries()
    paths = paths_in(course, outline)
    files = version.named.files if version else course.facts.files_now()
    lessons = _lessons(ws, course, paths, version, told)
    language = course.facts.fields.get("language", "")
    return Neighbours(lessons, paths, frozenset(files), language, whole=True)


def _lessons(
    ws: Workspace,
    course: Course,
    paths: dict[NodeId, str],
    version: Version | None,
    told: Told | None,
    enough: Enough | None = None,
) -> dict[NodeId, LessonKnown]:
    entries = version.named.outline if version else course.outline.entries()
    lessons = [entry for entry in entries if entry.kind == "lesson"]
    if version is None:
        gists = gists_of_draft(ws, course, told, enough)
    else:
        states = {entry.node: version.named.texts[entry.node] for entry in lessons}
        gists = gists_of_states(ws, course.log, states, told)
    return {
        entry.node: LessonKnown(paths.get(entry.node, ""), entry.title, gists[entry.node])
        for entry in lessons
        if entry.node in gists
    }


class Names:
    """Name what is found in a lesson, the same as long as it is found, whatever comes before."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[NodeId | None, str]] = Counter()

    def of(self, check: Check, lesson: NodeId | None = None) -> str:
        """Name the next thing found in a lesson."""
        name = f"{CHECK}{check.rule}-{crc32(check.what.encode()):x}"
        number = self._seen[lesson, name]
        self._seen[lesson, name] += 1
        return f"{name}-{number}"


def names_of(found: Sequence[Check]) -> tuple[str, ...]:
    """Name all that was found in one lesson."""
    names = Names()
    return tuple(names.of(check) for check in found)


def _placed(course: Course, node: NodeId | None, check: Check, ident: str) -> CourseCheck:
    title = course.outline.nodes[node].title if node in course.outline.nodes else course.title
    line = check.line + 1 if node is not None else None
    return CourseCheck(check.rule, check.level, node, title, line, check.what, check.mend, ident)
