"""Leftovers and promises: marks of another program's merge, front matter, minutes."""

from __future__ import annotations

import re

from editor.markdown.checks.finding import Found, View
from editor.markdown.structure import length_of

_FIRST = re.compile(r"<{7} \S")
_LAST = re.compile(r">{7} \S")
_VERBATIM = ("fence", "code_block", "html_block")


def merge_marks(view: View) -> Found:
    """Name what a merge outside left in the text; in code it may be what is taught."""
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
                "merge-marks",
                begun,
                "Marks of a merge in another program were left here. Learners would read both.",
                "Keep the wording you want, and take out the lines of <, = and >.",
            )
            begun = None


def front_matter(view: View) -> Found:
    """Say if the front matter cannot be read."""
    problem = view.document.front_matter.error
    if problem:
        yield view.advice(
            "front-matter",
            0,
            f"The front matter at the top cannot be read. {problem}",
            "Correct it; until then, what it says is not used.",
        )


def minutes(view: View) -> Found:
    """Say if a lesson takes much longer to read than it promises."""
    declared = view.document.front_matter.minutes
    if declared is None:
        return
    needed = length_of(view.lesson.text).minutes
    if needed > declared * 1.5 + 1:
        yield view.advice(
            "too-long",
            0,
            f"Reads in {needed:.0f} minutes, you said {declared:.0f}.",
            f"Say {needed:.0f}, or split the lesson.",
        )
