"""What a merge outside left in the text; in code it may be what is taught."""

from __future__ import annotations

import re

from editor.markdown.checks.finding import Check, Found, View
from editor.markdown.checks.mending import Mend, Scene
from editor.markdown.told import told
from sync.merge.edits import Edit
from sync.model.language import mark, say

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


def mend(scene: Scene, check: Check) -> Mend | None:
    """Ask which wording stays, and take out the other with the marks."""
    source = scene.source(check)
    lines = source.split("\n")
    marks = [at for at, line in enumerate(lines) if line.rstrip() == "======="]
    if len(marks) != 1:
        return None  # one of them may underline a heading
    [middle] = marks
    until = next((at for at, line in enumerate(lines) if line.startswith("|||||||")), middle)
    one, two = lines[1 : min(until, middle)], lines[middle + 1 : -1]
    wordings = {"1": one, "2": two, "3": [*one, *two]}

    def write(said: str) -> tuple[Edit, ...]:
        kept = wordings.get(said.strip())
        return () if kept is None else (Edit(check.start, len(source), "\n".join(kept)),)

    asks = say("Which wording stays? 1 for the first, 2 for the second, 3 for both")
    return Mend(say("Choose a wording"), write, asks)
