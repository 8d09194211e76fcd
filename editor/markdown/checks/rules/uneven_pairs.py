"""A table of pairs whose rows do not fit its columns, or an unclear order."""

from __future__ import annotations

from editor.markdown.checks.finding import Found, View
from editor.markdown.checks.rules.asking import name_of, span_of
from editor.markdown.told import told
from sync.model.language import mark

NAME = "uneven-pairs"
UNCLEAR = "unclear-order"


def find(view: View) -> Found:
    """Name each table of pairs whose rows do not fit its columns, and each unclear order."""
    for quiz in view.lesson.quizzes:
        if not quiz.columns:
            continue
        last = max((place for option in quiz.options for place in option.places), default=0)
        if last >= len(quiz.columns) or any(not option.right for option in quiz.options):
            yield view.advice(
                NAME,
                quiz.line,
                told(
                    mark("“{question}” has a row without a right place under one of its columns."),
                    question=name_of(view, quiz),
                ),
                told(mark("Give each row as many brackets as there are columns, and one X.")),
                span_of(view, quiz),
            )
        elif quiz.kind == "order" and len({o.places for o in quiz.options}) < len(quiz.options):
            yield view.advice(
                UNCLEAR,
                quiz.line,
                told(
                    mark("“{question}” puts two rows in the same place."),
                    question=name_of(view, quiz),
                ),
                told(mark("Give each row a place of its own.")),
                span_of(view, quiz),
            )
