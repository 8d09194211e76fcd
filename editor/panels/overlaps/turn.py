"""Whose turn an overlap is: said on the card, given to a person, left for later, taken up again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from editor.panels.cards.form import Form
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.avatars import Avatar, Face
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from editor.panels.overlaps.begun import Begun, write_into, written_in
from editor.panels.overlaps.sentences import whose_turn
from editor.panels.overlaps.values import OverlapItem
from sync.model.language import mark, say

_DAYS = ((1, mark("Until tomorrow")), (7, mark("For a week")), (30, mark("For a month")))


def turn_line(look: Look, item: OverlapItem) -> QWidget | None:
    """Say whose it is and why; None where it is open for whoever comes first."""
    turn, told = item.turn, whose_turn(item)
    if turn is None:
        return None
    sign: QWidget = IconLabel(look, "clock", "text3", 16)
    if turn.to is not None:
        sign = Avatar(look, turn.to, size=22)
    words = say("{whose}: {why}", whose=told, why=turn.why) if turn.why else told
    return holder(row(look, sign, (Label(words, Voice.SMALL_STRONG, wrap=True), 1), gap=8))


class TurnButtons(QWidget):
    """Pass a place on: `given(person, why)`, `left_for(days)`, or `taken_up` again."""

    given = Signal(str, str)
    left_for = Signal(int)
    taken_up = Signal()

    def __init__(self, look: Look, item: OverlapItem, people: Sequence[Face]) -> None:
        super().__init__()
        self._look = look
        self._to: Face | None = None
        self._people = [face for face in people if not face.me]
        self._later = Button(look, say("Later…"), Kind.QUIET, small=True, icon="clock")
        self._later.chosen.connect(self._ask_when)
        self._give = Button(look, say("Give to…"), Kind.QUIET, small=True, icon="users")
        self._give.chosen.connect(self._ask_whom)
        if not self._people:
            self._give.hide()
        self._up = Button(look, say("Take it up again"), Kind.QUIET, small=True, icon="undo-2")
        self._up.chosen.connect(self.taken_up)
        if item.turn is None:
            self._up.hide()
        self._why = Form(look, say("Why"), say("Give"), hint=say("Why? You may leave this empty."))
        self._why.sent.connect(self._send)
        self._why.left.connect(self._close)
        self._why.hide()
        self._choices = holder(row(look, self._later, self._give, self._up, None, gap=6))
        self.setLayout(column(look, self._choices, self._why, gap=4))

    @property
    def is_writing(self) -> bool:
        """Tell whether a reason was begun that was not sent."""
        return not self._why.isHidden() and bool(self._why.words())

    def begun(self) -> Begun:
        """Read what was begun here."""
        return Begun(why=written_in(self._why), to=self._to)

    def go_on(self, begun: Begun) -> None:
        """Go on with what was begun in the card before."""
        if begun.why is not None and begun.to is not None:
            self._open(begun.to)
            write_into(self._why, begun.why)

    def show_hindrance(self, hindrance: str) -> None:
        """Say why it cannot be passed on; an empty reason allows it."""
        for button in (self._later, self._give, self._up):
            button.set_unavailable(hindrance)

    def _ask_when(self) -> None:
        self._menu([(say(words), partial(self.left_for.emit, days)) for days, words in _DAYS])

    def _ask_whom(self) -> None:
        self._menu([(face.name, partial(self._open, face)) for face in self._people])

    def _menu(self, ways: Sequence[tuple[str, Callable[[], object]]]) -> None:
        menu = QMenu(self)
        for words, act in ways:
            menu.addAction(words).triggered.connect(lambda _=False, act=act: act())
        menu.aboutToHide.connect(menu.deleteLater)
        button = self.sender()
        below = button if isinstance(button, QWidget) else self
        menu.popup(below.mapToGlobal(QPoint(0, below.height())))

    def _open(self, face: Face) -> None:
        self._to = face
        self._why.say(say("Give to {name}", name=face.name))
        self._choices.hide()
        self._why.show()
        self._why.field.setFocus()

    def _close(self) -> None:
        self._why.hide()
        self._choices.show()
        self._give.setFocus()

    def _send(self, why: str) -> None:
        if self._to is not None:
            self.given.emit(self._to.person, why)
