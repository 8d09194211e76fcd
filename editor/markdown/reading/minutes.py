"""How long a lesson takes: what the author declared, what its words need."""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor.markdown.frontmatter import FrontMatter, read
from editor.markdown.structure import Length, length_of

_COMMENT = re.compile(r"\s*<!--(.*?)-->", re.DOTALL)
_SAID = re.compile(
    r"^[ \t]*(?:minutes|duration|reading[ -]time)[ \t]*[:=]"
    r"[ \t]*(\d+(?:\.\d+)?)[ \t]*(?:min\w*)?\s*$",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes declared (None if they are not) and computed, and the words read in them."""

    declared: float | None
    computed: float
    words: int


def minutes_of(
    text: str, front: FrontMatter | None = None, length: Length | None = None
) -> Minutes:
    """Read what a lesson declares, in its front matter or its opening comment, and compute.

    Its front matter and its length are worked out if they are not given.
    """
    front = read(text) if front is None else front
    length = length or length_of(text)
    return Minutes(declared_in(text, front), length.minutes, length.words)


def declared_in(text: str, front: FrontMatter) -> float | None:
    """Read what a lesson declares alone."""
    if front.minutes is not None or front.lines:
        return front.minutes
    comment = _COMMENT.match(text)
    said = _SAID.search(comment[1]) if comment else None
    return float(said[1]) if said else None
