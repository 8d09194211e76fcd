"""Front matter that cannot be read."""

from __future__ import annotations

from editor.markdown.checks.finding import Found, View
from editor.markdown.told import told
from sync.model.language import mark

NAME = "front-matter"


def find(view: View) -> Found:
    """Say if the front matter cannot be read."""
    front = view.document.front_matter
    if front.error is not None:
        yield view.advice(
            NAME,
            front.error_line,
            front.error,
            told(mark("Correct it; until then, what it says is not used.")),
            view.span(front.error_line),
        )
