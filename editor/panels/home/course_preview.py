"""What a new course will hold, as one types: its modules and lessons, and how many."""

from __future__ import annotations

from collections.abc import Sequence

from editor.panels.cards.filling import empty
from editor.panels.home.outline_text import OutlineLine, counted
from editor.panels.kit.arrange import column, row
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say, say_many

MOST = 12
_STEP = 16


class CoursePreview(Frame):
    """Show modules and lessons as they will stand; nothing is shown for no lines."""

    def __init__(self, look: Look) -> None:
        super().__init__(Box.WELL)
        self._look = look
        self._lines: tuple[OutlineLine, ...] | None = None
        self._body = column(look, gap=3, margins=(14, 10, 14, 10))
        self.setLayout(self._body)
        self.hide()

    @property
    def told(self) -> str:
        """How much it is: “2 modules, 5 lessons”."""
        return counted(self._lines) if self._lines else ""

    def show_lines(self, lines: Sequence[OutlineLine]) -> None:
        """Show these lines; the first of many stand for all."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        empty(self._body)
        look = self._look
        for line in self._lines[:MOST]:
            module = line.kind == "module"
            icon = IconLabel(look, "folder" if module else "file-text", "text3", 14)
            words = Label(line.title, Voice.SMALL_STRONG if module else Voice.SMALL_TEXT, wrap=True)
            margins = (line.depth * _STEP, 0, 0, 0)
            self._body.addLayout(row(look, icon, (words, 1), gap=8, margins=margins))
        if len(self._lines) > MOST:
            left = len(self._lines) - MOST
            more = say_many("and {count} more", "and {count} more", left)
            self._body.addWidget(Label(more, Voice.NOTE))
        self.setVisible(bool(self._lines))
        self.setAccessibleName(say("It will hold {told}", told=self.told) if self._lines else "")
