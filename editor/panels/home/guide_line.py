"""A line above a course that leads on: the sample's next step, or the way out of the help."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout

from editor.panels.cards.filling import empty
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.glyphs import Tick
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say


@dataclass(frozen=True)
class Guidance:
    """What the line says: `title` and how to do it; `done` are ticks, `ways` (name, words)."""

    title: str
    how: str
    ways: tuple[tuple[str, str], ...] = ()
    done: tuple[bool, ...] = ()
    close: str = ""
    icon: str = ""

    @property
    def told(self) -> str:
        """The ticks in words."""
        if not self.done:
            return ""
        return say("{done} of {count} done", done=sum(self.done), count=len(self.done))


class GuideLine(Frame):
    """Show guidance, or nothing; `way_chosen(name)` names the way taken, `closed` sends it away."""

    way_chosen = Signal(str)
    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(Box.BAR)
        self._look, self._shown = look, None
        self._ticks = row(look, gap=5)
        self._words = column(look, gap=1)
        self._ways = row(look, gap=6)
        line: QBoxLayout = row(look, gap=14, margins=(20, 7, 10, 7))
        line.addLayout(self._ticks)
        line.addLayout(self._words, 1)
        line.addLayout(self._ways)
        self.setLayout(line)
        self.setAccessibleName(say("Where to go on"))
        self.hide()

    _shown: Guidance | None

    @property
    def shown(self) -> Guidance | None:
        """What the line says now."""
        return self._shown

    def show_guidance(self, guidance: Guidance | None) -> None:
        """Show it in place of what was there; None takes the line away."""
        if guidance == self._shown:
            return
        before, self._shown = self._shown, guidance
        self._fill(guidance)
        self.setVisible(guidance is not None)
        if guidance is not None:
            told = f"{guidance.title}. {guidance.told}" if guidance.done else guidance.title
            self.setAccessibleDescription(f"{told}. {guidance.how}")
            if before is not None:
                announce(self, f"{told}. {guidance.how}")

    def _fill(self, guidance: Guidance | None) -> None:
        look = self._look
        had_focus = self.isAncestorOf(self.window().focusWidget() or self.window())
        for part in (self._ticks, self._words, self._ways):
            empty(part)
        if guidance is None:
            return
        following = guidance.done.index(False) if False in guidance.done else -1
        for number, done in enumerate(guidance.done):
            tick = Tick(look, done, current=number == following)
            self._ticks.addWidget(tick, 0, Qt.AlignmentFlag.AlignVCenter)
        if guidance.icon:
            self._ticks.addWidget(IconLabel(look, guidance.icon, "accent", 18))
        self._words.addWidget(Label(guidance.title, Voice.STRONG, wrap=True))
        self._words.addWidget(Label(guidance.how, Voice.SMALL, wrap=True))
        buttons = []
        for name, words in guidance.ways:
            button = Button(look, words, Kind.PLAIN, small=True)
            button.chosen.connect(lambda name=name: self.way_chosen.emit(name))
            self._ways.addWidget(button)
            buttons.append(button)
        if guidance.close:
            close = IconButton(look, "x", guidance.close, colour="text2", size=16)
            close.chosen.connect(self.closed)
            self._ways.addWidget(close)
        if had_focus and buttons:
            buttons[0].setFocus()
