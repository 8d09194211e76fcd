"""A question that nobody can pass."""

from __future__ import annotations

from editor.markdown.checks.finding import Found, View
from editor.markdown.checks.rules.asking import name_of, span_of

NAME = "no-right-answer"


def find(view: View) -> Found:
    """Name each quiz that nobody can pass; none right of several may be meant."""
    for quiz in view.lesson.quizzes:
        if quiz.right:
            continue
        if quiz.kind == "multiple":
            yield view.advice(
                NAME,
                quiz.line,
                f"{name_of(quiz)} has no right answer: learners are right if they tick nothing.",
                "Put an X into the brackets of what is right: [[X]].",
                span_of(view, quiz),
            )
        else:
            mark = "round brackets: (right)" if quiz.kind == "select" else "an X: [(X)]"
            yield view.blocks(
                NAME,
                quiz.line,
                f"{name_of(quiz)} has no right answer. Nobody can pass it.",
                f"Mark the right answer with {mark}.",
                span_of(view, quiz),
            )
