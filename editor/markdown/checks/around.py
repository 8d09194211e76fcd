"""The rules that look around a lesson and over a course: none of them parses a text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from editor.markdown.checks.finding import Around, Check, CourseView, Found, Lesson
from editor.markdown.checks.mending import Mender
from editor.markdown.checks.rules import (
    case_twins,
    dead_anchor,
    dead_link,
    dead_picture,
    film_format,
    long_course,
    no_goal,
    no_practice,
    reading_level,
    refused_address,
    same_title,
)
from sync.model.language import mark


@dataclass(frozen=True)
class AroundRule:
    """A rule for a lesson among its neighbours: name, theme, how it finds and mends."""

    name: str
    theme: str
    find: Callable[[Around], Found]
    mend: Mender | None = None


@dataclass(frozen=True)
class CourseRule:
    """A rule for a whole course."""

    name: str
    theme: str
    find: Callable[[CourseView], Found]
    mend: Mender | None = None


AROUND_RULES: tuple[AroundRule, ...] = (
    AroundRule(dead_link.NAME, mark("links"), dead_link.find, dead_link.mend),
    AroundRule(refused_address.NAME, mark("links"), refused_address.find),
    AroundRule(dead_picture.NAME, mark("pictures"), dead_picture.find, dead_picture.mend),
    AroundRule(film_format.NAME, mark("pictures"), film_format.find),
    AroundRule(reading_level.NAME, mark("reading level"), reading_level.find),
)
COURSE_RULES: tuple[CourseRule, ...] = (
    CourseRule(no_goal.NAME, mark("goal"), no_goal.find, no_goal.mend),
    CourseRule(no_practice.NAME, mark("practice"), no_practice.find),
    CourseRule(long_course.NAME, mark("length"), long_course.find),
    CourseRule(same_title.NAME, mark("titles"), same_title.find),
    CourseRule(case_twins.NAME, mark("file names"), case_twins.find),
    CourseRule(dead_anchor.NAME, mark("links"), dead_anchor.find_across, dead_anchor.mend),
)


def check_around(
    lesson: Lesson, *, files: Collection[str], lessons: Collection[str], language: str = ""
) -> Iterable[Check]:
    """Check a lesson against what stands around it; `language` is that of its course."""
    view = Around(lesson, files, lessons, language)
    return [check for rule in AROUND_RULES for check in rule.find(view)]


def in_order(found: Iterable[Check]) -> tuple[Check, ...]:
    """Order what was found in one lesson: what blocks first, then by line."""
    return tuple(sorted(found, key=lambda check: (check.level != "blocks", check.line, check.rule)))


def check_course(lessons: Sequence[Lesson], files: Collection[str] = ()) -> tuple[Check, ...]:
    """Check what only all lessons together show, in reading order."""
    course = CourseView(lessons, files)
    return tuple(check for rule in COURSE_RULES for check in rule.find(course))
