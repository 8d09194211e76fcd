"""A formula that is opened and not closed."""

from __future__ import annotations

import re

from editor.markdown.checks.finding import Check, Found, View
from editor.markdown.checks.mending import Mend, Scene, at_once
from editor.markdown.told import told
from sync.merge.edits import Edit
from sync.model.language import mark, say

NAME = "open-formula"


def find(view: View) -> Found:
    """Name each formula that does not end."""
    for token in view.document.tokens():
        if token.type != "inline" or not token.map:
            continue
        if re.match(r"\$\$(?!.*\$\$)", token.content, re.DOTALL):
            yield view.advice(
                NAME,
                token.map[0],
                told(mark("This formula does not end.")),
                told(mark("Put $$ where it ends; a formula cannot hold an empty line.")),
                view.span(*token.map),
            )


def mend(scene: Scene, check: Check) -> Mend | None:
    """End the formula where its paragraph ends."""
    source = scene.source(check)
    if not source.startswith("$$"):
        return None
    return at_once(say("End it here"), Edit(check.start + len(source.rstrip()), 0, "\n$$"))
