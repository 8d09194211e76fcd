"""The first start: do something before reading about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from editor.panels.cards.choice import Choice
from editor.panels.home.values import NEW_COURSE, FirstStart, SampleCourse, StartCard
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.flow import Flow
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.glyphs import Tick
from editor.panels.kit.labels import IconLabel, KeyHint, Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say

_WIDEST = 980


class FirstStartPage(QWidget):
    """Offer the sample and the ways to start; names are those of the cards."""

    sample_opened = Signal()
    sample_removed = Signal()
    start_chosen = Signal(str)
    name_given = Signal(str)
    connecting = Signal()

    def __init__(self, look: Look, view: FirstStart) -> None:
        super().__init__()
        self._look = look
        self._said = view.name
        self._first: QWidget = self
        halves = self.beside = row(look, gap=20)
        if view.sample is not None:
            halves.addWidget(self._sample(view.sample, NEW_COURSE in view.cards), 11)
        tiles = column(look, *map(self._tile, view.cards), None, gap=12)
        halves.addLayout(tiles, 10)
        told = say(
            "Everything is kept on this computer. There is no account to make and no "
            "server to find first."
        )
        page = column(look, None, gap=0)
        page.addWidget(Label(say("Write what you know."), Voice.WELCOME))
        page.addSpacing(look.px(6))
        page.addWidget(Label(told, Voice.MUTED, wrap=True))
        page.addSpacing(look.px(26))
        page.addLayout(halves)
        page.addSpacing(look.px(22))
        page.addWidget(self._foot(view))
        page.addStretch(1)
        inside = holder(page)
        inside.setMaximumWidth(look.px(_WIDEST))
        self.setLayout(row(look, None, (inside, 100), None, margins=(28, 28, 28, 28)))

    def focus_first(self) -> None:
        """Put the focus on the first thing to do."""
        self._first.setFocus()

    def side_by_side(self, beside: bool) -> None:
        """Put the way to a space under the name where it is narrow."""
        ways = QBoxLayout.Direction
        self._below.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def _sample(self, sample: SampleCourse, may_begin: bool) -> Frame:
        look = self._look
        box: QVBoxLayout = column(look, gap=9, margins=(28, 26, 28, 24))
        steps = say("{done} of {count}", done=sample.done, count=len(sample.steps))
        count = Label(steps, Voice.SMALL)
        box.addLayout(row(look, Label(say("Try it in the sample course"), Voice.CARD), None, count))
        told = sample.text or say(
            "“{title}”: three finished lessons, yours to change. Each step ticks itself.",
            title=sample.title,
        )
        if sample.next is None:
            told = say("All six done. That is all you need: now make a course of your own.")
        box.addWidget(Label(told, Voice.SMALL, wrap=True))
        box.addSpacing(look.px(10))
        for step in sample.steps:
            now = step is sample.next
            tick = Tick(look, step.done, current=now)
            said = Voice.MUTED if step.done else Voice.STRONG if now else Voice.TEXT
            words = column(look, Label(say(step.text), said, wrap=True), margins=(0, 2, 0, 0))
            box.addLayout(row(look, tick, (words, 1), gap=12))
        box.addSpacing(look.px(14))
        verb = say("Go on in the sample") if sample.done and sample.next else say("Open the sample")
        opening = Button(look, verb, Kind.PRIMARY if sample.next else Kind.PLAIN)
        opening.chosen.connect(self.sample_opened)
        removal = Button(look, say("Remove it"), Kind.QUIET)
        removal.chosen.connect(self.sample_removed)
        ways = Flow(look, opening, removal)
        self._first = opening
        if (
            sample.next is None and may_begin
        ):  # the sample has done its work: the way on is one's own course
            beginning = Button(look, say("New course"), Kind.PRIMARY)
            beginning.chosen.connect(lambda: self.start_chosen.emit(NEW_COURSE.name))
            ways.add(beginning, 0)
            self._first = beginning
        box.addWidget(ways)
        box.addStretch(1)
        return Frame(Box.CARD, box)

    def _tile(self, card: StartCard) -> Choice:
        look = self._look
        title, text = say(card.title), say(card.text)
        words = column(look, Label(title, Voice.ROW), Label(text, Voice.SMALL, wrap=True), gap=4)
        line = row(look, gap=14, margins=(18, 18, 16, 18))
        line.addWidget(IconLabel(look, card.icon, "accent", 22))
        line.addLayout(words, 1)
        if look.keys(card.command):
            line.addWidget(KeyHint(look, command=card.command), 0, Qt.AlignmentFlag.AlignTop)
        tile = Choice(look, title, line, detail=text)
        tile.chosen.connect(lambda: self.start_chosen.emit(card.name))
        if self._first is self:
            self._first = tile
        return tile

    def _foot(self, view: FirstStart) -> QWidget:
        look = self._look
        field = QLineEdit(view.name)
        field.setAccessibleName(say("Your name"))
        field.setPlaceholderText(say("As it should stand on your comments"))
        field.setMaximumWidth(look.px(360))
        field.setMinimumWidth(look.px(220))
        field.editingFinished.connect(lambda: self._say_name(field.text().strip()))
        note = Label(say("You can leave this empty."), Voice.NOTE)
        line = row(look, Label(say("Your name"), Voice.STRONG), (field, 8), note, None, gap=12)
        self._below = row(look, (line, 1), gap=12)
        if view.may_connect:
            way = Button(look, say("Connect to a shared space…"), Kind.LINK)
            way.chosen.connect(self.connecting)
            self._below.addWidget(way)
        return holder(self._below)

    def _say_name(self, name: str) -> None:
        if name != self._said:
            self._said = name
            self.name_given.emit(name)
