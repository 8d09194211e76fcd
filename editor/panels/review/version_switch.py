"""The switch between the version under review and today's draft, and what a version lacks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from editor.panels.kit.tabs import Tabs
from sync.model.language import mark, say

VERSION, DRAFT = mark("Version"), mark("Today’s draft")


class VersionSwitch(QWidget):
    """Show which text is read; `chosen(is_version)` is a person's choice."""

    chosen = Signal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.tabs = Tabs(look, [VERSION, DRAFT], title=say("Which text you read"))
        self.setLayout(row(look, self.tabs, gap=0))
        self.tabs.tab_chosen.connect(lambda name: self.chosen.emit(name == VERSION))

    def show_choice(self, number: int, *, is_version: bool) -> None:
        """Show which version there is to read, and which of both is read."""
        self.tabs.show_words(VERSION, say("Version {number}", number=number))
        self.tabs.show_tab(VERSION if is_version else DRAFT)

    def tell(self, number: int, *, is_version: bool) -> None:
        """Announce which of both is read from now on."""
        told = (
            say("You are reading version {number}.", number=number)
            if is_version
            else say("You are reading today’s draft.")
        )
        announce(self, told)


class NotInVersion(Frame):
    """Stands where a lesson would, that a version does not have; `draft_wanted` leads on."""

    draft_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(Box.CANVAS)
        self._title = Label("", Voice.CARD, wrap=True)
        self._words = Label(say("It came later, and no verdict on it is asked for."), wrap=True)
        self._go = Button(look, say("Read it in today’s draft"))
        self._go.chosen.connect(self.draft_wanted)
        told = column(look, self._title, self._words, 6, row(look, self._go, None), gap=8)
        self.setLayout(column(look, told, None, margins=(40, 40, 40, 20)))
        self.hide()

    def show_lesson(self, title: str, number: int) -> None:
        """Say which lesson it is."""
        told = say("“{title}” is not in version {number}.", title=title, number=number)
        if self.isHidden() or self._title.text() != told:
            announce(self, told)
        self._title.say(told)
        self.setAccessibleName(told)
        self.show()
