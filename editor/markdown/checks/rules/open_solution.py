"""A solution that does not end: it hides what comes after it."""

from __future__ import annotations

import re

from editor.markdown.checks.finding import Check, Found, View
from editor.markdown.checks.mending import Mend, Scene, at_once
from editor.markdown.checks.rules.asking import name_of, quiz_of, span_of
from editor.markdown.told import told
from sync.merge.edits import Edit
from sync.model.language import mark, say

NAME = "open-solution"
_OPENS = re.compile(r"(?P<lead>[ \t>]*)\*{3,}[ \t]*$")


def find(view: View) -> Found:
    """Name each solution that does not end: it hides what comes after it."""
    for quiz in view.lesson.quizzes:
        if not quiz.closed:
            yield view.blocks(
                NAME,
                quiz.line,
                told(
                    mark(
                        "The solution of “{question}” does not end. It hides what comes after it."
                    ),
                    question=name_of(view, quiz),
                ),
                told(mark("Put a line of *** where the solution ends.")),
                span_of(view, quiz),
            )


def mend(scene: Scene, check: Check) -> Mend | None:
    """End the solution after its first paragraph."""
    document = scene.view.document
    lines, count = document.lines, len(document.lines)
    quiz = quiz_of(scene, check)
    if quiz is None:
        return None
    opened = [at for at in range(quiz.line, min(quiz.end, count)) if _OPENS.match(lines[at])]
    lead = _OPENS.match(lines[opened[-1]]) if opened else None
    if lead is None:
        return None
    last = opened[-1] + 1
    while last < count and not lines[last].strip(" \t>"):
        last += 1
    while last + 1 < min(quiz.end, count) and lines[last + 1].strip(" \t>"):
        last += 1
    if last >= count:
        return None
    at = document.starts[last] + len(lines[last])
    return at_once(say("End it after its first paragraph"), Edit(at, 0, f"\n{lead['lead']}***"))
