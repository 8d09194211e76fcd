"""The one table of rules, and the two questions that are asked of it. Nothing here reads a file."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass

from editor.markdown.checks import build, leftovers, links, pictures, questions
from editor.markdown.checks.around import (
    AROUND_RULES,
    COURSE_RULES,
    AroundRule,
    check_around,
    check_course,
    in_order,
)
from editor.markdown.checks.finding import Check, Found, LessonText, View

__all__ = ["COURSE_RULES", "LESSON_RULES", "check_course", "check_lesson", "check_parsed"]


@dataclass(frozen=True)
class TextRule:
    """A rule for the text of a lesson: its theme for the summary, and how it finds."""

    theme: str
    find: Callable[[View], Found]


TEXT_RULES: tuple[TextRule, ...] = (
    TextRule("right answers", questions.without_right_answer),
    TextRule("right answers", questions.with_two_right_answers),
    TextRule("questions", questions.with_too_few_options),
    TextRule("questions", questions.with_empty_options),
    TextRule("questions", questions.with_uneven_pairs),
    TextRule("questions", questions.with_open_solution),
    TextRule("questions", questions.with_script),
    TextRule("leftovers", leftovers.merge_marks),
    TextRule("links", links.dead_anchors),
    TextRule("links", links.empty_links),
    TextRule("pictures", pictures.remote_pictures),
    TextRule("pictures", pictures.wordless_pictures),
    TextRule("tables", build.broken_tables),
    TextRule("tables", build.table_rows),
    TextRule("footnotes", build.footnotes),
    TextRule("headings", build.heading_jumps),
    TextRule("whole text", build.unclosed),
    TextRule("whole text", build.emptiness),
    TextRule("front matter", leftovers.front_matter),
    TextRule("length", leftovers.minutes),
)
LESSON_RULES: tuple[TextRule | AroundRule, ...] = (*TEXT_RULES, *AROUND_RULES)


def check_lesson(
    text: str, *, path: str, files: Container[str], lessons: Container[str]
) -> tuple[Check, ...]:
    """Check one lesson; `files` and `lessons` are the paths that the course has."""
    return check_parsed(LessonText(path, "", text), files=files, lessons=lessons)


def check_parsed(
    lesson: LessonText, *, files: Container[str], lessons: Container[str]
) -> tuple[Check, ...]:
    """Check a lesson that is also checked with its course: it is parsed once for both."""
    around = check_around(lesson, files=files, lessons=lessons)
    return in_order([*check_text(lesson), *around])


def check_text(lesson: LessonText) -> list[Check]:
    """Check a text by itself: what is found depends on nothing else, not even on its path."""
    view = View(lesson, (), ())
    return [check for rule in TEXT_RULES for check in rule.find(view)]
