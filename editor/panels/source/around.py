"""What a writing command sees of the text: the lines it is about, and one line on each side."""

from __future__ import annotations

from dataclasses import dataclass

from editor.panels.source.text_edits import Edits
from sync.merge.edits import Edit


@dataclass(frozen=True)
class Around:
    """The lines that a selection touches; `start` is where they begin in the lesson.

    `anchor` and `caret` are the selection's ends in the lesson; all places are code points.
    """

    start: int
    lines: tuple[str, ...]
    anchor: int
    caret: int
    before: str | None = None
    after: str | None = None

    @property
    def first(self) -> int:
        """Where the selection begins."""
        return min(self.anchor, self.caret)

    @property
    def last(self) -> int:
        """Where the selection ends."""
        return max(self.anchor, self.caret)

    @property
    def text(self) -> str:
        """The lines as one text, without the last line end."""
        return "\n".join(self.lines)

    @property
    def selected(self) -> str:
        """The text between the selection's ends."""
        return self.text[self.first - self.start : self.last - self.start]

    def line_starts(self) -> list[int]:
        """Where each line begins in the lesson."""
        starts, place = [], self.start
        for line in self.lines:
            starts.append(place)
            place += len(line) + 1
        return starts


@dataclass(frozen=True)
class Change:
    """What a command does: edits of the lesson, and the selection after them."""

    edits: Edits
    anchor: int
    caret: int


def replaced_lines(around: Around, lines: list[str]) -> Change | None:
    """Change each line to its new form, touching only what differs; the selection goes along."""
    edits: list[Edit] = []
    places = (around.anchor, around.caret)
    ends = list(places)
    shift = 0
    for start, old, new in zip(around.line_starts(), around.lines, lines, strict=True):
        tail = _same_tail(old, new)
        if old != new:
            edits.append(Edit(start, len(old) - tail, new[: len(new) - tail]))
        for number, place in enumerate(places):
            if start <= place <= start + len(old):
                to_end = start + len(old) - place
                ends[number] = start + shift + max(0, len(new) - to_end)
        shift += len(new) - len(old)
    behind = around.start + len(around.text)
    anchor, caret = (
        end + shift if place > behind else end for place, end in zip(places, ends, strict=True)
    )
    return Change(tuple(edits), anchor, caret) if edits else None


def _same_tail(old: str, new: str) -> int:
    tail = 0
    while tail < min(len(old), len(new)) and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return tail
