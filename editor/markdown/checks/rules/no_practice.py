"""A course, or the end of a module, in which learners do nothing but read."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from editor.markdown.checks.finding import Check, CourseView, Found, Lesson
from editor.markdown.teaching import is_aside
from editor.markdown.told import Told, told
from sync.model.language import mark

NAME = "no-practice"
SHORT = 1.0
"""Minutes: what is shorter is a cover or a list."""
FEW = 3
"""So many modules are named each; more are named together, at the first."""
_HOW = told(mark("Learners remember what they did. Ask a question, or give them something to try."))


def find(course: CourseView) -> Found:
    """Say it once for a course without practice; else where a module ends without any."""
    lessons = course.lessons
    if not any(lesson.practises for lesson in lessons):
        if course.begun:
            yield _check(
                lessons[0], told(mark("This course has no question to answer and nothing to try."))
            )
        return
    modules: dict[str, list[Lesson]] = {}
    for lesson in lessons:
        modules.setdefault(posixpath.dirname(lesson.path), []).append(lesson)
    left = [found for module in modules.values() if (found := _left_without(module))]
    if len(left) > FEW:
        what = told(
            mark("Learners only read to the end of {count} modules, first from here."),
            count=len(left),
        )
        yield _check(left[0], what)
        return
    for lesson in left:
        what = told(mark("From here to the end of the module, learners only read: nothing to try."))
        yield _check(lesson, what)


def _check(lesson: Lesson, what: Told) -> Check:
    return Check(NAME, "advice", lesson.path, 0, what, _HOW)


def _left_without(module: Sequence[Lesson]) -> Lesson | None:
    """Find the first lesson after the last one that practises, if there is something to read."""
    done = max((n for n, lesson in enumerate(module) if lesson.practises), default=-1)
    rest = (one for one in module[done + 1 :] if one.minutes >= SHORT and not is_aside(one.path))
    return next(rest, None)
