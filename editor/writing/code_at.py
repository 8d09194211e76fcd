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
    while True:
        signs = (fence[:3],) if fence else _SIGNS
        found = [spot for spot in (text.find(sign, at, place) for sign in signs) if spot >= 0]
        if not found:
            return fence
        spot = min(found)
        start, end = line_start(text, spot), line_end(text, spot)
        at = end
        if text[start:spot].strip(" \t>") and not _is_item(text[start:spot]):
            continue
        run = text[spot:end]
        marks = run[: len(run) - len(run.lstrip(run[0]))]
        if not fence:
            info = run[len(marks) :]
            fence = "" if marks[0] == "`" and "`" in info else marks
        elif len(marks) >= len(fence) and not run.strip(" \t" + fence[0]):
            fence = ""


def _is_item(before: str) -> bool:
    bare = before.strip(" \t>")
    return bare in ("-", "*", "+") or (bare[:-1].isdigit() and bare[-1:] in (".", ")"))
