"""A question that nobody can pass."""

from __future__ import annotations

import re

from editor.markdown.checks.finding import Check, Found, View
from editor.markdown.checks.mending import Mend, Scene
from editor.markdown.checks.rules.asking import name_of, quiz_of, span_of
from editor.markdown.told import told
from sync.merge.edits import Edit
from sync.model.language import mark, say

NAME = "no-right-answer"
_IN_LIST = told(mark("Mark the right answer with round brackets: (right)."))
_WITH_X = told(mark("Mark the right answer with an X: [(X)]."))
_OPTION = re.compile(r"[ \t>]*(?:[-+*][ \t]*)?\[[(\[](?P<mark> )[)\]]\]")


def find(view: View) -> Found:
    """Name each quiz that nobody can pass; none right of several may be meant."""
    for quiz in view.lesson.quizzes:
        if quiz.right:
            continue
        if quiz.kind == "multiple":
            yield view.advice(
                NAME,
                quiz.line,
                told(
                    mark(
                        "“{question}” has no right answer: learners are right if they tick nothing."
                    ),
                    question=name_of(view, quiz),
                ),
                told(mark("Put an X into the brackets of what is right: [[X]].")),
                span_of(view, quiz),
            )
        else:
            yield view.blocks(
                NAME,
                quiz.line,
                told(
                    mark("“{question}” has no right answer. Nobody can pass it."),
                    question=name_of(view, quiz),
                ),
                _IN_LIST if quiz.kind == "select" else _WITH_X,
                span_of(view, quiz),
            )


def mend(scene: Scene, check: Check) -> Mend | None:
    """Ask which option is right, and mark it."""
    document = scene.view.document
    quiz = quiz_of(scene, check)
    if quiz is None or quiz.kind not in ("single", "multiple"):
        return None
    places = [
        document.starts[line] + option.start("mark")
        for line in range(quiz.line, min(quiz.end, len(document.lines)))
        if (option := _OPTION.match(document.lines[line]))
    ]

    def write(said: str) -> tuple[Edit, ...]:
        number = int(said) if said.isdecimal() else 0
        return (Edit(places[number - 1], 1, "X"),) if 0 < number <= len(places) else ()

    asks = say("Which answer is right? A number from 1 to {number}", number=len(places))
    return Mend(say("Mark the right one"), write, asks) if places else None
