"""The details of a lesson, its front matter, put away behind one quiet line above its text.

Only lines of the screen are put away: the text, its places, copying, finding and undo know nothing
of it. Wherever the selection touches the details, they are in sight.
"""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QTextBlock

from editor.markdown.frontmatter import end_of
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.look import Look
from editor.panels.source.lesson_view import LessonView
from sync.model.language import say

_MOST_LINES = 200
"""Front matter that is longer is no lesson's details; it is left in sight."""


class Details(QObject):
    """Puts the front matter away when a lesson is shown (`begin`), and brings it back.

    Who opens it by its button finds it open in the next lesson, too. `away` says that there are
    details which are not in sight.
    """

    def __init__(self, look: Look, editor: LessonView) -> None:
        super().__init__(editor)
        self._editor = editor
        self._lines = self._blocks = 0
        self._stale = self._wanted_open = False
        self.away = False
        self.open = Button(
            look, say("Lesson details"), Kind.QUIET, icon="chevron-right", small=True
        )
        away = say("Put the details away")
        self.put_away = Button(look, away, Kind.QUIET, icon="chevron-up", small=True)
        self._line = Frame(Box.PANE, row(look, self.open, self.put_away, None, gap=0))
        self._line.setParent(editor.viewport())
        self._line.hide()
        self.open.chosen.connect(self._open)
        self.put_away.chosen.connect(self._close)
        editor.viewport().installEventFilter(self)
        editor.updateRequest.connect(self._place)
        editor.selectionChanged.connect(self._look_at_selection)
        editor.cursorPositionChanged.connect(self._look_at_selection)
        document = editor.document()
        document.contentsChange.connect(self._changed)
        document.contentsChanged.connect(self._read_again)

    def begin(self) -> None:
        """Put the details of a lesson that was just shown away; the caret begins after them."""
        self._stale = False
        self._lines = self._count()
        if not self._lines or self._wanted_open:
            self._bring_back()
            return
        if self._editor.selection() == (0, 0):
            self._go_after()
        self._put_away()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the line as wide as the text."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    # --- inside

    def _open(self) -> None:
        self._wanted_open = True
        self._bring_back()
        self._editor.setFocus()
        announce(self._editor, say("The details of the lesson are in sight."))

    def _close(self) -> None:
        self._wanted_open = False
        if self._touched():
            self._go_after()
        self._put_away()
        self._editor.setFocus()
        announce(self._editor, say("The details of the lesson are put away."))

    def _put_away(self) -> None:
        self.away = bool(self._lines) and not self._touched()
        self._show_blocks()

    def _bring_back(self) -> None:
        self.away = False
        self._show_blocks()

    def _show_blocks(self) -> None:
        """Show or hide the lines after the first, as is wanted now.

        What was put away may have been moved down by as many lines as came since.
        """
        changed = False
        count = self._editor.document().blockCount()
        grown, self._blocks = max(0, count - self._blocks), count
        block = self._editor.document().firstBlock().next()
        for number in range(1, _MOST_LINES + grown + 1):
            if not block.isValid():
                break
            wanted = not (self.away and number < self._lines)
            if block.isVisible() != wanted:
                changed = True
                block.setVisible(wanted)
                block.setLineCount(max(1, block.layout().lineCount()) if wanted else 0)
            block = block.next()
        if changed:
            layout = self._editor.line_layout
            layout.documentSizeChanged.emit(layout.documentSize())
            layout.requestUpdate()
        self.open.setVisible(self.away)
        self.put_away.setVisible(not self.away)
        self._place()

    def _place(self, *_: object) -> None:
        """Lay the line over the first line of the text: all of it, or its right end."""
        editor = self._editor
        block = editor.firstVisibleBlock()
        shown = bool(self._lines) and block.blockNumber() == 0
        self._line.setVisible(shown)
        if not shown:
            return
        box = editor.blockBoundingGeometry(block).translated(editor.contentOffset()).toRect()
        width, least = editor.viewport().width(), self._line.sizeHint().width()
        left = 0 if self.away else max(0, width - least)
        self._line.setGeometry(QRect(left, box.top(), width - left, box.height()))

    # --- what is read of the text

    def _count(self) -> int:
        """Count the lines of front matter; none if nothing is left beside it."""
        lines: list[str] = []
        block = self._editor.document().firstBlock()
        if not block.text().startswith(("---", "+++")):
            return 0
        while block.isValid() and len(lines) <= _MOST_LINES:
            lines.append(block.text())
            block = block.next()
        count = end_of(lines)
        return count if any(line.strip() for line in lines[count:]) else 0

    def _block_after(self) -> QTextBlock:
        """The first line of the text itself."""
        block = self._editor.document().findBlockByNumber(self._lines)
        while not block.text().strip() and block.next().isValid():
            block = block.next()
        return block

    def _go_after(self) -> None:
        place = self._editor.lesson.points(self._block_after().position())
        self._editor.select(place, place)

    def _touched(self) -> bool:
        """Tell whether the selection is in the details, or reaches into them."""
        last = self._editor.document().findBlockByNumber(self._lines - 1)
        start = self._editor.textCursor().selectionStart()
        return start < last.position() + last.length()

    def _look_at_selection(self) -> None:
        if self.away and self._touched():
            self._bring_back()

    def _changed(self, unit: int, removed: int, added: int) -> None:
        end = self._editor.document().findBlockByNumber(max(0, self._lines - 1))
        self._stale |= unit < end.position() + end.length() or not self._lines

    def _read_again(self) -> None:
        """Read where the details end, after a change in them."""
        if not self._stale:
            return
        self._stale = False
        if self._lines or self._editor.document().firstBlock().text().startswith(("---", "+++")):
            self._lines = self._count()
            self.away = self.away and bool(self._lines) and not self._touched()
            self._show_blocks()
