"""The one table of rules, and the two questions that are asked of it. Nothing here reads a file."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from editor.markdown.checks import across, build, leftovers, links, pictures, questions
from editor.markdown.checks.finding import Check, Found, LessonText, View


@dataclass(frozen=True)
class LessonRule:
    """A rule for one lesson: its theme for the summary, and how it finds."""

    theme: str
    find: Callable[[View], Found]


@dataclass(frozen=True)
class CourseRule:
    """A rule for a whole course."""

    theme: str
    find: Callable[[Sequence[LessonText]], Found]


LESSON_RULES: tuple[LessonRule, ...] = (
    LessonRule("right answers", questions.without_right_answer),
    LessonRule("right answers", questions.with_two_right_answers),
    LessonRule("questions", questions.with_too_few_options),
    LessonRule("questions", questions.with_empty_options),
    LessonRule("questions", questions.with_uneven_pairs),
    LessonRule("questions", questions.with_open_solution),
    LessonRule("questions", questions.with_script),
    LessonRule("leftovers", leftovers.merge_marks),
    LessonRule("links", links.dead_links),
    LessonRule("links", links.dead_anchors),
    LessonRule("links", links.empty_links),
    LessonRule("links", links.refused_addresses),
    LessonRule("pictures", pictures.dead_pictures),
    LessonRule("pictures", pictures.remote_pictures),
    LessonRule("pictures", pictures.wordless_pictures),
    LessonRule("pictures", pictures.films),
    LessonRule("tables", build.broken_tables),
    LessonRule("tables", build.table_rows),
    LessonRule("footnotes", build.footnotes),
    LessonRule("headings", build.heading_jumps),
    LessonRule("whole text", build.unclosed),
    LessonRule("whole text", build.emptiness),
    LessonRule("front matter", leftovers.front_matter),
    LessonRule("length", leftovers.minutes),
)
COURSE_RULES: tuple[CourseRule, ...] = (
    CourseRule("practice", across.no_quiz),
    CourseRule("titles", across.same_titles),
    CourseRule("links", across.dead_places),
)


def check_lesson(
    text: str, *, path: str, files: Container[str], lessons: Container[str]
) -> tuple[Check, ...]:
    """Check one lesson; `files` and `lessons` are the paths that the course has."""
    return check_parsed(LessonText(path, "", text), files=files, lessons=lessons)


def check_parsed(
    lesson: LessonText, *, files: Container[str], lessons: Container[str]
) -> tuple[Check, ...]:
    """Check a lesson that is also checked with its course: it is parsed once for both."""
    view = View(lesson, files, lessons)
    found = [check for rule in LESSON_RULES for check in rule.find(view)]
    return tuple(sorted(found, key=lambda check: (check.level != "blocks", check.line)))


def check_course(lessons: Sequence[LessonText]) -> tuple[Check, ...]:
    """Check what only all lessons together show, in reading order."""
    return tuple(check for rule in COURSE_RULES for check in rule.find(lessons))
