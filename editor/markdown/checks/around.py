"""The rules that look around a lesson and over a course: none of them parses a text."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass

from editor.markdown.checks import across, links, pictures
from editor.markdown.checks.finding import Around, Check, Found, Lesson


@dataclass(frozen=True)
class AroundRule:
    """A rule for a lesson among its neighbours: its theme for the summary, and how it finds."""

    theme: str
    find: Callable[[Around], Found]


@dataclass(frozen=True)
class CourseRule:
    """A rule for a whole course."""

    theme: str
    find: Callable[[Sequence[Lesson]], Found]


AROUND_RULES: tuple[AroundRule, ...] = (
    AroundRule("links", links.dead_links),
    AroundRule("links", links.refused_addresses),
    AroundRule("pictures", pictures.dead_pictures),
    AroundRule("pictures", pictures.films),
)
COURSE_RULES: tuple[CourseRule, ...] = (
    CourseRule("practice", across.no_quiz),
    CourseRule("titles", across.same_titles),
    CourseRule("links", across.dead_places),
)


def check_around(
    lesson: Lesson, *, files: Container[str], lessons: Container[str]
) -> Iterable[Check]:
    """Check a lesson against what stands around it."""
    view = Around(lesson, files, lessons)
    return [check for rule in AROUND_RULES for check in rule.find(view)]


def in_order(found: Iterable[Check]) -> tuple[Check, ...]:
    """Order what was found in one lesson: what blocks first, then by line."""
    return tuple(sorted(found, key=lambda check: (check.level != "blocks", check.line, check.rule)))


def check_course(lessons: Sequence[Lesson]) -> tuple[Check, ...]:
    """Check what only all lessons together show, in reading order."""
    return tuple(check for rule in COURSE_RULES for check in rule.find(lessons))
