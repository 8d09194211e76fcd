"""The page of a workspace that cannot be used as it is: what happened, what is safe, ways on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal

from editor.panels.cards.filling import empty
from editor.panels.cards.scroll import Page
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.flow import Flow
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say

_WIDEST = 660


@dataclass(frozen=True)
class Trouble:
    """What happened, what is safe, what to do; `ways` are (name, words), the first is primary."""

    title: str
    safe: str
    mend: str
    ways: tuple[tuple[str, str], ...]
    icon: str = "hard-drive"
    busy: bool = False


class TroublePage(Frame):
    """Show one trouble in the middle of the window; `way_chosen(name)` names the way taken."""

    way_chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(Box.CANVAS)
        self._look = look
        self._inside = column(look, gap=0, margins=(28, 26, 28, 26))
        self._card = Frame(Box.CARD, self._inside)
        self._card.setMaximumWidth(look.px(_WIDEST))
        middle = row(look, None, (self._card, 100), None)
        page = column(look, None, middle, None, None, gap=0, margins=(24, 24, 24, 24))
        self.setLayout(column(look, Page(look, page, say("What happened")), gap=0))

    def show_trouble(self, trouble: Trouble) -> None:
        """Show it; the focus rests on the first way."""
        look = self._look
        empty(self._inside)
        colour = "accent" if trouble.busy else "warn"
        self._inside.addWidget(IconLabel(look, trouble.icon, colour, 28))
        self._inside.addSpacing(look.px(12))
        self._inside.addWidget(Label(trouble.title, Voice.PAGE, wrap=True))
        for words in (trouble.safe, trouble.mend):
            if words:
                self._inside.addSpacing(look.px(8))
                self._inside.addWidget(Label(words, Voice.TEXT, wrap=True))
        self._inside.addSpacing(look.px(18))
        buttons = []
        for number, (name, words) in enumerate(trouble.ways):
            button = Button(look, words, Kind.PLAIN if number else Kind.PRIMARY)
            button.chosen.connect(lambda name=name: self.way_chosen.emit(name))
            buttons.append(button)
        self._inside.addWidget(Flow(look, *buttons))
        self.setAccessibleName(trouble.title)
        self.setAccessibleDescription(f"{trouble.safe} {trouble.mend}")
        announce(self, f"{trouble.title}. {trouble.safe} {trouble.mend}", at_once=True)
        if buttons:
            buttons[0].setFocus()
