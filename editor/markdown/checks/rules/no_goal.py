"""A course, or a lesson of it, that does not say what learners can do afterwards."""

from __future__ import annotations

import posixpath

from editor.markdown.checks.finding import Check, CourseView, Found, Lesson
from editor.markdown.checks.mending import Mend, Scene
from editor.markdown.frontmatter import change
from editor.markdown.teaching import is_aside, is_cover
from editor.markdown.told import Told, told
from sync.merge.edits import Edit, edits
from sync.model.errors import BadInput
from sync.model.language import mark, say

NAME = "no-goal"
SHORT = 0.5
"""Minutes: a shorter lesson is a cover, a list or a quiz, and needs no goal of its own."""
FEW = 3
"""So many lessons without a goal are named each; more are named together, at the first."""


def find(course: CourseView) -> Found:
    """Name the lessons without a goal; one said at a folder's cover holds for its folder."""
    lessons = course.lessons
    teaching = [one for one in lessons if one.minutes >= SHORT and not is_aside(one.path)]
    if not any(lesson.aims for lesson in lessons):
        if course.begun:
            yield _check(
                lessons[0],
                told(
                    mark(
                        "This course does not say what learners can do after it. They cannot "
                        "tell if it is for them, nor when they are done."
                    )
                ),
            )
        return
    covered = {posixpath.dirname(one.path) for one in lessons if one.aims and is_cover(one.path)}
    left = [one for one in teaching if not one.aims and not _is_in(covered, one.path)]
    if len(left) <= FEW:
        for lesson in left:
            yield _check(
                lesson, told(mark("This lesson does not say what learners can do after it."))
            )
    else:
        what = told(
            mark(
                "{count} of {whole} lessons, this one first, do not say what learners can do"
                " after them."
            ),
            count=len(left),
            whole=len(teaching),
        )
        yield _check(left[0], what)


def _is_in(folders: set[str], path: str) -> bool:
    """Say whether a path lies in one of the folders, or deeper."""
    parts = posixpath.dirname(path).split("/")
    return "" in folders or any("/".join(parts[:n]) in folders for n in range(1, len(parts) + 1))


def _check(lesson: Lesson, what: Told) -> Check:
    how = told(
        mark("Say it in one line: “After this lesson you can …”, or as “objective” at the top.")
    )
    return Check(NAME, "advice", lesson.path, 0, what, how)


def mend(scene: Scene, check: Check) -> Mend | None:
    """Ask for the goal, and write it as the objective at the top of the lesson."""
    text = scene.text
    if text.lstrip().startswith("<!--") or not _written(text, "x"):
        return None
    asks = say("After this lesson, what can learners do?")
    return Mend(say("Write the goal"), lambda said: _written(text, said), asks)


def _written(text: str, said: str) -> tuple[Edit, ...]:
    try:
        return edits(text, change(text, "objective", " ".join(said.split())))
    except BadInput:
        return ()
