"""Check a course as a course: each lesson by itself, and all of them together."""

from __future__ import annotations

from dataclasses import dataclass

from app.flows.gists import Told, gists_of_draft, gists_of_states
from app.flows.lesson_paths import paths_of
from editor.markdown.checks.around import check_course as check_together
from editor.markdown.checks.finding import Check, Level
from editor.markdown.gist import LessonKnown, check_known
from sync.model.ids import NodeId
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
    ws: Workspace, course: Course, version: Version | None = None, told: Told | None = None
) -> list[CourseCheck]:
    """Check today's draft, or the texts of a version; what blocks a release comes first."""
    paths = paths_of(course)
    lessons = _lessons(ws, course, paths, version, told)
    files = version.named.files if version else course.facts.files_now()
    known = set(paths.values())
    language = course.facts.fields.get("language", "")
    found: list[tuple[NodeId | None, Check]] = []
    for node, lesson in lessons.items():
        own = check_known(lesson, files=files, lessons=known, language=language)
        found += [(node, check) for check in own]
    by_path = {path: node for node, path in paths.items()}
    together = check_together(list(lessons.values()), files)
    found += [(by_path.get(check.lesson), check) for check in together]
    checks = [_placed(course, node, check) for node, check in found]
    return sorted(checks, key=lambda check: check.level != "blocks")


def _lessons(
    ws: Workspace,
    course: Course,
    paths: dict[NodeId, str],
    version: Version | None,
    told: Told | None,
) -> dict[NodeId, LessonKnown]:
    entries = version.named.outline if version else course.outline.entries()
    lessons = [entry for entry in entries if entry.kind == "lesson"]
    if version is None:
        gists = gists_of_draft(ws, course, told)
    else:
        states = {entry.node: version.named.texts[entry.node] for entry in lessons}
        gists = gists_of_states(ws, course.log, states, told)
    return {
        entry.node: LessonKnown(paths.get(entry.node, ""), entry.title, gists[entry.node])
        for entry in lessons
    }


def _placed(course: Course, node: NodeId | None, check: Check) -> CourseCheck:
    title = course.outline.nodes[node].title if node in course.outline.nodes else course.title
    line = check.line + 1 if node is not None else None
    return CourseCheck(check.rule, check.level, node, title, line, check.what, check.mend)
