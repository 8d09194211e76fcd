"""The one place where UTF-16 units (Qt) and code points (Python) are counted into each other."""

from __future__ import annotations


def units_in(text: str) -> int:
    """Count the UTF-16 units that Qt takes for `text`."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def points_in(text: str, units: int) -> int:
    """Count the code points in the first `units` of `text`; half a pair counts as none of it."""
    if text.isascii():
        return min(units, len(text))
    raw = text.encode("utf-16-le", "surrogatepass")
    if len(raw) == 2 * len(text):
        return min(units, len(text))
    cut = min(2 * units, len(raw))
    if 0 < cut < len(raw) and _is_high(raw[cut - 1]) and _is_low(raw[cut + 1]):
        cut -= 2
    return len(raw[:cut].decode("utf-16-le", "surrogatepass"))


def _is_high(byte: int) -> bool:
    return 0xD8 <= byte <= 0xDB


def _is_low(byte: int) -> bool:
    return 0xDC <= byte <= 0xDF
