"""An option without words, or two that read the same."""

from __future__ import annotations

from editor.markdown.checks.finding import Found, View
from editor.markdown.checks.rules.asking import name_of, span_of

NAME = "empty-option"
SAME = "same-options"


def find(view: View) -> Found:
    """Name each option without words, and each two that read the same."""
    for quiz in view.lesson.quizzes:
        texts = [" ".join(option.text.split()) for option in quiz.options]
        if any(not text for text in texts):
            yield view.advice(
                NAME,
                quiz.line,
                f"{name_of(quiz)} has an option without words.",
                "Write the option, or take its line out.",
                span_of(view, quiz),
            )
        elif len(set(texts)) < len(texts):
            yield view.advice(
                SAME,
                quiz.line,
                f"{name_of(quiz)} has two options that read the same.",
                "Change one of them, or take it out.",
                span_of(view, quiz),
            )
