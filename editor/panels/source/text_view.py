"""A plain text edit as LOOK asks for it: own caret, room for a gutter, lines that have numbers."""
# ruff: noqa: N802

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from editor.panels.kit.fonts import Family
from editor.panels.kit.look import Look
from editor.panels.source.calm import lines_off_middle, paint_veil
from editor.panels.source.line_layout import LineLayout

_LEFT, _TOP, _RIGHT = 56, 16, 26
_WIDEST_COLUMNS = 96
_CARET_SHARE = 0.6


class TextView(QPlainTextEdit):
    """Show text with a caret of 60 % of the line, and say which line is at the top.

    How wide the lines are hangs on the width of the view alone: the scroll bar has its room also
    where there is nothing to scroll. Were it to come and go with the text, a line's wrapping could
    bring the bar, the bar the wrapping, without end.

    `scrolled` gives the first line in sight, from 0: 12.5 is half a block below line 12. A wheel
    turned with Ctrl is told by `turned`: the window makes everything larger, not this text alone.
    """

    scrolled = Signal(float)
    turned = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        document = QTextDocument(self)
        self.line_layout = LineLayout(document)
        document.setDocumentLayout(self.line_layout)
        document.setDocumentMargin(0)
        self.setDocument(document)
        self._look = look
        self._caret_shown, self._told = True, True
        self._calm = self._typewriter = False
        self._veiled_for, self._left = (-1, False), 0
        self._caret: QRectF | None = None
        self._caret_was = QRect()
        self._blink = QTimer(self)
        self._blink.timeout.connect(self._toggle_caret)
        self.setProperty("source", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setCursorWidth(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setEnabled(False)
        self.verticalScrollBar().rangeChanged.connect(self._show_bar)
        self.cursorPositionChanged.connect(self._caret_moved)
        self.updateRequest.connect(self._forget_caret)
        self.verticalScrollBar().valueChanged.connect(self._tell_scrolled)
        look.changed.connect(self._dress)
        self._dress()

    @property
    def gutter_width(self) -> int:
        """How wide the room left of the text is."""
        return self._left or self._look.px(_LEFT)

    @property
    def top_margin(self) -> int:
        """How far below the upper edge the text begins."""
        return self._look.px(_TOP)

    def top_line(self) -> float:
        """Return the first line in sight, from 0, as a fraction of its block."""
        block = self.firstVisibleBlock()
        box = self.blockBoundingGeometry(block).translated(self.contentOffset())
        hidden = min(max(0.0, -box.top()), box.height())
        return block.blockNumber() + (hidden / box.height() if box.height() else 0.0)

    def scroll_to_line(self, line: float) -> None:
        """Bring a line to the top, without moving the caret or telling `scrolled`."""
        block = self.document().findBlockByNumber(max(0, min(int(line), self.blockCount() - 1)))
        self.blockBoundingRect(block)
        self.scroll_quietly(block.firstLineNumber() + round((line % 1) * block.lineCount()))

    def scroll_quietly(self, step: int) -> None:
        """Set the scroll bar, in lines on the screen, without telling `scrolled`."""
        self._told = False
        self.verticalScrollBar().setValue(step)
        self._told = True

    def set_calm(self, calm: bool) -> None:
        """Veil all but the caret's paragraph, and stand in the middle of the room."""
        self._calm = calm
        self._set_margins()
        self.viewport().update()

    def set_typewriter(self, on: bool) -> None:
        """Keep the line that is written in the middle, also at the end of the text."""
        self._typewriter = on
        self.setCenterOnScroll(on)
        if on:
            self._keep_middle()

    def caret_line(self) -> int:
        """Return the line that the caret is in, from 0."""
        return self.textCursor().blockNumber()

    def caret_box(self) -> QRectF:
        """Return where the caret is painted, in the viewport (Qt walks down to it: remembered)."""
        if self._caret is None:
            self._caret = self._measure_caret()
        return self._caret

    def _measure_caret(self) -> QRectF:
        line = self.cursorRect()
        inset = line.height() * (1 - _CARET_SHARE) / 2
        width = max(2, self._look.px(2))
        return QRectF(line.left(), line.top() + inset, width, line.height() - 2 * inset)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, then our caret."""
        super().paintEvent(event)
        if self._calm:
            paint_veil(self, self._look, QPainter(self.viewport()), event.rect())
        keys = bool(self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard)
        if self._caret_shown and self.hasFocus() and (keys or not self.isReadOnly()):
            box = self.caret_box()
            if QRectF(event.rect()).intersects(box):
                painter = QPainter(self.viewport())
                painter.fillRect(box, self._look.colour("accent"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines short enough to read, and the line that is written in sight."""
        super().resizeEvent(event)
        self._caret = None
        self._set_margins()
        line = self.cursorRect()  # a message that comes in above takes room from below
        if self.hasFocus() and self.viewport().height() < line.bottom() < event.oldSize().height():
            self.ensureCursorVisible()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, let the window answer."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.turned.emit(event.angleDelta().y())
            event.accept()
        else:
            super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret."""
        super().focusInEvent(event)
        self._caret_moved()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret."""
        super().focusOutEvent(event)
        self._blink.stop()
        self.viewport().update(self._caret_was)

    def _dress(self) -> None:
        self._caret = None
        self.setFont(self._look.font(14.5, family=Family.SOURCE))
        self.setTabStopDistance(4 * QFontMetricsF(self.font()).horizontalAdvance(" "))
        self._set_margins()
        self.viewport().update()

    def _set_margins(self) -> None:
        look, taken = self._look, self.verticalScrollBar().sizeHint().width()
        column = QFontMetricsF(self.font()).horizontalAdvance("0") * _WIDEST_COLUMNS
        room = self.width() - look.px(_LEFT) - taken
        spare = round(room - column)
        self._left = look.px(_LEFT) + (max(0, spare // 2) if self._calm else 0)
        right = max(look.px(_RIGHT) - taken, spare - self._left + look.px(_LEFT))
        wanted = QMargins(self._left, look.px(_TOP), right, 0)
        if wanted != self.viewportMargins():
            self.setViewportMargins(wanted)

    def _show_bar(self, least: int, most: int) -> None:
        """Show a bar in its room (a disabled one is not painted) where there is more to see."""
        self.verticalScrollBar().setEnabled(most > least)

    def _forget_caret(self, area: QRect, scrolled: int) -> None:
        """Measure the caret again when more than its own line may have moved."""
        if scrolled or area.height() > 2 * self._caret_was.height():
            self._caret = None

    def _caret_moved(self) -> None:
        self._caret_shown, self._caret = True, None
        flash = QGuiApplication.styleHints().cursorFlashTime()
        if flash > 1 and self.hasFocus():
            self._blink.start(flash // 2)
        box = self.caret_box().toAlignedRect().adjusted(-1, -1, 1, 1)
        if box != self._caret_was:
            self.viewport().update(self._caret_was)
            self._caret_was = box
        self.viewport().update(box)
        if self._calm:
            self._veil_again()
        if self._typewriter:
            self._keep_middle()

    def _veil_again(self) -> None:
        """Paint the veil anew where another paragraph is written in, or its lines joined."""
        block = self.textCursor().block()
        now = (block.blockNumber(), block.length() > 1)
        if now != self._veiled_for:
            self._veiled_for = now
            self.viewport().update()

    def _keep_middle(self) -> None:
        off = lines_off_middle(self, self.caret_box())
        if off:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + off)

    def _toggle_caret(self) -> None:
        self._caret_shown = not self._caret_shown
        self.viewport().update(self.caret_box().toAlignedRect().adjusted(-1, -1, 1, 1))

    def _tell_scrolled(self) -> None:
        if self._told:
            self.scrolled.emit(self.top_line())
