"""A lesson that has nothing to read, show or answer."""

from __future__ import annotations

from editor.markdown.checks.finding import Found, View
from editor.markdown.structure import length_of
from editor.markdown.told import told
from sync.model.language import mark

NAME = "empty-lesson"


def find(view: View) -> Found:
    """Name a lesson that has nothing to read, show or answer."""
    document = view.document
    own = [
        block for block in document.blocks if block.kind not in ("blank", "front_matter", "heading")
    ]
    shown = any(block.tokens and block.kind != "html_block" for block in own)
    if not shown and not view.lesson.mentions and not length_of(_rest(view)).words:
        yield view.advice(
            NAME,
            0,
            told(mark("This lesson has nothing to read yet.")),
            told(mark("Write it, or take it out.")),
        )


def _rest(view: View) -> str:
    lines = view.document.lines
    headings = {heading.line for heading in view.lesson.headings}
    start = view.document.front_matter.lines
    return "\n".join(line for at, line in enumerate(lines) if at >= start and at not in headings)
