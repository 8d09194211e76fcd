"""A bar that says what waits, with the ways to look at it, take it in, or leave it for now."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.panels.cards.filling import empty
from editor.panels.cards.scroll import Page
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.flow import Flow
from editor.panels.kit.frames import ToneBox
from editor.panels.kit.labels import IconLabel, Label, Tone, Voice
from editor.panels.kit.look import Look
from sync.model.language import say

_TALLEST = 220


@dataclass(frozen=True)
class Waits:
    """What the bar says: what waits, what is safe, and in words what the three buttons do.

    `look` and `put_away` are the words of the first button; without `later` there are two.
    """

    title: str
    text: str
    look: str
    put_away: str
    take: str
    later: str = ""
    urgent: bool = False


class WaitingBar(QWidget):
    """Show what waits, or nothing. It pushes what is below it down, and covers nothing.

    `look_wanted` asks for what is to be seen, which `show_below` then shows; `taken` is the yes,
    `left` the “not now”.
    """

    look_wanted = Signal()
    taken = Signal()
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown: Waits | None = None
        self._see: Button | None = None
        self._frame: QVBoxLayout | None = None
        self._below: QWidget | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
        self.hide()

    @property
    def shown(self) -> Waits | None:
        """What it says now."""
        return self._shown

    @property
    def is_open(self) -> bool:
        """Whether what waits is on show below."""
        return self._below is not None

    def show_waiting(self, waits: Waits | None) -> None:
        """Say what waits; None takes the bar away. What was open below stays, if it is the same."""
        if waits == self._shown:
            return
        focused = waits is not None and self._has_focus_in(self)
        self._shown, self._see, self._frame, self._below = waits, None, None, None
        empty(self._box)
        self.setVisible(waits is not None)
        if waits is None:
            return
        tone = Tone.WARN if waits.urgent else Tone.THEIRS
        self._frame = self._contents(waits)
        self._box.addWidget(ToneBox(tone, self._frame))
        told = f"{waits.title} {waits.text}".strip()
        self.setAccessibleName(told)
        announce(self, told)
        if focused and self._see is not None:
            self._see.setFocus()

    def show_below(self, rows: Iterable[QWidget], name: str) -> None:
        """Show what waits, a row each, below the words; it scrolls where it is long."""
        self.close_below()
        if self._frame is None or self._shown is None:
            return
        look = self._look
        inside = column(look, *rows, gap=6, margins=(33, 0, 4, 2))
        page = Page(look, inside, name)
        page.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        wanted = inside.sizeHint().height() + look.px(4)
        page.setMaximumHeight(look.px(_TALLEST))
        page.setMinimumHeight(min(look.px(_TALLEST) // 2, wanted))
        self._frame.addWidget(page)
        self._below = page
        if self._see is not None:
            self._see.say(self._shown.put_away)

    def close_below(self) -> None:
        """Put away what is shown below."""
        if self._below is None:
            return
        had_focus = self._has_focus_in(self._below)
        self._below.hide()
        self._below.setParent(None)
        self._below.deleteLater()
        self._below = None
        if self._see is not None and self._shown is not None:
            self._see.say(self._shown.look)
            if had_focus:
                self._see.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc put away what is shown below."""
        if event.key() == Qt.Key.Key_Escape and self.is_open:
            self.close_below()
            if self._see is not None:
                self._see.setFocus()
            return
        super().keyPressEvent(event)

    def _has_focus_in(self, part: QWidget) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and part.isAncestorOf(focus)

    def _contents(self, waits: Waits) -> QVBoxLayout:
        look = self._look
        icon, ink = ("circle-alert", "warn") if waits.urgent else ("users", "theirs")
        voice = Voice.ROW if waits.urgent else Voice.SMALL_STRONG
        words = column(look, Label(waits.title, voice, wrap=True), gap=2)
        if waits.text:
            words.addWidget(Label(waits.text, Voice.SMALL_TEXT, wrap=True))
        size = 20 if waits.urgent else 17
        sign = holder(column(look, IconLabel(look, icon, ink, size), None, margins=(0, 2, 0, 0)))
        line = row(look, sign, (words, 1), gap=13)
        if waits.urgent:
            below = row(look, (Flow(look, *self._buttons(waits)), 1), margins=(33, 0, 0, 0))
            return column(look, line, below, gap=10, margins=(18, 14, 14, 14))
        for button in self._buttons(waits):
            line.addWidget(button)
        return column(look, line, gap=6, margins=(16, 6, 8, 6))

    def _buttons(self, waits: Waits) -> list[Button]:
        look, first = self._look, Kind.PRIMARY if waits.urgent else Kind.LINK
        self._see = Button(look, waits.look, first, small=True)
        self._see.chosen.connect(self._look_or_close)
        take = Button(look, waits.take, Kind.PLAIN, small=True)
        take.chosen.connect(self.taken)
        if not waits.later:
            return [self._see, take]
        later = Button(look, waits.later, Kind.QUIET, small=True)
        later.chosen.connect(self.left)
        return [self._see, take, later]

    def _look_or_close(self) -> None:
        if self.is_open:
            self.close_below()
        else:
            self.look_wanted.emit()


def lesson_row(look: Look, title: str, detail: str, name: str) -> tuple[QWidget, Button]:
    """Build a row that names a lesson, says what becomes of it, and leads to it."""
    go = Button(look, say("Go to it"), Kind.LINK, small=True)
    go.setAccessibleName(name)
    words = row(
        look, Label(title, Voice.SMALL_STRONG), (Label(detail, Voice.SMALL_TEXT), 1), gap=10
    )
    return holder(row(look, (words, 1), go, gap=8)), go
