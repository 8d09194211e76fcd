"""The one table of rules, and the questions that are asked of it. Nothing here reads a file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from editor.markdown.checks import swallowed
from editor.markdown.checks.around import (
    AROUND_RULES,
    COURSE_RULES,
    AroundRule,
    CourseRule,
    check_around,
    check_course,
    in_order,
)
from editor.markdown.checks.finding import Check, Found, Lesson, LessonText, View
from editor.markdown.checks.mending import Mend, Mender, Scene
from editor.markdown.checks.rules import (
    broken_table,
    dead_anchor,
    doubled_address,
    doubled_note,
    duplicate_id,
    empty_lesson,
    empty_link,
    empty_option,
    front_matter,
    gap_in_sentence,
    heading_jump,
    long_lesson,
    merge_marks,
    missing_address,
    missing_footnote,
    no_alt_text,
    no_right_answer,
    not_shown,
    open_code,
    open_comment,
    open_formula,
    open_solution,
    other_heading,
    remote_picture,
    scripted_quiz,
    stray_setting,
    table_row,
    taken_words,
    too_few_options,
    too_long,
    two_right_answers,
    uneven_pairs,
    unused_footnote,
)
from sync.model.language import mark

__all__ = ["COURSE_RULES", "LESSON_RULES", "check_course", "check_lesson", "check_parsed"]


@dataclass(frozen=True)
class TextRule:
    """A rule for the text of a lesson: name, theme for the summary, how it finds and mends."""

    name: str
    theme: str
    find: Callable[[View], Found]
    mend: Mender | None = None


TEXT_RULES: tuple[TextRule, ...] = (
    TextRule(
        no_right_answer.NAME, mark("right answers"), no_right_answer.find, no_right_answer.mend
    ),
    TextRule(
        two_right_answers.NAME,
        mark("right answers"),
        two_right_answers.find,
        two_right_answers.mend,
    ),
    TextRule(too_few_options.NAME, mark("questions"), too_few_options.find, too_few_options.mend),
    TextRule(empty_option.NAME, mark("questions"), empty_option.find),
    TextRule(uneven_pairs.NAME, mark("questions"), uneven_pairs.find),
    TextRule(open_solution.NAME, mark("questions"), open_solution.find, open_solution.mend),
    TextRule(gap_in_sentence.NAME, mark("questions"), gap_in_sentence.find),
    TextRule(scripted_quiz.NAME, mark("questions"), scripted_quiz.find),
    TextRule(stray_setting.NAME, mark("questions"), stray_setting.find, stray_setting.mend),
    TextRule(merge_marks.NAME, mark("leftovers"), merge_marks.find, merge_marks.mend),
    TextRule(dead_anchor.NAME, mark("links"), dead_anchor.find, dead_anchor.mend),
    TextRule(empty_link.NAME, mark("links"), empty_link.find, empty_link.mend),
    TextRule(doubled_address.NAME, mark("links"), doubled_address.find),
    TextRule(duplicate_id.NAME, mark("ids"), duplicate_id.find, duplicate_id.mend),
    TextRule(remote_picture.NAME, mark("pictures"), remote_picture.find),
    TextRule(no_alt_text.NAME, mark("pictures"), no_alt_text.find, no_alt_text.mend),
    TextRule(broken_table.NAME, mark("tables"), broken_table.find, broken_table.mend),
    TextRule(table_row.NAME, mark("tables"), table_row.find, table_row.mend),
    TextRule(
        missing_footnote.NAME, mark("footnotes"), missing_footnote.find, missing_footnote.mend
    ),
    TextRule(doubled_note.NAME, mark("footnotes"), doubled_note.find),
    TextRule(unused_footnote.NAME, mark("footnotes"), unused_footnote.find),
    TextRule(heading_jump.NAME, mark("headings"), heading_jump.find, heading_jump.mend),
    TextRule(open_code.NAME, mark("whole text"), open_code.find),
    TextRule(open_comment.NAME, mark("whole text"), open_comment.find, open_comment.mend),
    TextRule(open_formula.NAME, mark("whole text"), open_formula.find, open_formula.mend),
    TextRule(empty_lesson.NAME, mark("whole text"), empty_lesson.find),
    TextRule(front_matter.NAME, mark("front matter"), front_matter.find),
    TextRule(not_shown.NAME, mark("length"), not_shown.find),
    TextRule(too_long.NAME, mark("length"), too_long.find, too_long.mend),
    TextRule(long_lesson.NAME, mark("length"), long_lesson.find),
)
MERGED_RULES: tuple[TextRule, ...] = (
    TextRule(missing_address.NAME, mark("links"), missing_address.find),
    TextRule(other_heading.NAME, mark("links"), other_heading.find),
    TextRule(taken_words.NAME, mark("links"), taken_words.find),
)
"""What is worth a look only where it came by merging: whoever writes it alone means it."""
LESSON_RULES: tuple[TextRule | AroundRule, ...] = (*TEXT_RULES, *AROUND_RULES)
_RULES: tuple[TextRule | AroundRule | CourseRule, ...] = (*LESSON_RULES, *COURSE_RULES)
_THEMES: Mapping[str, str] = {
    **{rule.name: rule.theme for rule in (*_RULES, *MERGED_RULES)},
    empty_option.SAME: mark("questions"),
    uneven_pairs.UNCLEAR: mark("questions"),
    swallowed.NAME: mark("whole text"),
}
_MENDERS: Mapping[str, Mender] = {rule.name: rule.mend for rule in _RULES if rule.mend is not None}


def check_lesson(
    text: str, *, path: str, files: Collection[str], lessons: Collection[str], language: str = ""
) -> tuple[Check, ...]:
    """Check one lesson; `files` and `lessons` are the paths that the course has."""
    lesson = LessonText(path, "", text)
    return check_parsed(lesson, files=files, lessons=lessons, language=language)


def check_parsed(
    lesson: LessonText, *, files: Collection[str], lessons: Collection[str], language: str = ""
) -> tuple[Check, ...]:
    """Check a lesson that is also checked with its course: it is parsed once for both."""
    around = check_around(lesson, files=files, lessons=lessons, language=language)
    return in_order([*check_text(lesson), *around])


def check_text(lesson: LessonText) -> list[Check]:
    """Check a text by itself: what is found depends on nothing else, not even on its path."""
    view = View(lesson, (), ())
    return [check for rule in TEXT_RULES for check in rule.find(view)]


def check_merged(lesson: LessonText) -> list[Check]:
    """Find in a text what may have come by merging, and is nothing to look at if it did not."""
    view = View(lesson, (), ())
    return [check for rule in MERGED_RULES for check in rule.find(view)]


def mend_of(view: View, course: Mapping[str, Lesson], check: Check) -> Mend | None:
    """Say how one thing found in the text of `view` can be mended by a key, if it can.

    `course` holds the course's lessons by path.
    """
    mender = _MENDERS.get(check.rule)
    return mender(Scene(view, course), check) if mender else None


def theme_of(rule: str) -> str:
    """Say what a rule looks at, in a word for people, to be translated where it is shown."""
    return _THEMES.get(rule, "")


def themes() -> tuple[str, ...]:
    """Name all that is looked at, once, to be translated where it is shown."""
    return tuple(dict.fromkeys(_THEMES.values()))
