"""A footnote that is written twice, each time with other words: the second is never reached."""

from __future__ import annotations

from editor.markdown.checks.finding import Found, View
from editor.markdown.told import told
from sync.model.language import mark

NAME = "doubled-note"


def find(view: View) -> Found:
    """Name each footnote that is named, and stands in the lesson before with other words."""
    if view.document.text.count("[^") < 2:
        return
    for first, second in view.lesson.labels.again("note"):
        yield view.advice(
            NAME,
            second.line,
            told(
                mark(
                    "Footnote “{label}” is written in line {line} already, with other words. "
                    "Its marks lead there, never here."
                ),
                label=second.label,
                line=first.line + 1,
            ),
            told(mark("Give this note a label of its own.")),
            (second.start, second.end),
        )
