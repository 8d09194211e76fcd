"""What a merge outside left in the text; in code it may be what is taught."""

from __future__ import annotations

import re

from editor.markdown.checks.finding import Found, View
from editor.markdown.told import told
from sync.model.language import mark

NAME = "merge-marks"
_FIRST = re.compile(r"<{7} \S")
_LAST = re.compile(r">{7} \S")
_VERBATIM = ("fence", "code_block", "html_block")


def find(view: View) -> Found:
    """Name what a merge outside left in the text."""
    if "<<<<<<< " not in view.document.text:
        return
    verbatim: set[int] = set()
    for token in view.document.tokens():
        if token.type in _VERBATIM and token.map:
            verbatim.update(range(*token.map))
    begun: int | None = None
    for number, line in enumerate(view.document.lines):
        if number in verbatim:
            continue
        if _FIRST.match(line):
            begun = number
        elif _LAST.match(line) and begun is not None:
            yield view.blocks(
                NAME,
                begun,
                told(
                    mark(
                        "Marks of a merge in another program were left here. Learners would "
                        "read both."
                    )
                ),
                told(mark("Keep the wording you want, and take out the lines of <, = and >.")),
                view.span(begun, number + 1),
            )
            begun = None
