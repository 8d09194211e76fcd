"""A solution that does not end: it hides what comes after it."""

from __future__ import annotations

from editor.markdown.checks.finding import Found, View
from editor.markdown.checks.rules.asking import name_of, span_of
from editor.markdown.told import told
from sync.model.language import mark

NAME = "open-solution"


def find(view: View) -> Found:
    """Name each solution that does not end: it hides what comes after it."""
    for quiz in view.lesson.quizzes:
        if not quiz.closed:
            yield view.blocks(
                NAME,
                quiz.line,
                told(
                    mark(
                        "The solution of “{question}” does not end. It hides what comes after it."
                    ),
                    question=name_of(view, quiz),
                ),
                told(mark("Put a line of *** where the solution ends.")),
                span_of(view, quiz),
            )
