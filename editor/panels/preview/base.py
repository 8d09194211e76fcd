"""What both previews are: blocks go in, intentions come out; the same tests run on both."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from editor.panels.kit.look import Look
from editor.panels.preview.values import Blocks, PreviewMark, PreviewMarkKind, Ranges, Width
from sync.model.language import say

if TYPE_CHECKING:
    from editor.markdown.rendered import BlockId, Patch


class Preview(QWidget):
    """Show a lesson's rendered blocks. Lines count from 0 and may be fractions of a block.

    `link_chosen(str)` carries the address as it is written in the lesson; `line_chosen(int)` the
    source line of a click; `source_wanted(int)` asks by key for the source of the block at the top;
    `line_scrolled(float)` the first line in sight, when a person scrolls;
    `selected(Selected | None)`, `placed(list of Placing)`, `page_scrolled(PageScroll)` and
    `answered(Answered)` are for what stands beside it. `became_ready` follows `start` at some time.
    """

    became_ready = Signal()
    line_scrolled = Signal(float)
    line_chosen = Signal(int)
    source_wanted = Signal(int)
    link_chosen = Signal(str)
    mark_chosen = Signal(str)
    selected = Signal(object)
    placed = Signal(object)
    page_scrolled = Signal(object)
    answered = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._blocks: Blocks = []
        self._ranges: Ranges = []
        self._starts: list[int] = []
        self._all_marks: tuple[PreviewMark, ...] = ()
        self._marks: tuple[PreviewMark, ...] = ()
        self._with_suggestions = True
        self.setAccessibleName(say("The lesson, as learners see it"))

    @property
    def plays_quizzes(self) -> bool:
        """Whether quizzes can be played here; if not, they are shown to be read."""
        raise NotImplementedError

    def start(self) -> None:
        """Load what is needed; called once, after the window was painted first."""
        raise NotImplementedError

    @staticmethod
    def make_ready(html: Iterable[str]) -> None:
        """Load what it takes to show some blocks, off the window's thread: no widget is touched."""

    def end(self) -> None:
        """Let go of what must not outlive the window; nothing is shown after this."""

    def show_blocks(self, blocks: Blocks, ranges: Ranges) -> None:
        """Show another lesson, from its top."""
        self._blocks = list(blocks)
        self._take_ranges(ranges)
        self._fill()

    def patch(self, patch: Patch) -> None:
        """Change the blocks that an edit changed."""
        self._blocks[patch.at : patch.at + patch.removed] = list(patch.html)
        if patch.others:
            others = dict(patch.others)
            self._blocks = [(id_, others.get(id_, html)) for id_, html in self._blocks]
        self._change(patch)

    def show_ranges(self, ranges: Ranges) -> None:
        """Take in which lines the blocks stand for; a moment later than a patch is soon enough.

        Marks that were shown before, by lines that stood for other blocks, find their own.
        """
        moved = self._take_ranges(ranges)
        if moved and self._marks:
            self._paint_marks()

    def _take_ranges(self, ranges: Ranges) -> bool:
        taken = list(ranges)
        moved = taken != self._ranges
        self._ranges = taken
        self._starts = [start for _, start, _ in taken]
        return moved

    def show_marks(self, marks: Iterable[PreviewMark]) -> None:
        """Show marks in place of those before."""
        self._all_marks = tuple(marks)
        self._marks = tuple(map(self._as_wished, self._all_marks))
        self._paint_marks()

    def show_suggestions(self, wished: bool) -> None:
        """Show what suggestions would change, or the lesson as it is; their cards keep to it."""
        self._with_suggestions = wished
        self.show_marks(self._all_marks)

    def _as_wished(self, mark: PreviewMark) -> PreviewMark:
        suggests = mark.kind in (PreviewMarkKind.SUGGESTION, PreviewMarkKind.NOTED)
        if self._with_suggestions or not suggests:
            return mark
        return replace(mark, kind=PreviewMarkKind.PLACE, instead="")

    def go_to_mark(self, mark_id: str) -> None:
        """Bring a mark into sight."""
        raise NotImplementedError

    def scroll_to_line(self, line: float) -> None:
        """Bring a source line to the top, without telling `line_scrolled`."""
        raise NotImplementedError

    def set_width(self, width: Width) -> None:
        """Show it as on a phone, a tablet or a desktop screen."""
        raise NotImplementedError

    def shown_text(self) -> str:
        """Return the words that are shown, for searching and for tests; may lag a moment."""
        raise NotImplementedError

    def block_at(self, line: float) -> tuple[BlockId, float] | None:
        """Return the block of a line, and how far down in it the line is, from 0 to 1."""
        if not self._ranges:
            return None
        at = max(0, bisect_right(self._starts, line) - 1)
        block, start, end = self._ranges[at]
        return block, min(1.0, max(0.0, (line - start) / max(1, end - start)))

    def line_at(self, block: int, share: float) -> float | None:
        """Return the line that is a share of the way down a block."""
        for known, start, end in self._ranges:
            if known == block:
                return start + share * (end - start)
        return None

    def ask_lines(self, place: QPoint, answer: Callable[[int, int], None]) -> None:
        """Answer with the source lines of the block at a point of this widget, if one is there.

        The answer may come later; the last line is the one after.
        """
        raise NotImplementedError

    def _answer(self, at: int | None, answer: Callable[[int, int], None]) -> None:
        """Answer with the lines of a block by its number, if it is known."""
        block = self._blocks[at][0] if at is not None and at < len(self._blocks) else None
        if block is not None and any(known == block for known, _, _ in self._ranges):
            answer(*self.lines_of(block, block))

    def lines_of(self, first: int, last: int) -> tuple[int, int]:
        """Return the lines from one block to another: the first, and the line after the last."""
        starts = [start for known, start, _ in self._ranges if known == first]
        ends = [end for known, _, end in self._ranges if known == last]
        return (starts or [0])[0], (ends or [0])[0]

    def _fill(self) -> None:
        raise NotImplementedError

    def _change(self, patch: Patch) -> None:
        raise NotImplementedError

    def _paint_marks(self) -> None:
        raise NotImplementedError
