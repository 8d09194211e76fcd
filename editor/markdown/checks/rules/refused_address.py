"""An address that may not be followed."""

from __future__ import annotations

from editor.markdown.checks.finding import Around, Found
from editor.markdown.told import told
from sync.model.language import mark

NAME = "address"


def find(view: Around) -> Found:
    """Name each address that may not be followed."""
    for mention in view.lesson.mentions:
        if mention.target.kind == "refused":
            yield view.advice(
                NAME,
                mention.line,
                told(
                    mark(
                        "“{address}” is not an address that a lesson may lead to;"
                        " it is shown without a link."
                    ),
                    address=mention.address[:80],
                ),
                told(mark("Use https, http or mailto, or a path inside the course.")),
                (mention.start, mention.end),
            )
