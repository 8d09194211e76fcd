"""A comment that is opened and not closed: it hides the rest of the lesson."""

from __future__ import annotations

from editor.markdown.checks.finding import Check, Found, View
from editor.markdown.checks.mending import Mend, Scene, at_once
from editor.markdown.told import told
from sync.merge.edits import Edit
from sync.model.language import mark, say

NAME = "open-comment"


def find(view: View) -> Found:
    """Name each comment that does not end."""
    count = len(view.document.lines)
    for token in view.document.tokens():
        if token.type != "html_block" or not token.map or token.map[1] < count:
            continue
        content = token.content.lstrip()
        if content.startswith("<!--") and "-->" not in content:
            yield view.blocks(
                NAME,
                token.map[0],
                told(mark("This comment does not end: what comes after it is not shown.")),
                told(mark("Put --> where the comment ends.")),
                view.span(token.map[0]),
            )


def mend(scene: Scene, check: Check) -> Mend:
    """End the comment in the line in which it begins."""
    line = scene.view.document.lines[check.line].rstrip()
    end = scene.view.document.starts[check.line] + len(line)
    return at_once(say("End it in this line"), Edit(end, 0, " -->"))
