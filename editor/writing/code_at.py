"""Say whether a place is in fenced code, where signs are no Markdown."""

from __future__ import annotations

import re

from editor.writing.lines import line_end, line_start

_SIGNS = ("```", "~~~")
_RUN = re.compile(
    r"[ \t>]*(?P<item>(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<marks>`{3,}|~{3,})(?P<info>.*)$"
)


def in_fence(text: str, place: int) -> bool:
    """Say whether the line of a place lies between a fence and its end."""
    return open_fence(text, line_start(text, place)) != ""


def open_fence(text: str, place: int) -> str:
    """Give the fence that is open before the line which begins at `place`; "" if none is."""
    return fence_before(text, place)[1]


def fence_before(text: str, place: int) -> tuple[int, str]:
    """Give the fence that is open before a line, and where the line that opened it begins."""
    at, fence, opened = 0, "", 0
    spots = dict.fromkeys(_SIGNS, -1)
    while True:
        for sign, spot in spots.items():
            if spot < at:
                found = text.find(sign, at, place)
                spots[sign] = place if found < 0 else found
        spot = spots[fence[:3]] if fence else min(spots.values())
        if spot >= place:
            return opened, fence
        start, at = line_start(text, spot), line_end(text, spot)
        before = fence
        fence = fence_after(text[start:at], fence)
        if fence and not before:
            opened = start


def fence_after(line: str, fence: str) -> str:
    """Say which fence is open after a line, if `fence` is before it ("" for none)."""
    found = _RUN.match(line)
    if found is None or (fence and found["item"]):
        return fence
    marks, info = found["marks"], found["info"]
    if not fence:
        return "" if marks[0] == "`" and "`" in info else str(marks)
    closes = marks[0] == fence[0] and len(marks) >= len(fence) and not info.strip()
    return "" if closes else fence


def fence_closing(text: str, place: int, fence: str) -> int | None:
    """Say where the line begins that closes the fence which is open at a line; None if none."""
    while place <= len(text):
        end = line_end(text, place)
        if not fence_after(text[place:end], fence):
            return place
        place = end + 1
    return None
