"""Find a quote in shown text by its letters and digits, whatever marks stand between.

What is found is then followed, sign by sign, to where it begins and ends: its full stop belongs to
it, a star that learners do not see does not. The page's own script finds the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TARGET = re.compile(r"\]\([^)\s]*\)")
_SPACES = " \t\xa0"
_NEAR = (24, 8)
"""So many letters before and behind tell a quote where more of them are not as in the source."""


class _Sought(NamedTuple):
    """A quote between what leads to it and what follows, as written, without addresses."""

    quote: str
    lead: str
    follow: str


def find_quote(text: str, quote: str, lead: str = "", follow: str = "") -> tuple[int, int] | None:
    """Return where the quote begins and ends in `text`, in code points.

    Between the words that lead to it and those that follow, if they are there; with no quote,
    where these meet. What leads may begin on a line above; what stands on the line of the quote
    itself tells best where that begins.
    """
    sought = _Sought(*(_TARGET.sub("]", part) for part in (quote, lead, follow)))
    wanted, before, after = ("".join(letters(part)[0]) for part in sought)
    found, places = letters(text)
    shown = "".join(found)
    for lead_, follow_ in _contexts(before, after):
        at = shown.find(lead_ + wanted + follow_) if lead_ + wanted + follow_ else -1
        if at >= 0:
            first = at + len(lead_)
            if wanted:
                start = _back(text, places[first], _head(sought.quote))
                return start, _on(text, places[first + len(wanted) - 1] + 1, _tail(sought.quote))
            if follow_ and not (lead_ and has_letters(sought.lead.rpartition("\n")[2])):
                end = _back(text, places[first], _head(sought.follow))
                return _back(text, end, sought.quote), end
            start = _on(text, places[first - 1] + 1, _tail(sought.lead))
            return start, _on(text, start, sought.quote)
    return None


def find_marked(text: str, quote: str, lead: str = "", follow: str = "") -> tuple[int, int] | None:
    """Return what to mark: the quote, or the sign behind which words come in."""
    found = find_quote(text, quote, lead, follow)
    if found is None or found[0] != found[1]:
        return found
    return max(0, found[0] - 1), found[1]


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


def has_letters(text: str) -> bool:
    """Tell whether a text has anything by which it can be found."""
    return any(map(str.isalnum, text))


def _contexts(lead: str, follow: str) -> Iterator[tuple[str, str]]:
    """Give less and less of what stands around a quote: some of it may be shown otherwise."""
    for most in (len(lead) + len(follow), *_NEAR):
        before, after = lead[-most:] if most else "", follow[:most]
        yield before, after
        yield before, ""
        yield "", after
    yield "", ""


def _head(markdown: str) -> str:
    at = next((n for n, sign in enumerate(markdown) if sign.isalnum()), len(markdown))
    return markdown[:at]


def _tail(markdown: str) -> str:
    return _head(markdown[::-1])[::-1]


def _on(text: str, at: int, signs: str) -> int:
    """Go on behind those of the signs that are shown there."""
    for sign in signs:
        if sign in _SPACES:
            while text[at : at + 1] and text[at] in _SPACES:
                at += 1
        elif text[at : at + 1] == sign:
            at += 1
    return at


def _back(text: str, at: int, signs: str) -> int:
    """Go back before those of the signs that are shown there."""
    for sign in reversed(signs):
        if sign in _SPACES:
            while at and text[at - 1] in _SPACES:
                at -= 1
        elif at and text[at - 1] == sign:
            at -= 1
    return at
