"""How marks look in the light preview: a ground, and a line that tells their kind without it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from editor.panels.kit.look import Look
from editor.panels.preview.values import PreviewMark, PreviewMarkKind


def mark_format(look: Look, mark: PreviewMark) -> QTextCharFormat:
    """Return the dress of a mark."""
    made, lines = QTextCharFormat(), QTextCharFormat.UnderlineStyle
    if mark.kind is PreviewMarkKind.PLACE:
        return made
    if mark.kind is PreviewMarkKind.SUGGESTION and not mark.quote:
        return made  # what comes is written there, with a dress of its own
    if mark.kind is PreviewMarkKind.SUGGESTION:
        made.setBackground(look.colour("deleted"))
        made.setForeground(look.colour("deleted_text"))
        made.setFontStrikeOut(True)
        return made
    if mark.kind is PreviewMarkKind.NOTED:
        made.setUnderlineColor(look.colour("theirs"))
        made.setUnderlineStyle(lines.DotLine)
        return made
    overlap = mark.kind is PreviewMarkKind.OVERLAP
    made.setBackground(look.colour("theirs_soft" if overlap else "mark"))
    made.setUnderlineColor(look.colour("theirs" if overlap else "mark_line"))
    made.setUnderlineStyle(lines.DashUnderline if overlap else lines.SingleUnderline)
    if mark.active:
        made.setBackground(look.colour("selection"))
    return made


def selections(
    cursor: QTextCursor, look: Look, mark: PreviewMark
) -> Iterator[QTextEdit.ExtraSelection]:
    """Dress what a cursor holds, paragraph by paragraph.

    Qt paints the number of an item in the colours of a selection that begins before it: with no
    colour at all where a mark has only a ground.
    """
    made = mark_format(look, mark)
    if made.isEmpty():
        return
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    block = cursor.document().findBlock(start)
    while block.isValid() and block.position() < end:
        low, high = max(start, block.position()), min(end, block.position() + block.length() - 1)
        if low < high:
            one = QTextEdit.ExtraSelection()
            one.cursor = QTextCursor(block)
            one.cursor.setPosition(low)
            one.cursor.setPosition(high, QTextCursor.MoveMode.KeepAnchor)
            one.format = made
            yield one
        block = block.next()
