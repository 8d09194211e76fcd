"""A label that stands for two addresses: links by it lead to the first alone."""

from __future__ import annotations

from editor.markdown.checks.finding import Found, View
from editor.markdown.told import told
from sync.model.language import mark

NAME = "doubled-address"


def find(view: View) -> Found:
    """Name each label that links go by, and that stands for another address before."""
    if view.document.text.count("]:") < 2:
        return
    for first, second in view.lesson.labels.again("address"):
        yield view.advice(
            NAME,
            second.line,
            told(
                mark(
                    "“{label}” stands for another address in line {line} already. Links by it "
                    "lead there, never here."
                ),
                label=second.label,
                line=first.line + 1,
            ),
            told(mark("Give this address a label of its own.")),
            (second.start, second.end),
        )
