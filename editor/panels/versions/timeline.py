"""The versions as a line of dots, the latest first; the two compared are filled."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QWidget

from editor.panels.cards.choice import Choice, Dress
from editor.panels.cards.elided import ElidedButton
from editor.panels.cards.filling import empty
from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import Label, Pill, Voice
from editor.panels.kit.look import Look
from editor.panels.versions.states import STATES
from editor.panels.versions.values import DRAFT, VersionRow
from sync.model.language import say, say_many

_DOT = 18
SHOWN = 7
"""So many signs of a content hash are shown: enough to compare by eye."""


class VersionsSide(Frame):
    """List versions; `compare(before, after)` compares the one chosen with the one before it.

    `picked` follows when one chose it for good, and does not only walk through them by the arrow
    keys. `naming` asks to name the draft as a version, `back` leaves the versions.
    """

    compare = Signal(str, str)
    picked = Signal()
    naming = Signal()
    back = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(Box.SIDE)
        self._look = look
        self._course = self._after = ""
        self._rows: tuple[VersionRow, ...] = ()
        self._choices: dict[str, Choice] = {}
        self._dots: dict[str, _Dot] = {}
        self._since: dict[str, int] = {}
        self._told: dict[str, tuple[Label, str]] = {}
        self.setFixedWidth(look.px(300))
        self._back = ElidedButton(look, say("Back"), Kind.QUIET, icon="chevron-left", small=True)
        self._back.chosen.connect(self.back)
        self._name = Button(look, say("Name this one…"), Kind.LINK, small=True)
        self._name.chosen.connect(self.naming)
        title = row(
            look, Label(say("Versions"), Voice.CARD), None, self._name, margins=(10, 0, 0, 0)
        )
        back = row(look, self._back, None)
        head = holder(column(look, back, 6, title, gap=0, margins=(12, 10, 12, 4)))
        self._list = QGridLayout()
        self._list.setHorizontalSpacing(look.px(6))
        self._list.setVerticalSpacing(0)
        self._list.setColumnStretch(1, 1)
        inside = column(look, self._list, None, gap=0, margins=(14, 4, 12, 8))
        self._foot = Frame(Box.SIDE_FOOT, column(look, margins=(16, 10, 12, 12)))
        self._foot.hide()
        page = Page(look, inside, say("Versions"))
        self.setLayout(column(look, head, (page, 1), self._foot, gap=0))

    def show_versions(self, course: str, rows: Sequence[VersionRow]) -> None:
        """Show the versions, the latest first; the draft stands before all."""
        if (course, tuple(rows)) == (self._course, self._rows):
            return
        if course != self._course:
            self._since = {}
        self._course = course
        self._back.show_title(course)
        self._back.setAccessibleName(say("Back to {course}", course=course))
        self._rows = tuple(rows)
        self._name.setVisible(any(one.id == DRAFT for one in rows))
        empty(self._list)
        self._choices, self._dots, self._told = {}, {}, {}
        for number, one in enumerate(rows):
            dot = _Dot(self._look, first=number == 0, last=number == len(rows) - 1)
            self._dots[one.id], self._choices[one.id] = dot, self._choice(one)
            self._list.addWidget(dot, number, 0)
            self._list.addWidget(self._choices[one.id], number, 1)
        if len([one for one in rows if one.id != DRAFT]) == 0:
            none = Label(say("No version yet. Publishing names one."), Voice.SMALL, wrap=True)
            place = holder(row(self._look, (none, 1), margins=(10, 10, 10, 0)))
            self._list.addWidget(place, len(rows), 0, 1, 2)
        for ident, count in self._since.items():
            self.show_since(ident, count)
        follow_the_eye(self)

    def show_since(self, version: str, count: int) -> None:
        """Say how many changes came since a version; the draft says it of the latest."""
        self._since[version] = count
        latest = next((one for one in self._rows if one.id != DRAFT), None)
        since = say_many("{count} change since", "{count} changes since", count)
        self._say_since(version, since if count else say("As the draft reads now"))
        if latest is not None and latest.id == version:
            told = say_many(
                "{count} change since version {version}",
                "{count} changes since version {version}",
                count,
                version=latest.label,
            )
            same = say("As version {version}", version=latest.label)
            self._say_since(DRAFT, told if count else same)

    def _say_since(self, ident: str, words: str) -> None:
        if ident in self._told:
            label, said = self._told[ident]
            label.say(words)
            label.show()
            self._choices[ident].setAccessibleDescription(". ".join(filter(None, (said, words))))

    def show_compared(self, before: str, after: str) -> None:
        """Show which two are compared."""
        self._after = after
        for ident, choice in self._choices.items():
            choice.show_current(ident == after)
            choice.show_filled(ident == before)
            self._dots[ident].show_part(2 if ident == after else 1 if ident == before else 0)

    def go_to_chosen(self) -> None:
        """Bring the focus to the later one compared, or to the first thing there is."""
        choices = self._choices
        chosen = choices.get(self._after) or next(iter(choices.values()), None)
        (chosen or self._back).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_foot(self, widget: QWidget) -> None:
        """Put the way of the words at the foot."""
        layout = self._foot.layout()
        assert layout is not None
        layout.addWidget(widget)
        self._foot.show()

    def _choice(self, one: VersionRow) -> Choice:
        look = self._look
        head = row(look, Label(one.name, Voice.STRONG), gap=7)
        state = STATES.get(one.state)
        if state is not None:
            name, tone = state
            head.addWidget(Pill(look, say(name), tone))
        head.addStretch(1)
        head.addWidget(Label(one.when, Voice.NOTE))
        words = column(look, head, gap=2, margins=(10, 8, 10, 9))
        if one.note:
            words.addWidget(Label(one.note, Voice.SMALL, wrap=True))
        since = Label("", Voice.SMALL, wrap=True)
        since.hide()
        words.addWidget(since)
        foot = " · ".join(filter(None, [one.people, one.hash[:SHOWN]]))
        if foot:
            words.addWidget(Label(foot, Voice.NOTE, wrap=True))
        said = [say(state[0]) if state else "", one.when, one.note, one.people]
        if one.hash:
            said.append(say("Content {hash}", hash=one.hash[:SHOWN]))
        told = ". ".join(filter(None, said))
        self._told[one.id] = (since, told)
        choice = Choice(look, one.name, words, Dress.FILLED, told)
        choice.chosen.connect(lambda: self._choose(one.id))
        choice.taken.connect(self.picked)
        return choice

    def _choose(self, ident: str) -> None:
        known = [one.id for one in self._rows]
        at = known.index(ident)
        before = known[at + 1] if at + 1 < len(known) else ident
        self.show_compared(before, ident)
        self.compare.emit(before, ident)


class _Dot(QWidget):
    """A dot on the line: full for the later one compared, ringed for the earlier."""

    def __init__(self, look: Look, *, first: bool, last: bool) -> None:
        super().__init__()
        self._look, self._first, self._last, self._part = look, first, last, 0
        self.setFixedWidth(look.px(24))
        look.changed.connect(self.update)

    def show_part(self, part: int) -> None:
        """Change what it is: 2 the later one, 1 the earlier one, 0 neither."""
        self._part = part
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, then the dot."""
        look, middle = self._look, self.width() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = float(look.px(_DOT))
        painter.setPen(QPen(look.colour("line"), 2))
        top, bottom = (y if self._first else 0.0), (y if self._last else float(self.height()))
        painter.drawLine(QPointF(middle, top), QPointF(middle, bottom))
        painter.setPen(QPen(look.colour("accent" if self._part else "edge"), 2))
        painter.setBrush(look.colour("accent" if self._part == 2 else "surface"))
        painter.drawEllipse(QPointF(middle, y), look.px(6), look.px(6))
