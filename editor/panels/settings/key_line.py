"""One command with its keys, and the way to change them in place."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from editor.panels.cards.filling import empty
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.flow import Flow
from editor.panels.kit.frames import ToneBox
from editor.panels.kit.labels import KeyHint, Label, Tone, Voice
from editor.panels.kit.look import Look
from editor.panels.settings.recorder import KeyRecorder
from editor.panels.settings.values import KeyRow
from sync.model.language import say, say_as


class KeyLine(QWidget):
    """Show a command's keys; “Change” takes the next keys pressed.

    `wanted(keys)` asks for them (empty: for none), `reset` for the usual ones, `opened` and
    `closed` say that the line began or ended to ask.
    """

    wanted = Signal(str)
    reset = Signal()
    opened = Signal()
    closed = Signal()

    def __init__(self, look: Look, shown: KeyRow) -> None:
        super().__init__()
        self._look, self.shown = look, shown
        self.is_open = False
        self._below = column(look, gap=8)
        self._right = Flow(look, gap=6)
        top = row(look, (Label(shown.title, wrap=True), 1), self._right, gap=12)
        self.setLayout(column(look, top, self._below, gap=0, margins=(20, 5, 14, 5)))
        self._recorder: KeyRecorder | None = None
        self._first: QWidget | None = None
        self._rest()

    def show_row(self, shown: KeyRow) -> None:
        """Show the keys it has now; nothing moves if they are the same."""
        if shown != self.shown or self.is_open:
            had_focus = self.isAncestorOf(self.focusWidget() or self) or self.is_open
            self.shown = shown
            self._rest()
            if had_focus:
                self.focus_first()

    def focus_first(self) -> None:
        """Put the focus on what one would press first."""
        if self._first is not None:
            self._give_focus(self._first)

    def ask(self) -> None:
        """Wait for the new keys."""
        self._clear()
        self.is_open = True
        look = self._look
        self._recorder = KeyRecorder(look, self.shown.title)
        self._recorder.pressed.connect(self.wanted)
        self._recorder.left.connect(self.leave)
        none = Button(look, say("No keys"), Kind.QUIET, small=True)
        none.setAccessibleName(say("Give no keys to {title}", title=self.shown.title))
        none.chosen.connect(lambda: self.wanted.emit(""))
        leave = Button(look, say("Cancel"), Kind.QUIET, small=True, tip="Esc")
        leave.setAccessibleName(
            say("Leave the keys of {title} as they are", title=self.shown.title)
        )
        leave.chosen.connect(self.leave)
        self._below.addWidget(Flow(look, self._recorder, none, leave, gap=6))
        self._below.addSpacing(look.px(4))
        self._first = self._recorder
        follow_the_eye(self)
        self.opened.emit()
        self.focus_first()

    def leave(self) -> None:
        """Leave the keys as they are."""
        if self.is_open:
            self._rest()
            self.focus_first()
            self.closed.emit()

    def show_refusal(self, words: str) -> None:
        """Say why the keys pressed cannot be had; others may be pressed."""
        self.ask()
        self._below.addWidget(Label(words, Voice.BAD, wrap=True))
        announce(self, words, at_once=True)
        self.focus_first()

    def show_clash(self, keys: str, other: str, take: Callable[[], None]) -> None:
        """Say which command has these keys, and offer to take them from there."""
        empty(self._below)
        look = self._look
        words = say("{keys} is “{other}”. Take it from there?", keys=keys, other=other)
        yes = Button(look, say("Take {keys}", keys=keys), Kind.PRIMARY, small=True)
        yes.chosen.connect(take)
        no = Button(look, say("Choose other keys"), small=True)
        no.chosen.connect(self.ask)
        inside = column(look, Label(words, wrap=True), gap=8, margins=(14, 10, 14, 12))
        inside.addWidget(Flow(look, yes, no, gap=8))
        self._below.addWidget(ToneBox(Tone.WARN, inside))
        self._below.addSpacing(look.px(4))
        announce(self, words, at_once=True)
        follow_the_eye(self)
        self._give_focus(no)  # what takes nothing away

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc from the buttons too."""
        if event.key() == Qt.Key.Key_Escape and self.is_open:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _rest(self) -> None:
        self._clear()
        look, shown = self._look, self.shown
        if shown.keys:
            self._right.add(KeyHint(look, shown.keys))
        else:
            self._right.add(Label(say_as("keys", "none"), Voice.NOTE))
        if shown.is_changed:
            back = Button(look, say("Reset"), Kind.LINK, small=True)
            back.setAccessibleName(say("Give {title} its usual keys", title=shown.title))
            back.chosen.connect(self.reset)
            self._right.add(back)
        change = Button(look, say("Change"), Kind.LINK, small=True)
        now = say("Now {keys}", keys=shown.keys) if shown.keys else say("It has none now")
        change.setAccessibleName(say("Change the keys of {title}", title=shown.title))
        change.setAccessibleDescription(now)
        change.chosen.connect(self.ask)
        self._right.add(change)
        self._first = change
        follow_the_eye(self)

    def _give_focus(self, widget: QWidget) -> None:
        """Show a widget first: what was just placed is shown only later, and could not have it."""
        at: QWidget | None = widget
        while at is not None and at is not self:
            at.show()
            at = at.parentWidget()
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        self.is_open = False
        self._recorder = None
        self._right.clear()
        empty(self._below)
