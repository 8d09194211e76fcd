"""Words in brackets that are a link, for an address stands under their label.

Whoever writes both means a link; so it is looked for only where a merge made it so.
"""

from __future__ import annotations

from editor.markdown.checks.finding import Found, View
from editor.markdown.told import told
from sync.model.language import mark

NAME = "taken-words"


def find(view: View) -> Found:
    """Name each link whose words are its label, once in a line."""
    seen: set[tuple[str, int]] = set()
    for use in view.lesson.labels.uses:
        if use.kind != "address" or not use.short or (use.key, use.line) in seen:
            continue
        seen.add((use.key, use.line))
        yield view.advice(
            NAME,
            use.line,
            told(
                mark("“{words}” became a link: an address stands under its label."),
                words=view.document.text[use.start : use.end],
                line=view.document.lines[use.line].strip(),
            ),
            told(mark("Put a backslash before it, if no link is meant.")),
            (use.start, use.end),
        )
