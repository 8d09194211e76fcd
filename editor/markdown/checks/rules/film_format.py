"""A film in a format that not every player has."""

from __future__ import annotations

from editor.markdown.checks.finding import Around, Found
from editor.markdown.told import told
from sync.model.language import mark

NAME = "film-format"


def find(view: Around) -> Found:
    """Name each film in a format that not every player has."""
    for mention in view.lesson.mentions:
        if mention.target.kind == "inside" and mention.target.value.lower().endswith(
            (".mp4", ".m4v", ".mov")
        ):
            yield view.advice(
                NAME,
                mention.line,
                told(
                    mark(
                        "“{address}” is an MP4 film. The preview cannot play it, and some "
                        "learners’ players cannot either."
                    ),
                    address=mention.address,
                ),
                told(mark("A WebM copy plays everywhere.")),
                (mention.start, mention.end),
            )
