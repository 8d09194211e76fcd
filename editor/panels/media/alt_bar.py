"""Ask what a picture shows as soon as it stands in the text; the writing is never held up."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.frames import ToneBox
from editor.panels.kit.labels import Label, Tone, Voice
from editor.panels.kit.look import Look
from editor.panels.media.parts import LONGEST_WORDS, Thumbnail
from sync.model.language import mark, say

_WITH_PICTURE = 330
_ASK = mark("What does the picture show?")
_HINT = mark("Say it in a few words, for people who cannot see it")


class AltBar(QWidget):
    """Show one question about the picture just put in; `said(words)` answers, `left` puts it off.

    `shrink_wanted` asks for a smaller copy, where one is offered.
    """

    said = Signal(str)
    left = Signal()
    shrink_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._thumbnail = Thumbnail(look, "image", 56)
        self._title = Label(say(_ASK), Voice.ROW)
        self._told = Label("", Voice.SMALL_TEXT, wrap=True)
        self.field = QLineEdit()
        self.field.setProperty("field", True)
        self.field.setMaxLength(LONGEST_WORDS)
        self.field.setPlaceholderText(say(_HINT))
        self.field.setAccessibleName(say(_ASK))
        self.field.returnPressed.connect(self._say)
        self.keep = Button(look, say("Keep"), Kind.PRIMARY, small=True)
        self.keep.setAccessibleName(say("Keep these words"))
        self.keep.chosen.connect(self._say)
        self.shrink = Button(look, say("Shrink it"), small=True)
        self.shrink.chosen.connect(self.shrink_wanted)
        self.undo = Button(look, say("Undo"), small=True)
        self.undo.setAccessibleName(say("Undo the shrinking"))
        self.undo.chosen.connect(self.undo_wanted)
        close = IconButton(look, "x", say("Say it later"), colour="text2", size=16)
        close.chosen.connect(self._leave)
        top = row(look, (self._title, 1), close, gap=8)
        words = column(look, top, row(look, (self.field, 1), self.keep, gap=8), gap=6)
        words.addWidget(self._told)
        words.addLayout(row(look, self.shrink, self.undo, None))
        line = row(look, gap=14, margins=(14, 12, 12, 12))
        line.addWidget(self._thumbnail, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self.setLayout(row(look, (ToneBox(Tone.INFO, line), 1), margins=(16, 12, 16, 4)))
        self.hide()

    def ask(self, name: str, told: str, image: QImage | None, *, shrink: str = "") -> None:
        """Ask about a picture; `told` says what was done to it, `shrink` why a copy is offered."""
        self.field.clear()
        self.field.setAccessibleDescription(f"{name}. {say(_HINT)}")
        self._thumbnail.show_image(image)
        self._told.say(f"{told} {shrink}".strip())
        self._told.setVisible(bool(told or shrink))
        self.shrink.setVisible(bool(shrink))
        self.undo.hide()
        self.show()
        self._keep_room()
        announce(self, f"{say(_ASK)} {told} {shrink}".strip())

    def show_told(self, told: str, *, undo: bool = False) -> None:
        """Say how a wish about this picture went, and whether it can be taken back."""
        self._told.say(told)
        self._told.show()
        self.shrink.hide()
        self.undo.setVisible(undo)
        self._keep_room()
        announce(self, told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put it off with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for all of it: the text below gives way."""
        super().resizeEvent(event)
        self._keep_room()

    def _keep_room(self) -> None:
        self._thumbnail.setVisible(self.width() >= self._look.px(_WITH_PICTURE))
        layout = self.layout()
        assert layout is not None
        by_width = layout.heightForWidth(self.width()) if layout.hasHeightForWidth() else 0
        self.setMinimumHeight(max(by_width, layout.minimumSize().height()))

    def _say(self) -> None:
        words = " ".join(self.field.text().split())
        self.hide()
        if words:
            self.said.emit(words)
        else:
            self.left.emit()

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
