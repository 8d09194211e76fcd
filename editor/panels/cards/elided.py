"""A line of text that ends in an ellipsis where the room ends."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.tips import plain_tip


class ElidedLabel(Label):
    """Show a title in the room there is; the whole of it is in the tip, and for readers."""

    def __init__(self, text: str, voice: Voice = Voice.TEXT) -> None:
        super().__init__(text, voice)
        self.setToolTip(plain_tip(text))

    def minimumSizeHint(self) -> QSize:
        """Give way to anything."""
        return QSize(1, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as fits."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)


def plain_words(text: str) -> str:
    """Make the words of a button show an ampersand, which would else underline a letter."""
    return text.replace("&", "&&")
