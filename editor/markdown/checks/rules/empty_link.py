"""A link that leads nowhere."""

from __future__ import annotations

from editor.markdown.checks.finding import Check, Found, View
from editor.markdown.checks.mending import Mend, Scene
from sync.merge.edits import Edit

NAME = "empty-link"


def find(view: View) -> Found:
    """Name each link that leads nowhere."""
    for mention in view.lesson.mentions:
        if mention.kind == "link" and not mention.address.strip():
            yield view.advice(
                NAME,
                mention.line,
                f"The link “{mention.words}” has no address.",
                "Write where it leads to, between the round brackets.",
                (mention.start, mention.end),
            )


def mend(scene: Scene, check: Check) -> Mend | None:
    """Ask for the address."""
    if not scene.source(check).endswith("()"):
        return None
    return Mend("Say where it leads", lambda said: _written(check.end - 1, said), "Where to?")


def _written(at: int, said: str) -> tuple[Edit, ...]:
    address = said.strip().replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    return (Edit(at, 0, address),)
