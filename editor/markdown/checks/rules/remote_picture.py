"""A picture that stands on the web."""

from __future__ import annotations

from editor.markdown.checks.finding import Found, View
from editor.markdown.told import told
from sync.model.language import mark

NAME = "remote-picture"


def find(view: View) -> Found:
    """Name each picture that stands on the web: offline it is not seen."""
    for mention in view.lesson.mentions:
        if mention.kind == "image" and mention.target.kind == "outside":
            yield view.advice(
                NAME,
                mention.line,
                told(
                    mark(
                        "The picture “{address}” is on the web; learners see a link instead of it."
                    ),
                    address=mention.address[:80],
                ),
                told(mark("Save it and bring it into the course.")),
                (mention.start, mention.end),
            )
