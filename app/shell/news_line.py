"""One quiet line at the foot of the window: what the last sync brought, and the way to it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import row
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look


class NewsLine(Frame):
    """Say in one line what came; it stands below the page, so that no text moves for it.

    `show_wanted` leads to the whole account; the line goes away with that, or when it is closed.
    """

    show_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(Box.FOOT)
        self._words = Label("", Voice.SMALL_TEXT)
        show = Button(look, "What came and went", Kind.LINK, small=True)
        close = IconButton(look, "x", "Close this line", colour="text2", size=15)
        sign = IconLabel(look, "refresh-cw", "text2", 15)
        self.setLayout(
            row(look, sign, self._words, show, None, close, gap=10, margins=(18, 3, 10, 3))
        )
        show.chosen.connect(self.show_wanted)
        close.chosen.connect(self.hide)
        self.setAccessibleName("News of the last sync")
        self.hide()

    @property
    def words(self) -> str:
        """What the line says now; empty while it is away."""
        return "" if self.isHidden() else self._words.accessibleName()

    def say(self, words: str) -> None:
        """Show the line, or change what it says."""
        self._words.say(words)
        self.show()
        announce(self, words)
