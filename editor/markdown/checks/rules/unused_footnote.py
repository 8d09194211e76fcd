"""A footnote that is written but not named."""

from __future__ import annotations

from editor.markdown.checks.finding import Found, View
from editor.markdown.told import told
from sync.model.language import mark

NAME = "unused-footnote"


def find(view: View) -> Found:
    """Name each footnote that nothing leads to."""
    named: set[str] = set()
    written: dict[str, int] = {}
    line = 0
    for token in view.document.tokens():
        line = token.map[0] if token.map else line
        if token.type == "footnote_reference_open":
            written.setdefault(token.meta["label"], line)
        for child in token.children or []:
            if child.type == "note_reference":
                named.add(child.meta["label"])
    for label, place in written.items():
        if label not in named:
            yield view.advice(
                NAME,
                place,
                told(mark("Nothing in the text leads to footnote “{label}”."), label=label),
                told(mark("Write [^{label}] where it belongs, or take the note out."), label=label),
                view.span(place),
            )
