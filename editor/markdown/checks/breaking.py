"""What a merge can break though neither writer did: told again in each one's own text.

A course that was whole on two laptops may be broken once they met: one marked B right, the other
D. What is so in the merged text alone came by merging; what was so in a writer's own text did not.
"""

from __future__ import annotations

from dataclasses import dataclass

from editor.markdown.checks.breakable import IN_TEXT
from editor.markdown.checks.finding import Check, LessonText
from editor.markdown.checks.rules import (
    broken_table,
    open_code,
    open_comment,
    open_formula,
    table_row,
    two_right_answers,
)
from editor.markdown.checks.table import check_merged, check_text

_BY_LINES = {broken_table.NAME: (-1, 0), table_row.NAME: (0,), **dict.fromkeys(
    (open_code.NAME, open_comment.NAME, open_formula.NAME), (0,)
)}  # fmt: skip
"""Rules whose findings are known again by the lines they are about, counted from theirs."""


@dataclass(frozen=True)
class Sign:
    """What a finding is known again by, in whichever text and line it stands."""

    rule: str
    about: tuple[str, ...]


def sign_of(check: Check, lesson: LessonText) -> Sign:
    """Tell what a finding is about, without where it stands."""
    lines = lesson.document.lines
    if check.rule in _BY_LINES:
        places = (check.line + step for step in _BY_LINES[check.rule])
        about = tuple(lines[at].strip() for at in places if 0 <= at < len(lines))
    else:
        about = tuple(value for _, value in check.finding.values if isinstance(value, str))
    return Sign(check.rule, about)


class Broken:
    """What is broken in one text, to be looked up in another."""

    def __init__(self, text: str) -> None:
        self.lesson = LessonText("", "", text)
        self.checks = [check for check in check_text(self.lesson) if check.rule in IN_TEXT]
        self.checks += check_merged(self.lesson)
        self.by_sign = {sign_of(check, self.lesson): check for check in self.checks}

    def has(self, sign: Sign, lesson: LessonText, check: Check) -> bool:
        """Tell whether this text is broken as another is, where `check` found it with `sign`."""
        if sign in self.by_sign:
            return True
        if check.rule != two_right_answers.NAME:
            return False
        right = _right(lesson, check)  # the question may be worded anew by the other side
        ours = (one for one in self.checks if one.rule == check.rule)
        return any(right <= _right(self.lesson, one) for one in ours)


def _right(lesson: LessonText, check: Check) -> frozenset[str]:
    """Give the right answers of the question that a finding is about."""
    found = (quiz for quiz in lesson.quizzes if quiz.line == check.line)
    return frozenset(" ".join(one.text.split()) for quiz in found for one in quiz.right)
