"""Find a quote in shown text by its letters and digits alone, whatever marks stand between."""

from __future__ import annotations

import re
from unicodedata import category

_ENDED = re.compile(r"[^\w\s*`)\]]\s*$")
_TARGET = re.compile(r"\]\([^)\s]*\)")


def find_quote(text: str, quote: str, lead: str = "") -> tuple[int, int] | None:
    """Return where the quote begins and ends in `text`, in code points.

    Behind the words that lead to it, if they are there; with no quote, where these end.
    """
    wanted = "".join(letters(_TARGET.sub("", quote))[0])
    before = "".join(letters(_TARGET.sub("", lead))[0])
    if not wanted and not before:
        return None
    found, places = letters(text)
    shown = "".join(found)
    at = shown.find(before + wanted)
    if at >= 0 and not wanted:
        return places[at + len(before) - 1] + 1, places[at + len(before) - 1] + 1
    at = at + len(before) if at >= 0 else shown.find(wanted) if wanted else -1
    return None if at < 0 else (places[at], places[at + len(wanted) - 1] + 1)


def find_marked(text: str, quote: str, lead: str) -> tuple[int, int] | None:
    """Return what to mark: the quote, or the sign behind which words come in."""
    found = find_quote(text, quote, lead)
    if found is None or found[0] != found[1]:
        return found
    end = found[1]
    if _ENDED.search(lead):  # behind the full stop, too
        while category(text[end : end + 1] or " ").startswith("P"):
            end += 1
    return max(0, found[0] - 1), end


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
