"""A heading that leaves out a level."""

from __future__ import annotations

import re
from itertools import pairwise

from editor.markdown.checks.finding import Check, Found, View
from editor.markdown.checks.mending import Mend, Scene, at_once
from sync.merge.edits import Edit

NAME = "heading-jump"
_SIGNS = re.compile(r"[^#]*?(#{1,6})(?=[ \t]|$)")


def find(view: View) -> Found:
    """Name each heading that leaves out a level."""
    for before, heading in pairwise(view.lesson.headings):
        if heading.level > before.level + 1:
            yield view.advice(
                NAME,
                heading.line,
                f"“{heading.words[:60]}” is a heading of level {heading.level} after one of level"
                f" {before.level}. Readers who jump from heading to heading miss a step.",
                f"Use level {before.level + 1}.",
                view.span(heading.line),
            )


def mend(scene: Scene, check: Check) -> Mend | None:
    """Raise the heading, with those that follow on its level and below it."""
    headings = scene.view.lesson.headings
    at = next((n for n, heading in enumerate(headings) if heading.line == check.line), 0)
    if not at:
        return None
    level, wanted = headings[at].level, headings[at - 1].level + 1
    edits = []
    for heading in headings[at:]:
        if heading.level < level:
            break
        signs = _SIGNS.match(scene.view.document.lines[heading.line])
        if signs is None:
            return None
        start = scene.view.document.starts[heading.line] + signs.start(1)
        edits.append(Edit(start, level - wanted, ""))
    return at_once(f"Make it level {wanted}", *edits)
