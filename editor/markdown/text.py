"""Cut a lesson's text into lines and make them fit to parse."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ENDS = re.compile(r"\r\n|\r|\n")
# NUL as CommonMark says; two control signs that the renderer uses for itself; lone surrogates,
# which no UTF-8 writer takes. Each is replaced by one sign, so that positions stay.
_UNFIT = re.compile("[\x00-\x02\ud800-\udfff]")
_LOOSE = re.compile(r" (?:(?!\w)|(?<!\w ))")
"""A blank that does not stand between words."""


def fit(text: str) -> str:
    """Replace signs that cannot be shown; every position in the text stays."""
    return _UNFIT.sub("\ufffd", text)


def lines_of(text: str) -> list[str]:
    """Cut at LF, CRLF and CR only; a text that ends in a line end has an empty last line."""
    return _ENDS.split(fit(text)) if "\r" in text else fit(text).split("\n")


def fit_lines(lines: Iterable[str]) -> list[str]:
    """Make lines that come from an editor fit to parse."""
    return [fit(line) for line in lines]


def squeeze(text: str) -> str:
    """Drop white space that carries no meaning: ends, runs, and beside anything but words."""
    return _LOOSE.sub("", " ".join(text.split()))


def words_of(text: str) -> frozenset[str]:
    """Read a set of names from a text that lists them."""
    return frozenset(text.split())
