"""How the rules about questions name one, where it stands, and which one a check is about."""

from __future__ import annotations

from editor.markdown.checks.finding import Check, View
from editor.markdown.checks.mending import Scene
from editor.markdown.quizzes import Quiz

_MOST = 60


def name_of(view: View, quiz: Quiz) -> str:
    """Name a question by its words; one without words by its first line."""
    words = " ".join((quiz.question or view.document.lines[quiz.line]).split())
    return f"{words[:_MOST]}…" if len(words) > _MOST else words


def span_of(view: View, quiz: Quiz) -> tuple[int, int]:
    """Give the places of its first line: more would underline a page."""
    return view.span(quiz.line)


def quiz_of(scene: Scene, check: Check) -> Quiz | None:
    """Find the question that a check is about."""
    return next((quiz for quiz in scene.view.lesson.quizzes if quiz.line == check.line), None)
