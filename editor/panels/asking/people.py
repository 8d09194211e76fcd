"""Whom to ask: those who were chosen as chips, and a field that finds more by name."""
# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from editor.panels.asking.values import Candidate
from editor.panels.cards.elided import ElidedButton, ElidedLabel
from editor.panels.cards.filling import empty
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.avatars import Avatar
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.flow import Flow
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say

_MOST_FOUND = 5


class NameField(QLineEdit):
    """A name that is typed; Enter is `taken`, Backspace in the empty field `rubbed`."""

    taken = Signal()
    rubbed = Signal()
    sent = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take who was found with Enter, the last one away with Backspace."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sent.emit()
        elif enter:
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.rubbed.emit()
        else:
            super().keyPressEvent(event)


class PeopleField(QWidget):
    """Choose people; `changed` when the choice did, `grown` when it needs another height."""

    changed = Signal()
    grown = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._known: dict[str, Candidate] = {}
        self._chosen: dict[str, Candidate] = {}
        self._one = False
        self._chips = Flow(look)
        self._chips.setMinimumWidth(1)  # a long name gives way: it would widen the whole dialog
        self.field = NameField()
        self.field.setPlaceholderText(say("Add by name…"))
        self.field.setAccessibleName(say("Add by name"))
        self.field.setMinimumHeight(look.px(36))
        self._found = column(look, gap=0)
        self._hint = Label("", Voice.SMALL, wrap=True)
        self._someone = Button(look, say("Suggest someone"), Kind.LINK, small=True)
        self._sign = IconLabel(look, "sparkles", "accent", 16)
        line = row(look, self._sign, self._hint, self._someone, None, gap=8)
        self._hints = holder(line)
        label = Label(say("Who"), Voice.SMALL_STRONG)
        label.setBuddy(self.field)
        parts = (label, self._chips, self.field, holder(self._found), self._hints)
        self.setLayout(column(look, *parts, gap=7))
        self.field.textChanged.connect(self._look_for)
        self.field.taken.connect(self._take_first)
        self.field.rubbed.connect(self._rub)
        self._someone.chosen.connect(self._suggest)

    @property
    def people(self) -> tuple[str, ...]:
        """Name who was chosen, in their order."""
        return tuple(self._chosen)

    def show_people(self, known: Sequence[Candidate], hint: str, *, one: bool) -> None:
        """Offer these people; with `one`, only one of them is chosen."""
        self._known = {candidate.id: candidate for candidate in known}
        self._chosen = {i: one_ for i, one_ in self._chosen.items() if i in self._known}
        self._one = one
        self._hint.say(hint)
        self.field.clear()
        self._draw()

    def forget(self) -> None:
        """Choose nobody."""
        self._chosen.clear()
        self._draw()

    def _draw(self) -> None:
        self._chips.clear()
        for candidate in self._chosen.values():
            self._chips.add(self._chip(candidate))
        self._chips.setVisible(bool(self._chosen))
        left = [one for one in self._known if one not in self._chosen]
        self._someone.setVisible(bool(left))
        self._hint.setVisible(bool(self._hint.text()))
        self._hints.setVisible(bool(left))
        self._look_for(self.field.text())
        self.changed.emit()

    def _chip(self, one: Candidate) -> QWidget:
        look = self._look
        line = row(look, Avatar(look, one.face, size=20), gap=7, margins=(6, 3, 2, 3))
        line.addWidget(ElidedLabel(one.face.name, Voice.SMALL_STRONG))
        if one.why:
            line.addWidget(Label(one.why, Voice.NOTE))
        away = IconButton(look, "x", say("Do not ask {name}", name=one.face.name), colour="text2")
        away.chosen.connect(partial(self._drop, one.id))
        line.addWidget(away)
        return Frame(Box.CARD, line)

    def _look_for(self, words: str) -> None:
        empty(self._found)
        wanted = words.strip().casefold()
        for one in self._matching(wanted)[:_MOST_FOUND] if wanted else []:
            told = say("{name}, {why}", name=one.face.name, why=one.why) if one.why else ""
            button = ElidedButton(self._look, "", Kind.QUIET, small=True)
            button.show_title(told or one.face.name)
            button.setAccessibleName(told or one.face.name)
            button.chosen.connect(partial(self._take, one.id))
            self._found.addLayout(row(self._look, button, None))
        if wanted and not self._matching(wanted):
            none = say("There is nobody “{name}” in this course.", name=words.strip())
            self._found.addWidget(Label(none, Voice.SMALL, wrap=True))
        self.grown.emit()

    def _matching(self, wanted: str) -> list[Candidate]:
        left = [one for i, one in self._known.items() if i not in self._chosen]
        begins = [one for one in left if one.face.name.casefold().startswith(wanted)]
        inside = [one for one in left if wanted in one.face.name.casefold()]
        return list(dict.fromkeys((*begins, *inside)))

    def _take_first(self) -> None:
        found = self._matching(self.field.text().strip().casefold())
        if found and self.field.text().strip():
            self._take(found[0].id)

    def _suggest(self) -> None:
        left = [one for one in self._known if one not in self._chosen]
        if left:
            self._take(left[0])

    def _take(self, person: str) -> None:
        if self._one:
            self._chosen.clear()
        self._chosen[person] = self._known[person]
        self.field.clear()
        self._draw()
        self.field.setFocus()
        announce(self, say("{name} will be asked.", name=self._known[person].face.name))

    def _drop(self, person: str) -> None:
        self._chosen.pop(person, None)
        self._draw()
        self.field.setFocus()

    def _rub(self) -> None:
        if self._chosen:
            self._drop(next(reversed(self._chosen)))
