"""Calm writing: all but the caret's paragraph is dimmed, or its line stays in the middle."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextBlock
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme

_VEIL = 148
"""How opaque the veil is, of 255: what is under it can still be read when one looks for it."""


def paragraph_of(view: QPlainTextEdit) -> tuple[QTextBlock, QTextBlock]:
    """Find the first and last line of the caret's paragraph, no further than is in sight."""
    first = last = view.textCursor().block()
    if not first.text().strip():
        return first, last
    top = view.firstVisibleBlock().blockNumber()
    while (above := first.previous()).isValid() and above.text().strip():
        if first.blockNumber() < top:
            break
        first = above
    room, height = view.viewport().height(), 0.0
    while (below := last.next()).isValid() and below.text().strip() and height < room:
        last = below
        height += view.blockBoundingRect(last).height()
    return first, last


def paint_veil(view: QPlainTextEdit, look: Look, painter: QPainter, area: QRect) -> None:
    """Veil all but the caret's paragraph; in high contrast, without shades, rule it off."""
    first, last = paragraph_of(view)
    offset = view.contentOffset()
    top = view.blockBoundingGeometry(first).translated(offset).top()
    bottom = view.blockBoundingGeometry(last).translated(offset).bottom()
    room = QRectF(view.viewport().rect())
    if look.theme is Theme.CONTRAST:
        for edge in (top - 2, bottom):
            painter.fillRect(QRectF(0, edge, room.width(), 2), look.colour("accent"))
        return
    veil = QColor(look.colour("surface"))
    veil.setAlpha(_VEIL)
    for part in (
        QRectF(0, room.top(), room.width(), top - room.top()),
        QRectF(0, bottom, room.width(), room.bottom() - bottom + 1),
    ):
        seen = part.intersected(QRectF(area))
        if part.height() > 0 and not seen.isEmpty():
            painter.fillRect(seen, veil)


def lines_off_middle(view: QPlainTextEdit, caret: QRectF) -> int:
    """Count the lines that the caret is below the middle; none while the mouse holds a button."""
    if QApplication.mouseButtons() != Qt.MouseButton.NoButton or caret.height() <= 0:
        return 0
    line = view.cursorRect().height()
    return round((caret.center().y() - view.viewport().height() / 2) / max(1, line))
