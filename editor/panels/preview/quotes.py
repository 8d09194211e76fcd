"""Find a quote in shown text by its letters and digits alone, whatever marks stand between."""

from __future__ import annotations

import re

_TARGET = re.compile(r"\]\([^)\s]*\)")


def find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """Return where the quote begins and ends in `text`, in code points."""
    wanted = "".join(letters(_TARGET.sub("", quote))[0])
    if not wanted:
        return None
    found, places = letters(text)
    at = "".join(found).find(wanted)
    return None if at < 0 else (places[at], places[at + len(wanted) - 1] + 1)


def letters(text: str) -> tuple[list[str], list[int]]:
    """Return the letters and digits in lower case, and where each stands."""
    found: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if sign.isalnum():
            for lower in sign.lower():
                found.append(lower)
                places.append(place)
    return found, places
