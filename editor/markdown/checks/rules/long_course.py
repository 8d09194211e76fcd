"""A course that is too long for a micro-course."""

from __future__ import annotations

from editor.markdown.checks.finding import Check, CourseView, Found
from editor.markdown.told import told
from sync.model.language import mark

NAME = "long-course"
MOST_MINUTES = 120


def find(course: CourseView) -> Found:
    """Say if all lessons together are too long."""
    minutes = sum(lesson.minutes for lesson in course.lessons)
    if minutes > MOST_MINUTES:
        yield Check(
            NAME,
            "advice",
            course.lessons[0].path,
            0,
            told(
                mark(
                    "This course takes {hours} h to read (lessons: {count}). That is long for "
                    "a micro-course."
                ),
                hours=f"{minutes / 60:.1f}",
                count=len(course.lessons),
            ),
            told(
                mark(
                    "Make several courses of it: one for each thing that learners want to be "
                    "able to do."
                )
            ),
        )
