"""How the rules about questions name one, and where it stands."""

from __future__ import annotations

from editor.markdown.checks.finding import View
from editor.markdown.quizzes import Quiz


def name_of(quiz: Quiz) -> str:
    """Name a question by its words."""
    words = " ".join(quiz.question.split())
    return f"“{words[:60]}{'…' if len(words) > 60 else ''}”" if words else "The question here"


def span_of(view: View, quiz: Quiz) -> tuple[int, int]:
    """Give the places of its first line: more would underline a page."""
    return view.span(quiz.line)
