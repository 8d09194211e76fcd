"""The frame of a form that stands in place of the source: the way back, the form, what it wrote."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say

_NARROW = 470


class FormPage(Frame):
    """Hold a form; what it writes stands in the lesson at once.

    `done` leaves it so, `undone` takes all of it back; `text_wanted` shows the text it wrote.
    """

    done = Signal()
    undone = Signal()
    text_wanted = Signal()

    def __init__(self, look: Look, name: str, body: QWidget) -> None:
        super().__init__(Box.PANE)
        self._look, self._name = look, name
        self.setAccessibleName(name)
        self._back = Button(look, say("Back to writing"), Kind.QUIET, icon="arrow-left", small=True)
        self._sign = IconLabel(look, "circle-check", "ok", 16)
        self._state = Label("", Voice.SMALL, wrap=True)
        self._where = Label("", Voice.SMALL)
        self._show = Button(look, say("Show the text"), Kind.LINK, small=True)
        self.leave = Button(look, say("Leave as it was"), Kind.QUIET)
        self.ready = Button(look, say("Done"), Kind.PRIMARY, tip="Ctrl+Enter")
        self._head = Frame(
            Box.BAR,
            row(look, self._back, self._sign, (self._state, 1), gap=8, margins=(8, 4, 16, 4)),
        )
        self._head.setMinimumHeight(look.px(44))
        said = holder(row(look, self._where, self._show, None, gap=8))
        self._said = said
        foot = Frame(
            Box.FOOT,
            row(look, (said, 1), self.leave, self.ready, gap=8, margins=(20, 9, 20, 9)),
        )
        self.setMinimumWidth(look.px(220))
        self.setLayout(column(look, self._head, (body, 1), foot, gap=0))
        self._back.chosen.connect(self.done)
        self.ready.chosen.connect(self.done)
        self.leave.chosen.connect(self.undone)
        self._show.chosen.connect(self.text_wanted)
        self.say("")

    def say(self, trouble: str, fine: str = "") -> None:
        """Say what is still missing, or that all is well."""
        if trouble and trouble != self._state.accessibleName():
            announce(self, trouble)
        self._state.say(trouble or fine)
        self._sign.setVisible(bool(trouble or fine))
        self._sign.show_icon("circle-alert" if trouble else "circle-check",
                             "warn" if trouble else "ok")  # fmt: skip

    @property
    def state(self) -> str:
        """What is said of the form now."""
        return self._state.accessibleName()

    def show_lines(self, first: int, last: int) -> None:
        """Say where in the lesson it is written."""
        if first == last:
            self._where.say(say("In the lesson, line {line}.", line=first))
        else:
            told = say("In the lesson, lines {first} to {last}.", first=first, last=last)
            self._where.say(told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be done with Ctrl+Enter and with Esc."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape or (enter and held):
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is little room."""
        super().resizeEvent(event)
        narrow = self.width() < self._look.px(_NARROW)
        self._said.setVisible(not narrow)
