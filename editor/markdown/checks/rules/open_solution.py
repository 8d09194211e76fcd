"""A solution that does not end: it hides what comes after it."""

from __future__ import annotations

from editor.markdown.checks.finding import Found, View
from editor.markdown.checks.rules.asking import name_of, span_of

NAME = "open-solution"


def find(view: View) -> Found:
    """Name each solution that does not end: it hides what comes after it."""
    for quiz in view.lesson.quizzes:
        if not quiz.closed:
            yield view.blocks(
                NAME,
                quiz.line,
                f"The solution of {name_of(quiz)} does not end. It hides what comes after it.",
                "Put a line of *** where the solution ends.",
                span_of(view, quiz),
            )
