"""A question that leaves no choice."""

from __future__ import annotations

from editor.markdown.checks.finding import Found, View
from editor.markdown.checks.rules.asking import name_of, span_of
from editor.markdown.quizzes import KINDS
from editor.markdown.told import told
from sync.model.language import mark

NAME = "too-few-options"


def find(view: View) -> Found:
    """Name each quiz that leaves no choice."""
    for quiz in view.lesson.quizzes:
        if len(quiz.options) < KINDS[quiz.kind].least_options:
            yield view.advice(
                NAME,
                quiz.line,
                told(mark("“{question}” offers only one option."), question=name_of(view, quiz)),
                told(mark("Add at least one more.")),
                span_of(view, quiz),
            )
