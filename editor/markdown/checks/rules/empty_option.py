"""An option without words, or two that read the same."""

from __future__ import annotations

from editor.markdown.checks.finding import Found, View
from editor.markdown.checks.rules.asking import name_of, span_of
from editor.markdown.told import told
from sync.model.language import mark

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
                told(
                    mark("“{question}” has an option without words."), question=name_of(view, quiz)
                ),
                told(mark("Write the option, or take its line out.")),
                span_of(view, quiz),
            )
        elif len(set(texts)) < len(texts):
            yield view.advice(
                SAME,
                quiz.line,
                told(
                    mark("“{question}” has two options that read the same."),
                    question=name_of(view, quiz),
                ),
                told(mark("Change one of them, or take it out.")),
                span_of(view, quiz),
            )
