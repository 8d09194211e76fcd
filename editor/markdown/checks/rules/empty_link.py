"""A link that leads nowhere."""

from __future__ import annotations

from editor.markdown.checks.finding import Check, Found, View
from editor.markdown.checks.mending import Mend, Scene
from editor.markdown.told import told
from sync.merge.edits import Edit
from sync.model.language import mark, say

NAME = "empty-link"


def find(view: View) -> Found:
    """Name each link that leads nowhere."""
    for mention in view.lesson.mentions:
        if mention.kind == "link" and not mention.address.strip():
            yield view.advice(
                NAME,
                mention.line,
                told(mark("The link “{words}” has no address."), words=mention.words),
                told(mark("Write where it leads to, between the round brackets.")),
                (mention.start, mention.end),
            )


def mend(scene: Scene, check: Check) -> Mend | None:
    """Ask for the address."""
    if not scene.source(check).endswith("()"):
        return None
    return Mend(
        say("Say where it leads"), lambda said: _written(check.end - 1, said), say("Where to?")
    )


def _written(at: int, said: str) -> tuple[Edit, ...]:
    address = said.strip().replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    return (Edit(at, 0, address),)
