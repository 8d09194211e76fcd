"""Insert a block between empty lines, where it cuts nothing in two."""

from __future__ import annotations

from editor.writing.change import Act, Change, Selection
from editor.writing.code_at import fence_after, open_fence
from editor.writing.lines import line_above, line_below, line_end, line_start
from sync.merge.edits import Edit


def inserting(body: str) -> Act:
    """Give the act that inserts a block; what stands between two `¦` is selected."""
    return lambda text, selection: insert(text, selection, body)


def insert(text: str, selection: Selection, body: str) -> Change:
    """Insert a block on the caret's line if it is empty or a lone slash, else after its block."""
    start, end = line_start(text, selection.last), line_end(text, selection.last)
    line = text[start:end]
    fence = open_fence(text, start)
    if line.strip() in ("", "/") and not fence:
        above = line_above(text, start)
        place, deleted = start, len(line)
        lead = "\n" if above is not None and above.strip() else ""
    else:
        end = block_end(text, selection.last)
        place, deleted, lead = end, 0, "\n\n"
    below = line_below(text, end)
    trail = "\n" if below is not None and below.strip() else ""
    head, chosen, tail = body.split("¦") if "¦" in body else (body, "", "")
    anchor = place + len(lead) + len(head)
    written = lead + head + chosen + tail + trail
    return Change((Edit(place, deleted, written),), anchor, anchor + len(chosen))


def block_end(text: str, place: int) -> int:
    """Say where the lines of a block end: at a blank line, or after the fence that is open."""
    start = line_start(text, place)
    fence = open_fence(text, start)
    while True:
        end = line_end(text, start)
        fence = fence_after(text[start:end], fence)
        below = line_below(text, end)
        if below is None or (not below.strip() and not fence):
            return end
        start = end + 1
