"""Say whether a place is in fenced code, where signs are no Markdown."""

from __future__ import annotations

from editor.writing.lines import line_end, line_start

_SIGNS = ("```", "~~~")


def in_fence(text: str, place: int) -> bool:
    """Say whether the line of a place lies between a fence and its end."""
    return open_fence(text, line_start(text, place)) != ""


def open_fence(text: str, place: int) -> str:
    """Give the fence that is open before the line which begins at `place`; "" if none is."""
    at, fence = 0, ""
    spots = dict.fromkeys(_SIGNS, -1)
    while True:
        for sign, spot in spots.items():
            if spot < at:
                found = text.find(sign, at, place)
                spots[sign] = place if found < 0 else found
        spot = spots[fence[:3]] if fence else min(spots.values())
        if spot >= place:
            return fence
        start, at = line_start(text, spot), line_end(text, spot)
        before = text[start:spot]
        if before.strip(" \t>") and (fence or not _is_item(before)):
            continue
        fence = _after(text[spot:at], fence)


def _after(run: str, fence: str) -> str:
    """Say what is open after a line's run of fence signs and what follows them."""
    marks = run[: len(run) - len(run.lstrip(run[0]))]
    if not fence:
        info = run[len(marks) :]
        return "" if marks[0] == "`" and "`" in info else marks
    closes = len(marks) >= len(fence) and not run.strip(" \t" + fence[0])
    return "" if closes else fence


def _is_item(before: str) -> bool:
    bare = before.strip(" \t>")
    return bare in ("-", "*", "+") or (bare[:-1].isdigit() and bare[-1:] in (".", ")"))
