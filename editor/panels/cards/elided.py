"""A line of text, or of a button, that ends in an ellipsis where the room ends."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

from editor.panels.kit.buttons import Button
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


class ElidedButton(Button):
    """A button that leads to what has a title: its sign stays, the title gives way at its end.

    The whole title is in the tip; what is said to readers stays with who names the button.
    """

    def show_title(self, title: str) -> None:
        """Show another title."""
        self.say(plain_words(title))
        self.setToolTip(plain_tip(title))

    def minimumSizeHint(self) -> QSize:
        """Give way to anything, but for the sign."""
        size = self.sizeHint()
        return QSize(min(size.width(), 2 * size.height()), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much of the title as fits: Qt would cut it at both ends, with the sign."""
        option, metrics = QStyleOptionButton(), self.fontMetrics()
        self.initStyleOption(option)
        mnemonics = Qt.TextFlag.TextShowMnemonic.value
        words = metrics.size(mnemonics, option.text).width()
        room = words - max(0, self.sizeHint().width() - self.width())
        elide = Qt.TextElideMode.ElideRight
        option.text = metrics.elidedText(option.text, elide, room, mnemonics)
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)


def plain_words(text: str) -> str:
    """Make the words of a button show an ampersand, which would else underline a letter."""
    return text.replace("&", "&&")
