"""The card of a place that two people changed apart, with the way to check it."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from editor.panels.comments.card import NoteCard
from editor.panels.comments.parts import link, links
from editor.panels.comments.values import OverlapNote
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say


class OverlapNoteCard(NoteCard):
    """Show that there is an overlap; `checked` asks to check it."""

    checked = Signal()

    def __init__(self, look: Look, note: OverlapNote) -> None:
        super().__init__(look)
        self.show_note(note)
        look.changed.connect(self.update)

    def show_note(self, note: OverlapNote) -> None:
        """Show the overlap as it is now."""
        self.setAccessibleName(say("Overlap to check: {sentence}", sentence=note.sentence))
        check = link(
            self.look, say("Check it"), say("Check it: {sentence}", sentence=note.sentence)
        )
        check.chosen.connect(self.checked)
        self.refill(
            Label(say("Overlap to check"), Voice.THEIRS),
            Label(note.sentence, Voice.TEXT, wrap=True),
            Label(say("Both texts are kept."), Voice.SMALL, wrap=True),
            links(self.look, check),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dashed edge after the card."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.look.colour("theirs"), 3 * self.look.scale)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([1.8, 1.3])
        painter.setPen(pen)
        x = 1.5 * self.look.scale
        painter.drawLine(QPointF(x, 9), QPointF(x, self.height() - 9.0))
