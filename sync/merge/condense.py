"""Cut three long texts into lines, but leave in one piece what is the same in all three.

Most of a long lesson is untouched by either side. A paragraph that stands once in each text,
between others like it, needs no comparing line by line: a row of such paragraphs is one long line
to the matchers. The first and the last of each row stay cut, so that edits beside them see their
surroundings.
"""

from __future__ import annotations

from collections.abc import Sequence

from sync.merge.matching import anchors, once_in

FEWEST = 40
"""Texts of fewer paragraphs are cut into lines right away."""

PARTING = "\n\n"
Row = tuple[int, int, int, int]
"""Where equal paragraphs begin in base, one and two, and how many there are."""


def cut_lines(base: str, one: str, two: str) -> tuple[list[str], list[str], list[str]]:
    """Cut at LF; each list put together with LF is its text again."""
    texts = (base, one, two)
    blocks = [text.split(PARTING) for text in texts]
    if min(map(len, blocks)) < FEWEST:
        return base.split("\n"), one.split("\n"), two.split("\n")
    rows = _rows(*blocks)
    out = [_lines(own, [(row[side], row[3]) for row in rows]) for side, own in enumerate(blocks)]
    return out[0], out[1], out[2]


def _rows(base: Sequence[str], one: Sequence[str], two: Sequence[str]) -> list[Row]:
    """Find the rows of paragraphs that are the same, and in the same order, in all three texts."""
    once = once_in(two, once_in(one, once_in(base))) - {""}
    if not once:
        return []
    in_two = dict(zip(*anchors(base, two, once), strict=True))
    rows: list[Row] = []
    at = j = k = length = 0
    for i, in_one in zip(*anchors(base, one, once), strict=True):
        there = in_two.get(i)
        if there is None:
            continue
        if length and (i, in_one, there) == (at + length, j + length, k + length):
            length += 1
            continue
        rows.append((at, j, k, length))
        at, j, k, length = i, in_one, there, 1
    rows.append((at, j, k, length))
    return [row for row in rows if row[3] > 3]


def _lines(blocks: Sequence[str], rows: Sequence[tuple[int, int]]) -> list[str]:
    """Cut paragraphs into lines, all but the inner ones of each row."""
    out: list[str] = []
    at = 0
    for start, length in rows:
        out += PARTING.join(blocks[at : start + 1]).split("\n")
        out += ("", PARTING.join(blocks[start + 1 : start + length - 1]), "")
        at = start + length - 1
    out += PARTING.join(blocks[at:]).split("\n")
    return out
