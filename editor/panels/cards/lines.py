"""Lay Markdown out for reading: paragraphs, headings, lists, quotes and code, line by line.

It only reads, and guesses each line by its beginning: nothing becomes HTML, nothing is fetched,
and a sign that was itself changed stays in sight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from editor.panels.cards.emphasis import Piece, emphasised
from editor.panels.cards.runs import Mark, Marked, Run


class Shape(StrEnum):
    """What a line is."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"


@dataclass
class Line:
    """A line to lay out: `sign` hangs before it, `depth` is how far it is put in, 0 for not."""

    shape: Shape
    runs: list[Run] = field(default_factory=list)
    level: int = 0
    depth: int = 0
    sign: str = ""

    @property
    def pieces(self) -> list[Piece]:
        """Style the line; code is shown as it is."""
        if self.shape is Shape.CODE:
            return [Piece(run.text, run.kind) for run in self.runs]
        return emphasised(self.runs)

    @property
    def said(self) -> list[Run]:
        """Give the line as a reader says it: its number, its words, no Markdown."""
        number = [Run(Mark.SAME.value, f"{self.sign} ")] if self.sign[:1].isdigit() else []
        words = [Run(piece.kind, piece.text) for piece in self.pieces]
        return [*number, *words, Run(Mark.SAME.value, "\n")]


_FENCE = re.compile(r"\s*(```|~~~)")
_HEADING = re.compile(r"(#{1,6})\s+")
_ITEM = re.compile(r"(\s*)([-*+]|\d{1,9}[.)])\s+")
_QUOTE = re.compile(r"\s*>\s?")
_TABLE = re.compile(r"\s*\|")
_NO_JOINING = ("[", ":", "!", "<")
"""Beginnings that keep a source line to itself: options, definitions, pictures, HTML."""


def lines_of(runs: Sequence[Marked]) -> list[Line]:
    """Cut runs of Markdown into lines for reading; an empty one parts two paragraphs."""
    found: list[Line] = []
    in_code = False
    for source in _source_lines(runs):
        text = "".join(run.text for run in source)
        if _FENCE.match(text):
            in_code = not in_code
            if _begins_same(source, len(text)):
                continue
        line = _line(text, source, in_code)
        if _continues(found, line):
            _join(found[-1], line)
        else:
            found.append(line)
    return list(_without_spare_gaps(found))


def _source_lines(runs: Sequence[Marked]) -> Iterator[list[Run]]:
    current: list[Run] = []
    for run in runs:
        for number, part in enumerate(run.text.split("\n")):
            if number:
                yield current
                current = []
            if part:
                current.append(Run(run.kind, part))
    yield current


def _line(text: str, source: list[Run], in_code: bool) -> Line:
    if in_code or _TABLE.match(text):
        return Line(Shape.CODE, source)
    if not text.strip():
        return Line(Shape.TEXT)
    for pattern, shape in ((_HEADING, Shape.HEADING), (_ITEM, Shape.ITEM), (_QUOTE, Shape.QUOTE)):
        found = pattern.match(text)
        if found and _begins_same(source, found.end()):
            line = Line(shape, _after(source, found.end()))
            if shape is Shape.HEADING:
                line.level = len(found[1])
            elif shape is Shape.ITEM:
                line.sign = found[2] if found[2][0].isdigit() else "•"
                line.depth = 1 + len(found[1].expandtabs(4)) // 2
            return line
    return Line(Shape.TEXT, _after(source, len(text) - len(text.lstrip())))


def _begins_same(source: list[Run], length: int) -> bool:
    """Tell whether a sign at the start may be hidden: the same on both sides, or all one kind."""
    if len({run.kind for run in source}) == 1:
        return True
    return bool(source) and source[0].kind == Mark.SAME.value and len(source[0].text) >= length


def _after(source: list[Run], skipped: int) -> list[Run]:
    found = []
    for run in source:
        text = run.text[skipped:]
        skipped = max(0, skipped - len(run.text))
        if text:
            found.append(Run(run.kind, text))
    return found


def _continues(found: list[Line], line: Line) -> bool:
    """Tell whether a source line only goes on with the paragraph, item or quote before it."""
    if not found or not found[-1].runs or not line.runs:
        return False
    if line.shape is Shape.QUOTE:
        return found[-1].shape is Shape.QUOTE
    goes_on = found[-1].shape in (Shape.TEXT, Shape.ITEM, Shape.QUOTE)
    beginnings = (found[-1].runs[0].text, line.runs[0].text)
    return (
        line.shape is Shape.TEXT
        and goes_on
        and not any(beginning.startswith(_NO_JOINING) for beginning in beginnings)
    )


def _join(before: Line, line: Line) -> None:
    last, first = before.runs[-1], line.runs[0]
    kind = first.kind if first.kind == last.kind else Mark.SAME.value
    before.runs += [Run(kind, " "), *line.runs]


def _without_spare_gaps(found: list[Line]) -> Iterator[Line]:
    gap = None
    some = False
    for line in found:
        if not line.runs:
            gap = line
            continue
        if gap is not None and some:
            yield gap
        gap, some = None, True
        yield line
