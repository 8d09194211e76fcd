"""A single choice with more than one right answer, as a merge can leave it."""

from __future__ import annotations

import re

from editor.markdown.checks.finding import Check, Found, View
from editor.markdown.checks.mending import Mend, Scene, at_once
from editor.markdown.checks.rules.asking import name_of, quiz_of, span_of
from editor.markdown.quizzes import KINDS
from editor.markdown.told import told
from sync.merge.edits import Edit
from sync.model.language import mark, say

NAME = "two-right-answers"
_OPTION = re.compile(r"[ \t>]*(?:[-+*][ \t]*)?(?P<box>\[\((?P<x>[ xX])\)\])")


def find(view: View) -> Found:
    """Name each single choice with more than one right answer, as a merge can leave it."""
    for quiz in view.lesson.quizzes:
        most = KINDS[quiz.kind].most_right
        if most is not None and len(quiz.right) > most:
            yield view.blocks(
                NAME,
                quiz.line,
                told(
                    mark(
                        "“{question}” has more than one right answer ({count}),"
                        " but learners choose one."
                    ),
                    question=name_of(view, quiz),
                    count=len(quiz.right),
                ),
                told(mark("Keep one, or let them choose several: [[X]] instead of [(X)].")),
                span_of(view, quiz),
            )


def mend(scene: Scene, check: Check) -> Mend | None:
    """Let learners choose several: the same right answers, in other brackets."""
    document = scene.view.document
    quiz = quiz_of(scene, check)
    if quiz is None:
        return None
    edits = []
    for line in range(quiz.line, min(quiz.end, len(document.lines))):
        box = _OPTION.match(document.lines[line])
        if box:
            edits.append(Edit(document.starts[line] + box.start("box"), 5, f"[[{box['x']}]]"))
    return at_once(say("Let them choose several"), *edits) if edits else None
