"""A course that is too long for a micro-course."""

from __future__ import annotations

from editor.markdown.checks.finding import Check, CourseView, Found

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
            f"This course reads in {minutes / 60:.1f} hours, with {len(course.lessons)} lessons."
            " That is long for a micro-course.",
            "Make several courses of it: one for each thing that learners want to be able to do.",
        )
