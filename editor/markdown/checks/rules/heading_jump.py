"""A heading that leaves out a level."""

from __future__ import annotations

import re
from collections.abc import Sequence

from editor.markdown.checks.finding import Check, Found, View
from editor.markdown.checks.mending import Mend, Scene, at_once
from editor.markdown.structure import Heading
from editor.markdown.told import told
from sync.merge.edits import Edit
from sync.model.language import mark, say

NAME = "heading-jump"
_SIGNS = re.compile(r"[^#]*?(#{1,6})(?=[ \t]|$)")


def find(view: View) -> Found:
    """Name each heading that leaves out a level."""
    headings = view.lesson.headings
    for at, heading in enumerate(headings):
        before = _above(headings, at)
        if before is not None and heading.level > before.level + 1:
            yield view.advice(
                NAME,
                heading.line,
                told(
                    mark(
                        "“{words}” is a heading of level {level} after one of level "
                        "{before}. Readers who jump from heading to heading miss a step."
                    ),
                    words=heading.words[:60],
                    level=heading.level,
                    before=before.level,
                ),
                told(mark("Use level {level}."), level=before.level + 1),
                view.span(heading.line),
            )


def _above(headings: Sequence[Heading], at: int) -> Heading | None:
    """Find the heading that another comes after; in a quote the first after one outside has none.

    What stands in a quote is passed over for those outside of it.
    """
    before = headings[at - 1] if at else None
    if headings[at].inside:
        return before if before is not None and before.inside else None
    above = (headings[n] for n in range(at - 1, -1, -1))
    return next((one for one in above if not one.inside), None)


def mend(scene: Scene, check: Check) -> Mend | None:
    """Raise the heading, with those that follow on its level and below it."""
    headings = scene.view.lesson.headings
    at = next((n for n, heading in enumerate(headings) if heading.line == check.line), 0)
    before = _above(headings, at)
    if before is None:
        return None
    level, wanted = headings[at].level, before.level + 1
    edits = []
    for heading in headings[at:]:
        if heading.inside and not headings[at].inside:
            continue  # a quote has levels of its own
        if heading.level < level or heading.inside != headings[at].inside:
            break
        signs = _SIGNS.match(scene.view.document.lines[heading.line])
        if signs is None:
            return None
        start = scene.view.document.starts[heading.line] + signs.start(1)
        edits.append(Edit(start, level - wanted, ""))
    return at_once(say("Make it level {level}", level=wanted), *edits)
