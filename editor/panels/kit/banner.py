"""A message at the top of a pane: it pushes the text down, and never covers it."""

from __future__ import annotations

from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.flow import Flow
from editor.panels.kit.frames import ToneBox
from editor.panels.kit.labels import IconLabel, Label, Tone, Voice
from editor.panels.kit.look import Look
from sync.model.language import say


@dataclass(frozen=True)
class Message:
    """What happened (`title`), what is safe and what to do (`text`), and the ways on.

    `actions` are pairs (name, words); the first becomes the primary button.
    """

    tone: Tone
    title: str
    text: str = ""
    actions: tuple[tuple[str, str], ...] = ()
    icon: str = ""
    closable: bool = True


_ICONS = {
    Tone.BAD: "hard-drive",
    Tone.WARN: "circle-alert",
    Tone.OK: "circle-check",
    Tone.THEIRS: "users",
}
_INKS = {Tone.BAD: "bad", Tone.WARN: "warn", Tone.OK: "ok", Tone.THEIRS: "theirs"}


class Banner(QWidget):
    """Show one message, or nothing; `action_chosen(name)` names the way that was taken."""

    action_chosen = Signal(str)
    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._box: ToneBox | None = None
        self._came_from: QWidget | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(4))
        self.hide()

    @property
    def to_answer(self) -> QWidget | None:
        """What takes the focus to the first way on; None where there is none."""
        box = self._box
        return box if box is not None and box.focusProxy() is not None else None

    def show_message(self, message: Message | None) -> None:
        """Show a message in place of the last one; None takes it away.

        Whoever was in the last one is in the next one's ways then, or back where they came from.
        """
        focused = self.window().focusWidget()
        was_inside = self._box is not None and self.isAncestorOf(focused)
        if not was_inside:
            self._came_from = focused
        self._clear()
        self._show(message)
        if was_inside:
            self._lead_on()

    def _lead_on(self) -> None:
        on = self.to_answer or self._came_from
        if on is not None and shiboken6.isValid(on) and on.isVisible():
            on.setFocus()

    def _show(self, message: Message | None) -> None:
        self.setVisible(message is not None)
        if message is None:
            return
        self._box = ToneBox(message.tone, self._contents(message))
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._box)
        self._box.show()  # at once, since only what is in sight takes the focus
        ways = [*self._box.findChildren(Button), *self._box.findChildren(IconButton)]
        if ways:
            self._box.setFocusProxy(ways[0])
        self.setAccessibleName(message.title)
        self.setAccessibleDescription(message.text)
        said = f"{message.title}. {message.text}".strip()
        announce(self, said, at_once=message.tone is Tone.BAD)

    def _clear(self) -> None:
        if self._box is not None:
            self._box.hide()
            self._box.setParent(None)
            self._box.deleteLater()
            self._box = None

    def _contents(self, message: Message) -> QVBoxLayout:
        look = self._look
        icon = message.icon or _ICONS.get(message.tone, "info")
        sign = IconLabel(look, icon, _INKS.get(message.tone, "accent"), 20)
        words = column(look, gap=3)
        words.addWidget(Label(message.title, Voice.ROW, wrap=True))
        if message.text:
            words.addWidget(Label(message.text, Voice.SMALL_TEXT, wrap=True))
        top = row(look, holder(column(look, sign, None, margins=(0, 2, 0, 0))), (words, 1), gap=13)
        if message.closable:
            close = IconButton(look, "x", say("Close this message"), colour="text2", size=16)
            close.chosen.connect(self._close)
            top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        box = column(look, top, gap=10, margins=(18, 14, 14, 14))
        if message.actions:
            box.addLayout(self._actions(message))
        return box

    def _actions(self, message: Message) -> QVBoxLayout:
        buttons = Flow(self._look)
        for number, (name, words) in enumerate(message.actions):
            kind = Kind.PLAIN if number else Kind.PRIMARY
            button = Button(self._look, words, kind, small=True)
            button.chosen.connect(lambda name=name: self.action_chosen.emit(name))
            buttons.add(button)
        line = row(self._look, (buttons, 1), margins=(33, 0, 0, 0))
        return column(self._look, line, gap=0)

    def _close(self) -> None:
        self.show_message(None)
        self.closed.emit()
