"""One quiet line at the foot of the window: what the last sync brought, and the way to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from editor.panels.cards.elided import ElidedLabel
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import row
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import IconLabel, Voice
from editor.panels.kit.look import Look
from editor.panels.kit.tips import plain_tip
from sync.model.language import mark, say

_ACCOUNT = mark("What came and went")


class NewsLine(Frame):
    """Say in one line what came, or was done; it stands below the page, so that no text moves.

    `show_wanted` leads to the whole account of a sync; other news bring a way of their own. The
    line goes away with that, or when it is closed.
    """

    show_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(Box.FOOT)
        self._words = ElidedLabel("", Voice.SMALL_TEXT)
        self._way = Button(look, say(_ACCOUNT), Kind.LINK, small=True)
        self._act: Callable[[], object] = self.show_wanted.emit
        close = IconButton(look, "x", say("Close this line"), colour="text2", size=15)
        sign = IconLabel(look, "refresh-cw", "text2", 15)
        self._words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setLayout(
            row(look, sign, self._words, self._way, None, close, gap=10, margins=(18, 3, 10, 3))
        )
        self._way.chosen.connect(self._go)
        close.chosen.connect(self.hide)
        self.setAccessibleName(say("News"))
        self.hide()

    @property
    def words(self) -> str:
        """What the line says now; empty while it is away."""
        return "" if self.isHidden() else self._words.accessibleName()

    def say(
        self, words: str, way: str | None = None, act: Callable[[], object] | None = None
    ) -> None:
        """Show the line, or change what it says; `act` is done when its `way` is chosen.

        Without a way it leads to the account of the sync; an empty one leads nowhere.
        """
        self._words.say(words)
        self._words.setToolTip(plain_tip(words))
        way = say(_ACCOUNT) if way is None else way
        self._way.say(way)
        self._way.setVisible(bool(way))
        self._act = act or self.show_wanted.emit
        self.show()
        announce(self, words)

    def _go(self) -> None:
        act = self._act
        self.hide()
        act()
