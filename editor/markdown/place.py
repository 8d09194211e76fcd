"""Say where a lesson stands while it is rendered: its path, and who knows its neighbours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from editor.markdown.math import mathml

Resolve = Callable[[str], str | None]
"""From a path, counted from the course's root, to an address to show; None: not here."""


def not_here(path: str) -> None:
    """Know no file: each shows its name."""
    return


@dataclass(frozen=True)
class Place:
    """What the renderer asks while it works; it fetches and reads nothing itself.

    `media` gives the address of a course file to show, `link` that of a course file to go to
    (without `link`, links inside the course keep their relative address). `formula(source,
    block)` gives trusted HTML for TeX: MathML unless a light preview wants something else.
    """

    path: str = ""
    media: Resolve = not_here
    link: Resolve | None = None
    formula: Callable[[str, bool], str] = mathml
