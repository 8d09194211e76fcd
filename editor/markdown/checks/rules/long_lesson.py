"""A lesson that is too long for a micro-course."""

from __future__ import annotations

from editor.markdown.checks.finding import Found, View
from editor.markdown.told import told
from sync.model.language import mark

NAME = "long-lesson"
MOST_MINUTES = 15


def find(view: View) -> Found:
    """Say if a lesson is too long, and lead to the heading where it could be cut."""
    minutes = view.lesson.minutes
    if minutes <= MOST_MINUTES:
        return
    middle = len(view.document.lines) / 2
    inner = (heading for heading in view.lesson.headings if heading.level > 1)
    cut = min(inner, key=lambda one: abs(one.line - middle), default=None)
    where = (
        told(mark("Split it, for instance at “{words}”."), words=cut.words[:60])
        if cut
        else told(mark("Split it in two."))
    )
    line = cut.line if cut else 0
    yield view.advice(
        NAME,
        line,
        told(
            mark(
                "This lesson takes {minutes} min to read. In a micro-course a lesson is done in "
                "{most} min at most: longer ones are put off, and left half done."
            ),
            minutes=round(minutes),
            most=MOST_MINUTES,
        ),
        where,
    )
