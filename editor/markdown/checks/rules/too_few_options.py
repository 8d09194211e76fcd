"""A question that leaves no choice."""

from __future__ import annotations

import re
from functools import partial

from editor.markdown.checks.finding import Check, Found, View
from editor.markdown.checks.mending import Mend, Scene
from editor.markdown.checks.rules.asking import name_of, quiz_of, span_of
from editor.markdown.quizzes import KINDS
from editor.markdown.told import told
from sync.merge.edits import Edit
from sync.model.language import mark, say

NAME = "too-few-options"
_OPTION = re.compile(r"(?P<lead>[ \t>]*(?:[-+*][ \t]*)?)\[(?P<box>[(\[])[ xX][)\]]\]")


def find(view: View) -> Found:
    """Name each quiz that leaves no choice."""
    for quiz in view.lesson.quizzes:
        if len(quiz.options) < KINDS[quiz.kind].least_options:
            yield view.advice(
                NAME,
                quiz.line,
                told(mark("“{question}” offers only one option."), question=name_of(view, quiz)),
                told(mark("Add at least one more.")),
                span_of(view, quiz),
            )


def mend(scene: Scene, check: Check) -> Mend | None:
    """Ask for another option, and write it under the one there is."""
    document = scene.view.document
    quiz = quiz_of(scene, check)
    if quiz is None or quiz.kind not in ("single", "multiple"):
        return None
    for line in range(quiz.line, min(quiz.end, len(document.lines))):
        option = _OPTION.match(document.lines[line])
        if option:
            box = "[( )]" if option["box"] == "(" else "[[ ]]"
            at = document.starts[line] + len(document.lines[line])
            head = f"\n{option['lead']}{box} "
            asks = say("What else can learners choose?")
            return Mend(say("Add an option"), partial(_added, at, head), asks)
    return None


def _added(at: int, head: str, said: str) -> tuple[Edit, ...]:
    words = " ".join(said.split())
    return (Edit(at, 0, head + words),) if words else ()
