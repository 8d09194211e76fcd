"""The learner's view of the lesson being written, kept in step off the typing path."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from editor.markdown.incremental import IncrementalRender
from editor.markdown.patience import Patience, patient_parser
from editor.markdown.rendered import BlockId, Patch

LONGEST_S = 2.0
"""A rendering that takes longer is given up; what was shown before stays."""
_NEAR = 3
"""Edits that are at most so many lines apart are rendered as one."""

Step = tuple[int, int, str]
"""Start, deleted, inserted, in code points of the text as it is by then."""


@dataclass(frozen=True)
class Shown:
    """All blocks of a lesson with their HTML, and the lines that each stands for."""

    blocks: list[tuple[BlockId, str]]
    ranges: list[tuple[BlockId, int, int]]


@dataclass
class _Span:
    """Lines that edits have changed: where they begin, how many they were, what they are now."""

    start: int
    removed: int
    lines: list[str]

    @property
    def end(self) -> int:
        """The line after the last, as the text is now."""
        return self.start + len(self.lines)


class Rendering:
    """Held by the rendering thread: one lesson's blocks, edited in code points.

    A call that takes longer than two seconds, or whose `Patience` is stopped, raises `GivenUp`.
    The text goes on with every edit, but nothing is rendered until `again` has made all anew.
    """

    def __init__(self, longest_s: float = LONGEST_S) -> None:
        self.longest_s = longest_s
        self._patience = Patience()
        self._md = patient_parser(self._check)
        self._place: tuple[str, Callable[[str], str | None]] = ("", lambda path: None)
        self._render: IncrementalRender | None = None
        self._lines: list[str] = [""]

    def show(
        self,
        text: str,
        path: str,
        resolve: Callable[[str], str | None],
        patience: Patience | None = None,
    ) -> Shown:
        """Begin another lesson; give all its blocks. What follows is stopped by `patience`."""
        self._place = (path, resolve)
        self._lines = text.split("\n")
        self._patience = patience or Patience()
        return self.again()

    def again(self) -> Shown:
        """Render the whole lesson as it is by now."""
        self._render = None
        path, resolve = self._place
        self._patience.begin(self.longest_s)
        made = IncrementalRender(path=path, resolve=resolve, md=self._md)
        made.set(self.text)
        self._render = made
        return Shown(made.blocks(), made.ranges())

    @property
    def is_behind(self) -> bool:
        """Whether the last rendering was given up, so that only `again` helps."""
        return self._render is None

    def edit(self, steps: Sequence[Step]) -> list[Patch]:
        """Follow edits; give what changes in the page. Nothing while it is behind."""
        spans = self._written(steps)
        made, self._render = self._render, None
        if made is None:
            return []
        self._patience.begin(self.longest_s)
        patches = [made.edit(span.start, span.removed, span.lines) for span in spans]
        self._render = made
        return patches

    def refresh(self) -> Patch:
        """Ask again where its pictures and links lead; give what changes in the page."""
        return Patch(0, 0, (), self._render.refresh() if self._render is not None else ())

    def ranges(self) -> list[tuple[BlockId, int, int]] | None:
        """List all blocks with their lines; None while it is behind."""
        return self._render.ranges() if self._render is not None else None

    @property
    def text(self) -> str:
        """The text as it is by now, rendered or not."""
        return "\n".join(self._lines)

    def _written(self, steps: Sequence[Step]) -> list[_Span]:
        """Write the edits into the lines; give what changed, edits near each other as one."""
        spans: list[_Span] = []
        for step in steps:
            fresh = self._write(*step)
            last = spans[-1] if spans else None
            if last is None or not _near(last, fresh):
                spans.append(fresh)
            else:
                spans[-1] = self._joined(last, fresh)
        return spans

    def _check(self) -> None:
        self._patience.check()

    def _joined(self, last: _Span, fresh: _Span) -> _Span:
        start = min(last.start, fresh.start)
        end = max(last.end, fresh.start + fresh.removed)
        removed = end - start - len(last.lines) + last.removed
        shift = len(fresh.lines) - fresh.removed
        return _Span(start, removed, self._lines[start : end + shift])

    def _write(self, start: int, deleted: int, inserted: str) -> _Span:
        starts = [0, *accumulate(len(line) + 1 for line in self._lines)]
        first = min(bisect_right(starts, start) - 1, len(self._lines) - 1)
        last = min(bisect_right(starts, start + deleted) - 1, len(self._lines) - 1)
        before = self._lines[first][: start - starts[first]]
        after = self._lines[last][start + deleted - starts[last] :]
        new = (before + inserted + after).split("\n")
        self._lines[first : last + 1] = new
        return _Span(first, last + 1 - first, new)


def _near(last: _Span, fresh: _Span) -> bool:
    end = fresh.start + fresh.removed
    return last.start - _NEAR <= end and fresh.start <= last.end + _NEAR
