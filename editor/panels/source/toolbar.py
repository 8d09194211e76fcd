"""The row of buttons above the source, for people who do not know Markdown."""
# ruff: noqa: N802

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu

from editor.panels.kit.arrange import add, row
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.frames import Box, Frame, Hairline
from editor.panels.kit.labels import KeyHint
from editor.panels.kit.look import Look
from editor.panels.source.commands import COMMAND
from editor.panels.source.mode_switch import ModeSwitch
from sync.model.language import mark, say

_GROUPS = (
    ("heading", "bold", "italic"),
    ("bullets", "numbers", "quote", "link"),
    ("image", "table", "quiz-single"),
)
_SAID = {"quiz-single": ("circle-question-mark", mark("Question"))}
_KEPT_WHEN_NARROW = ("bold", "italic", "bullets")
_NARROW = 420
_WIDE = 660


class SourceToolbar(Frame):
    """Offer the commands that are used most; `command_chosen(name)` names the one chosen,
    `insert_wanted(place)` asks for the palette at a place of the screen. `mode` is the switch
    between writing and suggesting.

    When there is little room, four stay and the rest is under "More".
    """

    command_chosen = Signal(str)
    insert_wanted = Signal(QRect)

    def __init__(self, look: Look) -> None:
        super().__init__(Box.BAR)
        self._look = look
        self.setFixedHeight(look.px(44))
        self.setMinimumWidth(look.px(220))
        self.setAccessibleName(say("Formatting"))
        self._buttons: dict[str, IconButton] = {}
        self._lines: list[Hairline] = []
        self._insert = Button(look, say("Insert"), Kind.QUIET, icon="plus", small=True)
        self._insert.chosen.connect(self._open_insert)
        self._insert.setAccessibleDescription(say("Key: / on an empty line"))
        self._hint = KeyHint(look, "/")
        self._more = IconButton(look, "ellipsis", say("More"))
        self._more.chosen.connect(self._open_more)
        layout = row(look, gap=1, margins=(16, 0, 12, 0))
        for number, names in enumerate(_GROUPS):
            if number:
                self._lines.append(Hairline(look, upright_height=18))
                add(layout, look, row(look, self._lines[-1], margins=(5, 0, 5, 0)))
            for name in names:
                layout.addWidget(self._button(name))
        self.mode, self._offers_mode = ModeSwitch(look), True
        for item in (self._insert, self._more, self._hint, None, self.mode):
            add(layout, look, item)
        self._more.hide()
        self.setLayout(layout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what does not fit."""
        super().resizeEvent(event)
        narrow = self.width() < self._look.px(_NARROW)
        for name, button in self._buttons.items():
            button.setVisible(not narrow or name in _KEPT_WHEN_NARROW)
        for line in self._lines:
            line.setVisible(not narrow)
        self._hint.setVisible(not narrow)
        self._more.setVisible(narrow)
        self.mode.set_wide(self.width() >= self._look.px(_WIDE))
        self.mode.setVisible(self._offers_mode and not narrow)

    def offer_mode(self, offered: bool) -> None:
        """Offer the switch between writing and suggesting here, or leave it to another place."""
        self._offers_mode = offered
        self.mode.setVisible(offered and self._more.isHidden())

    def _button(self, name: str) -> IconButton:
        command = COMMAND[name]
        icon, title = _SAID.get(name, (command.icon, command.title))
        button = IconButton(self._look, icon, say(title), command=name)
        button.chosen.connect(lambda: self._choose(name))
        self._buttons[name] = button
        return button

    def _choose(self, name: str) -> None:
        self.command_chosen.emit(name)

    def _open_insert(self) -> None:
        button = self._insert
        self.insert_wanted.emit(QRect(button.mapToGlobal(QPoint(0, 0)), button.size()))

    def _open_more(self) -> None:
        menu = QMenu(self)
        for name, button in self._buttons.items():
            if not button.isVisible():
                title = button.accessibleName()
                menu.addAction(
                    button.icon(), title, lambda name=name: self.command_chosen.emit(name)
                )
        if self._offers_mode:
            menu.addAction(say("Write or suggest"), self.mode.toggle)
        menu.exec(self._more.mapToGlobal(QPoint(0, self._more.height())))
        menu.deleteLater()
