"""The preview with its bar: what it is, how wide the learner's screen is, how much is open."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.frames import Box, Frame, Hairline
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from editor.panels.preview.base import Preview
from editor.panels.preview.values import Width

_WIDTHS = (
    (Width.PHONE, "smartphone", "Phone width"),
    (Width.TABLET, "tablet", "Tablet width"),
    (Width.DESKTOP, "monitor", "Desktop width"),
)


class PreviewPane(Frame):
    """Hold a preview; `comments_wanted` asks for the list of what is open."""

    comments_wanted = Signal()

    def __init__(self, look: Look, preview: Preview) -> None:
        super().__init__(Box.CANVAS)
        self.preview = preview
        self._title = Label("As learners see it", Voice.SMALL)
        self._open = Button(look, "", Kind.QUIET, icon="message-square", small=True)
        self._open.chosen.connect(self.comments_wanted)
        self._group = QButtonGroup(self)
        self._line = Hairline(look, upright_height=18)
        bar = Frame(Box.BAR, row(look, self._title, None, gap=2, margins=(20, 0, 14, 0)))
        bar.setFixedHeight(look.px(44))
        bar.setMinimumWidth(look.px(220))
        self._buttons = [self._button(look, *entry) for entry in _WIDTHS]
        layout = bar.layout()
        assert layout is not None
        for widget in (*self._buttons, self._line, self._open):
            layout.addWidget(widget)
        self._buttons[-1].setChecked(True)
        self.setLayout(column(look, bar, (preview, 1), gap=0))
        self.show_open(0)

    def show_open(self, count: int) -> None:
        """Show how many comments, suggestions and overlaps are open here; nought shows nothing."""
        self._open.say(f"{count} open")
        self._open.setVisible(count > 0)
        self._line.setVisible(count > 0)

    def say(self, title: str) -> None:
        """Say what is shown ("As learners see it", "Version 7")."""
        self._title.say(title)

    def _button(self, look: Look, width: Width, icon: str, name: str) -> IconButton:
        button = IconButton(look, icon, name, colour="text2", size=16, checkable=True)
        button.chosen.connect(lambda: self.preview.set_width(width))
        self._group.addButton(button)
        return button
