"""A question with a check of its own, which is never run."""

from __future__ import annotations

from editor.markdown.checks.finding import Found, View
from editor.markdown.checks.rules.asking import name_of, span_of
from editor.markdown.told import told
from sync.model.language import mark

NAME = "scripted-quiz"


def find(view: View) -> Found:
    """Name each quiz with a check of its own, which is never run."""
    for quiz in view.lesson.quizzes:
        if quiz.scripted:
            yield view.advice(
                NAME,
                quiz.line,
                told(
                    mark(
                        "“{question}” is checked by a script of its own. Scripts in lessons are "
                        "not run: the answer given in brackets counts."
                    ),
                    question=name_of(view, quiz),
                ),
                told(mark("Make sure that the answer in brackets is right by itself.")),
                span_of(view, quiz),
            )
