"""Until when: a day of the calendar, or none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QWidget

from editor.panels.kit.arrange import column, row
from editor.panels.kit.choices import CheckBox
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say

_FORM = "yyyy-MM-dd"
DayTold = Callable[[str], str]
"""Says a day, given as YYYY-MM-DD, in words: “Thursday, 26 November”."""


class DayField(QWidget):
    """Choose a day; `changed` when it did."""

    changed = Signal()

    def __init__(self, look: Look, told: DayTold) -> None:
        super().__init__()
        self._told_by = told
        self.field = QDateEdit()
        self.field.setCalendarPopup(True)
        self.field.setDisplayFormat(_FORM)
        self.field.setMinimumHeight(look.px(36))
        self.field.setAccessibleName(say("Until when"))
        self._none = CheckBox(look, say("No day"))
        self._words = Label("", Voice.NOTE, wrap=True)
        label = Label(say("Until when"), Voice.SMALL_STRONG)
        label.setBuddy(self.field)
        line = row(look, (self.field, 1), self._none, gap=10)
        self.setLayout(column(look, label, line, self._words, gap=5))
        self.field.dateChanged.connect(self._weigh)
        self._none.toggled.connect(self._weigh)

    @property
    def day(self) -> str:
        """Give the day as YYYY-MM-DD, "" for none."""
        return "" if self._none.isChecked() else self.field.date().toString(_FORM)

    def show_day(self, day: str) -> None:
        """Show a day, "" for none."""
        self._none.setChecked(not day)
        self.field.setDate(QDate.fromString(day, _FORM) if day else QDate.currentDate())
        self._weigh()

    def _weigh(self) -> None:
        self.field.setEnabled(not self._none.isChecked())
        words = self._told_by(self.day) if self.day else say("Nobody is reminded.")
        self._words.say(words)
        self.changed.emit()
