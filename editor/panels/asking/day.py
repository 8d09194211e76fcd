"""Until when: a day of the calendar, or none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QWidget

from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import IconButton
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
        self.field.setButtonSymbols(QDateEdit.ButtonSymbols.NoButtons)
        self.field.setDisplayFormat(_FORM)
        self.field.setMinimumHeight(look.px(36))
        self.field.setAccessibleName(say("Until when"))
        self._none = CheckBox(look, say("No day"))
        self._words = Label("", Voice.NOTE, wrap=True)
        label = Label(say("Until when"), Voice.SMALL_STRONG)
        label.setBuddy(self.field)
        self._before = IconButton(look, "chevron-left", say("A day earlier"), colour="text2")
        self._after = IconButton(look, "chevron-right", say("A day later"), colour="text2")
        self._before.chosen.connect(lambda: self.field.stepBy(-1))
        self._after.chosen.connect(lambda: self.field.stepBy(1))
        days = row(look, self._before, self.field, self._after, gap=4)
        line = row(look, days, self._none, None, gap=14)
        self.setLayout(column(look, label, line, self._words, gap=5))
        self.field.setCurrentSection(QDateEdit.Section.DaySection)
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
        for part in (self.field, self._before, self._after):
            part.setEnabled(not self._none.isChecked())
        words = self._told_by(self.day) if self.day else say("Nobody is reminded.")
        self._words.say(words)
        self.changed.emit()
