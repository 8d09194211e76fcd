"""A link by a label for which no address is written: it shows as plain brackets.

Whoever writes such brackets means them; so it is looked for only where a merge made it so.
"""

from __future__ import annotations

from editor.markdown.checks.finding import Found, View
from editor.markdown.told import told
from sync.model.language import mark

NAME = "missing-address"


def find(view: View) -> Found:
    """Name each label in brackets that stands for nothing, at its first use."""
    seen: set[str] = set()
    for use in view.lesson.labels.loose:
        if use.key in seen:
            continue
        seen.add(use.key)
        yield view.advice(
            NAME,
            use.line,
            told(
                mark("The link by “{label}” leads nowhere: its address is written no more."),
                label=" ".join(use.key.casefold().split()),
            ),
            told(mark("Write [{label}]: and the address in a line of its own."), label=use.label),
            (use.start, use.end),
        )
