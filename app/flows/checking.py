"""Check a course as a course: each lesson by itself, and all of them together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.flows.lesson_paths import paths_of
from editor.markdown.checks.finding import Check, LessonText, Level
from editor.markdown.checks.table import check_course as check_together
from editor.markdown.checks.table import check_parsed
from editor.markdown.fingerprints import answer_digest, print_of
from sync.model.ids import NodeId, Sha
from sync.model.review import Version
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


@dataclass(frozen=True)
class CourseCheck:
    """One thing worth a look, and where: the lesson, and its line from 1 (None: all of it)."""

    rule: str
    level: Level
    lesson: NodeId | None
    title: str
    line: int | None
    what: str
    mend: str


def check_course(
    ws: Workspace, course: Course, version: Version | None = None
) -> list[CourseCheck]:
    """Check today's draft, or the texts of a version; what blocks a release comes first."""
    paths = paths_of(course)
    lessons = _texts(ws, course, paths, version)
    files = version.named.files if version else course.facts.files_now()
    known = set(paths.values())
    found: list[tuple[NodeId | None, Check]] = []
    for node, lesson in lessons.items():
        found += [(node, c) for c in check_parsed(lesson, files=files, lessons=known)]
    by_path = {path: node for node, path in paths.items()}
    together = check_together(list(lessons.values()))
    found += [(by_path.get(check.lesson), check) for check in together]
    checks = [_placed(course, node, check) for node, check in found]
    return sorted(checks, key=lambda check: check.level != "blocks")


def _texts(
    ws: Workspace, course: Course, paths: dict[NodeId, str], version: Version | None
) -> dict[NodeId, LessonText]:
    found: dict[NodeId, LessonText] = {}
    entries = version.named.outline if version else course.outline.entries()
    for entry in entries:
        if entry.kind != "lesson":
            continue
        if version is None:
            text = ws.lessons.seen_now(course.log, entry.node).text
        else:
            state = version.named.texts[entry.node]
            text = ws.lessons.text_at(course.log, entry.node, state)
        found[entry.node] = LessonText(paths.get(entry.node, ""), entry.title, text)
    return found


def _placed(course: Course, node: NodeId | None, check: Check) -> CourseCheck:
    title = course.outline.nodes[node].title if node in course.outline.nodes else course.title
    line = check.line + 1 if node is not None else None
    return CourseCheck(check.rule, check.level, node, title, line, check.what, check.mend)


def media_of(course: Course) -> Callable[[str], Sha | None]:
    """Give the hash of a course file by its path."""
    files = course.facts.files_now()

    def find(path: str) -> Sha | None:
        placed = files.get(path)
        return placed.sha if placed else None

    return find


def digests_of(course: Course, path: str, text: str) -> tuple[str, str]:
    """Fingerprint a lesson's blocks and digest its right answers, for a version."""
    return print_of(text, path=path, media=media_of(course)), answer_digest(text)
