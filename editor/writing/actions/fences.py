"""Put whole lines between fences (```` ``` ````, `$$`), or take off those that they stand in."""

from __future__ import annotations

from editor.writing.blocks import insert
from editor.writing.change import Act, Change, Selection, followed
from editor.writing.code_at import fence_before, fence_closing, in_fence
from editor.writing.lines import line_above, line_below, line_end, line_start, touched
from sync.merge.edits import Edit


def fencing(sign: str, example: str) -> Act:
    """Give the act that fences lines, or inserts an example where there are none."""

    def act(text: str, selection: Selection) -> Change | None:
        around = _fences_around(text, selection, sign)
        return _off(text, selection, around) if around else _on(text, selection, sign, example)

    return act


def _on(text: str, selection: Selection, sign: str, example: str) -> Change | None:
    start, lines = touched(text, selection)
    words = "\n".join(lines)
    if selection.is_empty or not words.strip():
        return insert(text, selection, f"{sign}\n¦{example}¦\n{sign}")
    if in_fence(text, start):
        return None
    fence, lead, trail = sign, "", ""
    end = start + len(words)
    if sign == "$$":
        if "$$" in words or any(not line.strip() for line in lines):
            return None
        above, below = line_above(text, start), line_below(text, end)
        lead = "\n" if above is not None and above.strip() else ""
        trail = "\n" if below is not None and below.strip() else ""
    else:
        while fence in words:
            fence += sign[0]
    edits = (Edit(start, 0, f"{lead}{fence}\n"), Edit(end, 0, f"\n{fence}{trail}"))
    grown = len(lead) + len(fence) + 1
    return Change(edits, start + grown, end + grown)


def _off(text: str, selection: Selection, around: tuple[int, int]) -> Change:
    """Take out the two lines that begin at these places."""
    opening, closing = around
    first = Edit(opening, line_end(text, opening) + 1 - opening, "")
    last = Edit(closing - 1, line_end(text, closing) - closing + 1, "")
    if first.end > last.start:
        edits = (Edit(first.start, last.end - first.start, ""),)  # nothing stands between them
        return Change(edits, opening, opening)
    both = (first, last)
    return Change(
        both,
        followed(selection.anchor, both, stays=True),
        followed(selection.caret, both, stays=True),
    )


def _fences_around(text: str, selection: Selection, sign: str) -> tuple[int, int] | None:
    """Find where the lines begin that open and close what the selection is in."""
    start = line_start(text, selection.first)
    if sign == "$$":
        return _formula_around(text, start, selection.last)
    opening, fence = fence_before(text, start)
    if not fence.startswith(sign):
        return None
    closing = fence_closing(text, start, fence)
    if closing is None or closing < line_start(text, selection.last):
        return None
    return opening, closing


def _formula_around(text: str, start: int, last: int) -> tuple[int, int] | None:
    """Find the `$$` lines around; a formula holds no blank line."""
    marks: list[int] = []
    at = start
    while at and (line := line_above(text, at)) is not None and line.strip():
        at -= len(line) + 1
        if line.strip() == "$$":
            marks.append(at)
    if len(marks) % 2 == 0:
        return None
    closing: int | None = line_start(text, last)
    while closing is not None:
        line = text[closing : line_end(text, closing)]
        if line.strip() == "$$":
            return (marks[0], closing) if closing > start or closing > marks[0] else None
        if not line.strip():
            return None
        closing = _next_line(text, closing)
    return None


def _next_line(text: str, start: int) -> int | None:
    end = line_end(text, start)
    return end + 1 if end < len(text) else None
