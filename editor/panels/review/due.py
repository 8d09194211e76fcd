"""Until when a review is asked for."""

from __future__ import annotations

from editor.panels.kit.arrange import column, row
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from editor.panels.review.values import Due


class DueCard(Frame):
    """Show the day, and how long there is yet; nothing where no day was set."""

    def __init__(self, look: Look) -> None:
        super().__init__(Box.CARD)
        self._sign = IconLabel(look, "calendar-clock", "text2", 17)
        self._title = Label("", Voice.SMALL_STRONG, wrap=True)
        self._detail = Label("", Voice.NOTE, wrap=True)
        words = column(look, self._title, self._detail, gap=1)
        self.setLayout(row(look, self._sign, (words, 1), gap=11, margins=(13, 9, 10, 9)))
        self.hide()

    def show_due(self, due: Due | None) -> None:
        """Show a day; one that has passed has another sign, and says so."""
        self.setVisible(due is not None)
        if due is None:
            return
        late = due.is_late
        self._sign.show_icon("triangle-alert" if late else "calendar-clock",
                             "warn" if late else "text2")  # fmt: skip
        self._title.say(due.title)
        self._detail.say(due.detail)
        self.setAccessibleName(f"{due.title}. {due.detail}")
