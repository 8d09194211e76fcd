"""The learner's view of the lesson being written, kept in step off the typing path."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from editor.markdown.incremental import IncrementalRender
from editor.markdown.rendered import BlockId, Patch

Step = tuple[int, int, str]
"""Start, deleted, inserted, in code points of the text as it is by then."""


class Rendering:
    """Held by the rendering thread: one lesson's blocks, edited in code points."""

    def __init__(self) -> None:
        self._render = IncrementalRender()
        self._lines: list[str] = [""]

    def show(
        self, text: str, path: str, resolve: Callable[[str], str | None]
    ) -> list[tuple[BlockId, str]]:
        """Begin another lesson; give all its blocks."""
        self._render = IncrementalRender(path=path, resolve=resolve)
        self._render.set(text)
        self._lines = text.split("\n")
        return self._render.blocks()

    def edit(self, steps: Sequence[Step]) -> list[Patch]:
        """Follow edits; give what changes in the page."""
        return [self._edit(*step) for step in steps]

    def refresh(self) -> Patch:
        """Ask again where its pictures and links lead; give what changes in the page."""
        return Patch(0, 0, (), self._render.refresh())

    def block_at(self, line: int) -> tuple[BlockId, int, int]:
        """Find the block of a line: its id, first line and the line after its last."""
        return self._render.block_at(line)

    def ranges(self) -> list[tuple[BlockId, int, int]]:
        """List all blocks with their lines."""
        return self._render.ranges()

    @property
    def text(self) -> str:
        """The text as it is rendered."""
        return "\n".join(self._lines)

    def _edit(self, start: int, deleted: int, inserted: str) -> Patch:
        starts = [0, *accumulate(len(line) + 1 for line in self._lines)]
        first = min(bisect_right(starts, start) - 1, len(self._lines) - 1)
        last = min(bisect_right(starts, start + deleted) - 1, len(self._lines) - 1)
        before = self._lines[first][: start - starts[first]]
        after = self._lines[last][start + deleted - starts[last] :]
        new = (before + inserted + after).split("\n")
        self._lines[first : last + 1] = new
        return self._render.edit(first, last + 1 - first, new)
