"""What the page of one's own templates shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class KeptTemplate:
    """A template of one's own: its kind is “course”, “lesson” or “snippet”."""

    ident: str
    kind: str
    name: str
    about: str
    beginning: str = ""
