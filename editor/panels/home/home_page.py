"""Home afterwards: where you were, what needs you, what changed, what waits."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.panels.cards.choice import Choice, Dress
from editor.panels.cards.elided import ElidedLabel
from editor.panels.cards.marked_text import MarkedText
from editor.panels.cards.rows import list_card, list_row, section, told
from editor.panels.cards.runs import Mark, Run
from editor.panels.home.values import Continuing, HomeRow, HomeView, SampleCourse, StartCard
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.avatars import Avatar, Face
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.glyphs import Stitches
from editor.panels.kit.labels import IconLabel, KeyHint, Label, Pill, Voice
from editor.panels.kit.look import Look
from sync.model.language import say

_SIDE_WIDTH = 340


class HomePage(QWidget):
    """Show home; ids are those of the rows and of the lesson to continue."""

    thing_chosen = Signal(str)
    play_chosen = Signal(str)
    start_chosen = Signal(str)
    sample_opened = Signal()
    connecting = Signal()

    def __init__(self, look: Look, view: HomeView) -> None:
        super().__init__()
        self._look = look
        self._first: QWidget | None = None
        main, self._aside = holder(self._main(view)), holder(self._side(view))
        self.beside = row(look, (main, 1), self._aside, gap=28)
        head = row(look, Label(view.day, Voice.PAGE), None, gap=20)
        head.addWidget(Label(view.away, Voice.MUTED), 0)
        page = column(look, head, 20, self.beside, None, gap=0, margins=(44, 30, 40, 24))
        self.setLayout(page)

    def focus_first(self) -> None:
        """Put the focus on the way on."""
        if self._first is not None:
            self._first.setFocus()

    def side_by_side(self, beside: bool) -> None:
        """Give the side its width, or all of it when it stands below."""
        if beside:
            self._aside.setFixedWidth(self._look.px(_SIDE_WIDTH))
        else:
            self._aside.setMinimumWidth(0)
            self._aside.setMaximumWidth(16777215)

    def _main(self, view: HomeView) -> QVBoxLayout:
        look = self._look
        box = column(look, gap=0)
        if view.continuing is not None:
            box.addLayout(section(look, say("Continue")))
            box.addSpacing(look.px(8))
            box.addWidget(self._continue(view.continuing))
            box.addSpacing(look.px(22))
        self._add(box, say("Needs you"), str(len(view.needs)), view.needs)
        self._add(box, say("Changed since you looked"), view.since, view.changed, Kind.LINK)
        self._add(box, say("Waiting"), "", view.waiting, Kind.LINK)
        self._add(box, say("Your courses"), "", view.courses, Kind.LINK)
        if view.continuing is None and not (view.needs or view.changed or view.courses):
            box.addWidget(Label(say("Nothing waits for you."), Voice.MUTED))
        box.addStretch(1)
        return box

    def _add(
        self,
        box: QVBoxLayout,
        title: str,
        note: str,
        rows: Sequence[HomeRow],
        kind: Kind = Kind.PLAIN,
    ) -> None:
        if rows:
            look = self._look
            box.addLayout(section(look, title, note))
            box.addSpacing(look.px(8))
            box.addWidget(list_card(look, [self._row(one, kind) for one in rows]))
            box.addSpacing(look.px(22))

    def _continue(self, now: Continuing) -> Frame:
        look = self._look
        head = row(look, ElidedLabel(now.title, Voice.CARD))
        if now.state:
            head.addWidget(Pill(look, now.state, now.tone))
        head.addStretch(1)
        head.addWidget(Label(now.when, Voice.NOTE))
        writing = Button(look, say("Continue writing"), Kind.PRIMARY, icon="pen-line")
        writing.chosen.connect(lambda: self.thing_chosen.emit(now.id))
        playing = Button(look, say("Play it"), icon="play")
        playing.chosen.connect(lambda: self.play_chosen.emit(now.id))
        self._first = writing
        ways = row(look, writing, playing, None)
        if now.inside:
            ways.addWidget(Label(now.inside, Voice.SMALL))
        where = Label(now.where, Voice.SMALL, wrap=True)  # a long title moves no button away
        box = column(look, head, where, gap=3, margins=(24, 20, 24, 20))
        if now.sentence:
            box.addSpacing(look.px(10))
            caret = Run(Mark.CARET.value, " |")
            box.addWidget(MarkedText(look, (*now.sentence, caret)))
        box.addSpacing(look.px(14))
        box.addLayout(ways)
        return Frame(Box.CARD, box)

    def _row(self, one: HomeRow, kind: Kind) -> QWidget:
        look = self._look
        button = Button(look, one.verb, kind, small=True)
        button.setAccessibleName(f"{one.verb}: {one.title}")
        button.chosen.connect(lambda: self.thing_chosen.emit(one.id))
        trailing: list[QWidget] = [Label(one.note, Voice.NOTE)] if one.note else []
        words = told(look, one.title, one.detail)
        return list_row(look, _sign(look, one), words, *trailing, button)

    def _side(self, view: HomeView) -> QVBoxLayout:
        look = self._look
        box = column(look, gap=0)
        if view.cards:
            box.addLayout(section(look, say("Start something")))
            box.addSpacing(look.px(8))
            starts = column(look, *map(self._start, view.cards), gap=0, margins=(4, 5, 4, 5))
            box.addWidget(Frame(Box.CARD, starts))
            box.addSpacing(look.px(12))
        if view.sample is not None and view.sample.next is not None:
            box.addWidget(self._sample(view.sample))
            box.addSpacing(look.px(12))
        if not view.connected:
            way = Button(look, say("Connect to a shared space…"), Kind.LINK)
            way.chosen.connect(self.connecting)
            box.addWidget(way)
        box.addStretch(1)
        return box

    def _start(self, card: StartCard) -> Choice:
        look = self._look
        icon = IconLabel(look, card.icon, "accent", 18)
        title = say(card.title)
        line = row(look, icon, Label(title), None, gap=12, margins=(14, 7, 8, 7))
        if look.keys(card.command):
            line.addWidget(KeyHint(look, command=card.command))
        choice = Choice(look, title, line, Dress.PLAIN, say(card.text))
        choice.chosen.connect(lambda: self.start_chosen.emit(card.name))
        return choice

    def _sample(self, sample: SampleCourse) -> Choice:
        look, step = self._look, sample.next
        count = say("{done} of {count}", done=sample.done, count=len(sample.steps))
        head = row(look, Label(say("Sample course"), Voice.STRONG), None, Label(count, Voice.NOTE))
        rest = say("Next: {step}", step=say(step.text)) if step else say("All done")
        bar = Progress(look, sample.done / max(1, len(sample.steps)))
        words = Label(rest, Voice.SMALL, wrap=True)
        box = column(look, head, bar, words, gap=8, margins=(18, 14, 16, 14))
        name = say(
            "Sample course, {done} of {count} done", done=sample.done, count=len(sample.steps)
        )
        choice = Choice(look, name, box, detail=rest)
        choice.chosen.connect(self.sample_opened)
        return choice


class Progress(QWidget):
    """Paint how much of something was done; the number stands beside it in words."""

    def __init__(self, look: Look, share: float) -> None:
        super().__init__()
        self._look, self._share = look, share
        self.setFixedHeight(look.px(6))
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the trough and the part done."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("press"))
        place = QRectF(self.rect())
        painter.drawRoundedRect(place, 3, 3)
        if self._share > 0:
            place.setWidth(place.width() * self._share)
            painter.setBrush(self._look.colour("ok"))
            painter.drawRoundedRect(place, 3, 3)


def _sign(look: Look, one: HomeRow) -> QWidget:
    if isinstance(one.sign, Face):
        return Avatar(look, one.sign, size=22)
    if one.sign == "stitches":
        return Stitches(look)
    return IconLabel(look, one.sign, one.tone, 20)
