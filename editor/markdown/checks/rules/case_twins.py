"""Files whose names differ only in case: on many computers one of them takes the other's place."""

from __future__ import annotations

from collections import defaultdict
from unicodedata import normalize

from editor.markdown.checks.finding import Check, CourseView, Found
from editor.markdown.told import told
from sync.model.language import mark

NAME = "case-twins"


def find(course: CourseView) -> Found:
    """Name files and lessons whose paths differ only in case, at the first lesson that has one."""
    if not course.lessons:
        return
    by_name: dict[str, list[str]] = defaultdict(list)
    lessons = [lesson.path for lesson in course.lessons]
    for path in dict.fromkeys([*lessons, *sorted(course.files)]):
        by_name[_plain(path)].append(path)
    for twins in by_name.values():
        if len(twins) > 1:
            place, line, span = _place(course, twins)
            yield Check(
                NAME,
                "advice",
                place,
                line,
                told(
                    mark(
                        "“{one}” and “{other}” differ only in case. Where a computer "
                        "tells no difference, one takes the place of the other."
                    ),
                    one=twins[0],
                    other=twins[1],
                ),
                told(mark("Give one of them another name.")),
                *span,
            )


def _plain(path: str) -> str:
    return normalize("NFC", normalize("NFC", path).casefold())


def _place(course: CourseView, twins: list[str]) -> tuple[str, int, tuple[int, int]]:
    """Find where one of them stands: a lesson that is one, else the first that mentions one."""
    for lesson in course.lessons:
        if lesson.path in twins:
            return lesson.path, 0, (0, 0)
    for lesson in course.lessons:
        for mention in lesson.mentions:
            if mention.target.kind == "inside" and mention.target.value in twins:
                return lesson.path, mention.line, (mention.start, mention.end)
    return course.lessons[0].path, 0, (0, 0)
