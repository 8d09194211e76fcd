"""Cut a text into lines at LF alone, and put lines together again.

Only LF ends a line here. A lone CR, a form feed, NEL and U+2028 are characters like others, so
`str.splitlines` has no place in this room.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import NamedTuple

BLANKS = " \t\r"
"""At the end of a line these are no edit to the matchers."""


class Lines(NamedTuple):
    """A text as lines without their LF; several that no side touched may stand as one."""

    raw: list[str]
    keys: list[str]
    """What lines are matched by: the same list as `raw` if no line ends in blanks."""
    ended: bool | None
    """Whether the last line ends with LF; None for the empty text, which has no last line."""


def lines_of(cut: list[str]) -> Lines:
    """Take a text cut at LF; a final LF ends the last line and begins no other."""
    raw = cut[:]
    ended = not raw[-1]
    if ended:
        raw.pop()
    keys = list(map(str.rstrip, raw, repeat(BLANKS)))
    return Lines(raw, raw if keys == raw else keys, ended if raw else None)


def joined(raw: Sequence[str]) -> str:
    """Put whole lines together, each with its LF."""
    return "\n".join(raw) + "\n" if raw else ""


def split_keeping(text: str) -> list[str]:
    """Cut a text at LF into lines that keep their LF; put together they are the text again."""
    out = [line + "\n" for line in text.split("\n")]
    last = out.pop()[:-1]
    return [*out, last] if last else out
