"""Render a lesson while it is being written: an edit costs what it touches, not what there is.

Around an edit, lines are cut into blocks again from a little before it until a boundary falls
where one was before; what lies beyond is as it was. The result always equals `render.render`.
Not safe for two threads at once; a worker owns it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from markdown_it import MarkdownIt

from editor.markdown.frontmatter import end_of
from editor.markdown.grammar import parser
from editor.markdown.immense import size_of
from editor.markdown.math import mathml
from editor.markdown.pieces import Piece, cut
from editor.markdown.place import Place, Resolve, not_here
from editor.markdown.rendered import BlockId, Patch, RenderedBlocks
from editor.markdown.syntax.mathematics import MOST_LINES
from editor.markdown.syntax.quiz_lines import MOST_WORDLESS
from editor.markdown.text import fit_lines, lines_of

_NEIGHBOURS = 2
"""An edit changes at most this many blocks before it, if none of them looks far ahead …"""
_LOOKS_AHEAD = ("$$", "[[", "[->[")
"""… as what begins with these does: up to `MOST_LINES` lines, never over a blank one."""
_WORDLESS = re.compile(r"\s*(?:[-+*][ \t]*)?(?:\[\([ xX]\)\]|\[\[[ xX]\]\])[ \t]*$|[ \t]{5}", re.M)
"""Begins a block that is an option without words, or what stands below one."""


class IncrementalRender:
    """Hold a lesson's blocks and their HTML; lines count from 0.

    `md` may be a parser that gives up (`patience.patient_parser`): after that, begin anew.
    """

    def __init__(
        self,
        *,
        path: str = "",
        resolve: Resolve = not_here,
        link: Resolve | None = None,
        formula: Callable[[str, bool], str] = mathml,
        md: MarkdownIt | None = None,
    ) -> None:
        self._md = md or parser()
        self._rendered = RenderedBlocks(self._md, Place(path, resolve, link, formula))
        self._lines: list[str] = []
        self._size = size_of(())
        self._starts: list[int] = [0]
        self._front = 0
        self.set("")

    @property
    def html(self) -> str:
        """Give the HTML of the whole lesson."""
        return "".join(block.html for block in self._rendered.blocks)

    @property
    def text(self) -> str:
        """Give the text that is rendered, with LF line ends."""
        return "\n".join(self._lines)

    def blocks(self) -> list[tuple[BlockId, str]]:
        """Give all blocks with their HTML, to fill a page with."""
        return [(block.id, block.html) for block in self._rendered.blocks]

    def ranges(self) -> list[tuple[BlockId, int, int]]:
        """Give the lines of each block: its first, and the line after its last."""
        return [
            (block.id, start, start + block.size)
            for block, start in zip(self._rendered.blocks, self._starts, strict=False)
        ]

    def block_at(self, line: int) -> tuple[BlockId, int, int]:
        """Give the block that holds a line, and its range."""
        at = self._index(line)
        return self._rendered.blocks[at].id, self._starts[at], self._starts[at + 1]

    def set(self, text: str) -> Patch:
        """Take a whole new text; blocks that stay at either end keep their ids."""
        self._lines = lines_of(text)
        self._size = size_of(self._lines)
        return self._cut_all()

    def edit(self, start_line: int, removed_lines: int, new_lines: Sequence[str]) -> Patch:
        """Replace `removed_lines` lines from `start_line` on by `new_lines`."""
        start = max(0, min(start_line, len(self._lines)))
        end = max(start, min(start + removed_lines, len(self._lines)))
        whole = end - start == len(self._lines)
        fresh = fit_lines(new_lines) or ([""] if whole else [])
        before = self._size
        self._size = before.changed(size_of(self._lines[start:end]), size_of(fresh))
        self._lines[start:end] = fresh
        delta = len(self._lines) - self._starts[-1]
        front = end_of(self._lines)
        if before.is_immense or self._size.is_immense:
            return self._cut_all()
        if start < self._front:
            if end < self._front and front == self._front + delta:
                self._front = front
                return self._exchange(0, 1, [Piece(self._lines[:front], [], front, front=True)])
            return self._cut_all()
        if front != self._front:
            return self._cut_all()
        first = self._first(start)
        last, pieces = self._window(first, end, delta)
        return self._exchange(first, last, pieces)

    def refresh(self) -> tuple[tuple[BlockId, str], ...]:
        """Ask again where pictures and links lead, for files that came or went."""
        return self._rendered.refresh()

    def _cut_all(self) -> Patch:
        self._front = end_of(self._lines)
        return self._exchange(0, len(self._rendered.blocks), cut(self._md, self._lines))

    def _exchange(self, first: int, last: int, pieces: Sequence[Piece]) -> Patch:
        patch, at, went, came = self._rendered.exchange(first, last, pieces)
        if went + came > 500:
            self._starts = [0, *accumulate(block.size for block in self._rendered.blocks)]
            return patch
        line = self._starts[at]
        between = []
        for block in self._rendered.blocks[at : at + came]:
            between.append(line)
            line += block.size
        rest = self._starts[at + went :]
        shift = line - rest[0]
        self._starts[at:] = between + ([start + shift for start in rest] if shift else rest)
        return patch

    def _index(self, line: int) -> int:
        last = len(self._rendered.blocks) - 1
        return max(0, min(bisect_right(self._starts, line) - 1, last))

    def _first(self, line: int) -> int:
        """Find the first block that an edit of `line` may change."""
        at = self._before_wordless(max(0, self._index(line) - _NEIGHBOURS))
        reach = at
        while reach and not self._begins_apart(reach):
            if self._starts[at] - self._starts[reach] >= MOST_LINES:
                break
            reach -= 1
        if not self._looks_ahead(self._starts[reach], self._starts[at + 1]):
            return at
        # what becomes a quiz there takes the paragraph above it, also over a blank line
        return max(0, reach - 1)

    def _before_wordless(self, at: int) -> int:
        """Go back over options without words: a later one that has some makes a quiz of them.

        It takes the paragraph above them, too.
        """
        first = at
        while first > max(0, at - 2 * MOST_WORDLESS - 1):
            if not _WORDLESS.match(self._rendered.blocks[first].source):
                break
            first -= 1
        return first

    def _begins_apart(self, at: int) -> bool:
        """Say whether a blank line (of the old text, which is the new one here) precedes it."""
        return not self._rendered.blocks[at - 1].source.rpartition("\n")[2].strip(" \t")

    def _looks_ahead(self, start: int, end: int) -> bool:
        return any(mark in line for line in self._lines[start:end] for mark in _LOOKS_AHEAD)

    def _window(self, first: int, end: int, delta: int) -> tuple[int, list[Piece]]:
        """Cut lines anew from block `first` until a boundary is where it was.

        Gives the index of the old block at that boundary, and the pieces before it.
        """
        count, begin = len(self._rendered.blocks), self._starts[first]
        after = bisect_left(self._starts, end)
        ahead = _NEIGHBOURS + 2
        while True:
            stop = min(count, after + ahead)
            known = {self._starts[at] + delta: at for at in range(after, stop - _NEIGHBOURS)}
            line_stop = self._stop_line(stop, begin, delta)
            pieces = cut(self._md, self._lines[begin:line_stop], at_start=begin == 0)
            line = begin
            for number, piece in enumerate(pieces):
                if number and line in known:
                    return known[line], pieces[:number]
                line += len(piece.lines)
            if line_stop == len(self._lines):
                return count, pieces
            ahead *= 4

    def _stop_line(self, stop: int, begin: int, delta: int) -> int:
        """Find where a window that ends before block `stop` may end, for what looks ahead."""
        count = len(self._rendered.blocks)
        start = self._starts[stop]
        if stop < count and self._looks_ahead(begin, start + delta):
            while stop < count and not self._begins_apart(stop):
                if self._starts[stop] - start >= MOST_LINES:
                    break
                stop += 1
        return len(self._lines) if stop >= count else self._starts[stop] + delta
