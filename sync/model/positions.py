"""Positions among siblings: strings that sort, with room between any two."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
"""In ASCII order, so that comparing strings compares positions."""


def between(low: str, high: str) -> str:
    """Make a position after `low` and before `high`; an empty string stands for that end.

    Digits are base-62 fractions; the last digit is never "0", so there is always room below.
    Two people who choose the same gap may get the same position: siblings then sort by node id.
    """
    if high and low >= high:
        raise ValueError("positions out of order")
    out = ""
    place = 0
    while True:
        first = _digit(low[place]) if place < len(low) else 0
        last = _digit(high[place]) if high and place < len(high) else len(DIGITS)
        if last - first > 1:
            return out + DIGITS[(first + last) // 2]
        out += DIGITS[first]
        if last != first:
            high = ""
        place += 1


def _digit(sign: str) -> int:
    """Number a digit; any other sign, which only a forged position has, goes by where it sorts."""
    return min(bisect_left(DIGITS, sign), len(DIGITS) - 1)


def spread(count: int) -> Iterator[str]:
    """Yield `count` rising positions of even width, for siblings that are made together."""
    width = 1
    while len(DIGITS) ** width < (count + 1) * 2:
        width += 1
    step = len(DIGITS) ** width // (count + 1)
    for number in range(1, count + 1):
        value, digits = number * step, ""
        for _ in range(width):
            value, digit = divmod(value, len(DIGITS))
            digits = DIGITS[digit] + digits
        yield digits.rstrip("0")
