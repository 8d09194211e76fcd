"""A lesson that takes much longer to read than it promises."""

from __future__ import annotations

from editor.markdown.checks.finding import Check, Found, View
from editor.markdown.checks.mending import Mend, Scene, at_once
from editor.markdown.frontmatter import change
from editor.markdown.reading.minutes import minutes_of
from editor.markdown.told import told
from sync.merge.edits import edits
from sync.model.errors import BadInput
from sync.model.language import mark, say

NAME = "too-long"


def find(view: View) -> Found:
    """Say if a lesson takes much longer to read than it promises."""
    front = view.document.front_matter
    minutes = minutes_of(view.document.text, front, view.lesson.length)
    declared, needed = minutes.declared, minutes.computed
    if declared is not None and needed > declared * 1.5 + 1:
        yield view.advice(
            NAME,
            0,
            told(
                mark("Reading takes {needed} min, you said {declared}."),
                needed=round(needed),
                declared=round(declared),
            ),
            told(mark("Say {needed}, or split the lesson."), needed=round(needed)),
        )


def mend(scene: Scene, check: Check) -> Mend | None:
    """Declare what the words need."""
    text, front = scene.text, scene.view.document.front_matter
    name = next((name for name in ("minutes", "duration") if name in front.values), None)
    if name is None:
        return None
    needed = round(minutes_of(text, front).computed)
    try:
        after = change(text, name, needed)
    except BadInput:
        return None
    return at_once(say("Set to {minutes} min", minutes=needed), *edits(text, after))
