"""Front matter that cannot be read."""

from __future__ import annotations

import re

from editor.markdown.checks.finding import Found, View

NAME = "front-matter"
_LINE = re.compile(r"in line (\d+)")


def find(view: View) -> Found:
    """Say if the front matter cannot be read."""
    front = view.document.front_matter
    if front.error:
        said = _LINE.search(front.error)
        line = min(int(said[1]), front.lines) - 1 if said else 0
        yield view.advice(
            NAME,
            line,
            f"The front matter at the top cannot be read. {front.error}",
            "Correct it; until then, what it says is not used.",
            view.span(line),
        )
