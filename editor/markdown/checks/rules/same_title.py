"""Lessons of one module that go by the same title; each module may have its “Summary”."""

from __future__ import annotations

import posixpath
from collections import defaultdict

from editor.markdown.checks.finding import Check, CourseView, Found, Lesson
from editor.markdown.told import told
from sync.model.language import mark

NAME = "same-title"


def find(course: CourseView) -> Found:
    """Name lessons of one module that go by the same title."""
    by_title: dict[tuple[str, str], list[Lesson]] = defaultdict(list)
    for lesson in course.lessons:
        title = " ".join(lesson.title.split()).casefold()
        by_title[posixpath.dirname(lesson.path), title].append(lesson)
    for (_, title), same in by_title.items():
        if title and len(same) > 1:
            others = ", ".join(lesson.path for lesson in same[1:4])
            yield Check(
                NAME,
                "advice",
                same[0].path,
                0,
                told(
                    mark("Several lessons are called “{title}”: this one, and {others}."),
                    title=same[0].title,
                    others=others,
                ),
                told(mark("Give each a title of its own, so that learners find their way.")),
            )
