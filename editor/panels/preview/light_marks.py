"""How marks look in the light preview: a ground, and a line that tells their kind without it."""

from __future__ import annotations

from PySide6.QtGui import QTextCharFormat

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
    overlap = mark.kind is PreviewMarkKind.OVERLAP
    made.setBackground(look.colour("theirs_soft" if overlap else "mark"))
    made.setUnderlineColor(look.colour("theirs" if overlap else "mark_line"))
    made.setUnderlineStyle(lines.DashUnderline if overlap else lines.SingleUnderline)
    if mark.active:
        made.setBackground(look.colour("selection"))
    return made
