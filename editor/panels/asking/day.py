"""Until when: a day of the calendar, or none."""
# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import IconButton
from editor.panels.kit.choices import CheckBox
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say
from sync.model.rounds import day_of

DayTold = Callable[[str], str]
"""Says a day, given as YYYY-MM-DD, in words: “Thursday, 26 November”."""


class DayLine(QLineEdit):
    """A day as YYYY-MM-DD; `stepped(days)` with the keys up (later) and down (earlier)."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by a day, or back."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)


class DayField(QWidget):
    """Choose a day; `changed` when it did."""

    changed = Signal()

    def __init__(self, look: Look, told: DayTold) -> None:
        super().__init__()
        self._told_by = told
        self.field = DayLine()
        self.field.setFixedWidth(look.px(130))
        self.field.setMinimumHeight(look.px(36))
        self.field.setAccessibleName(say("Until when"))
        self._none = CheckBox(look, say("No day"))
        self._words = Label("", Voice.NOTE, wrap=True)
        label = Label(say("Until when"), Voice.SMALL_STRONG)
        label.setBuddy(self.field)
        self._before = IconButton(look, "chevron-left", say("A day earlier"), colour="text2")
        self._after = IconButton(look, "chevron-right", say("A day later"), colour="text2")
        self._before.chosen.connect(lambda: self._step(-1))
        self._after.chosen.connect(lambda: self._step(1))
        days = row(look, self.field, self._before, self._after, gap=4)
        line = row(look, days, self._none, None, gap=14)
        self.setLayout(column(look, label, line, self._words, gap=5))
        self.field.stepped.connect(self._step)
        self.field.textChanged.connect(self._weigh)
        self._none.toggled.connect(self._weigh)

    @property
    def day(self) -> str:
        """Give the day as YYYY-MM-DD, "" for none."""
        return "" if self._none.isChecked() else self.field.text().strip()

    @property
    def is_wrong(self) -> bool:
        """Tell whether what stands in the field is no day, or one that has passed."""
        return (bool(self.day) and day_of(self.day) is None) or self._is_empty or self.has_passed

    @property
    def has_passed(self) -> bool:
        """Tell whether the day has passed: nobody can be asked until then."""
        day = day_of(self.day)
        return day is not None and day < date.today()

    def show_day(self, day: str) -> None:
        """Show a day, "" for none."""
        self._none.setChecked(not day)
        self.field.setText(day or date.today().isoformat())
        self._weigh()

    @property
    def _is_empty(self) -> bool:
        return not self.day and not self._none.isChecked()

    def _step(self, days: int) -> None:
        day = day_of(self.field.text().strip()) or date.today()
        if date.min < day < date.max:
            self.field.setText(max(day + timedelta(days), date.today()).isoformat())

    def _weigh(self) -> None:
        for part in (self.field, self._before, self._after):
            part.setEnabled(not self._none.isChecked())
        if self.has_passed:
            words = say("That day has passed. Choose today or a later day.")
        elif self.is_wrong:
            words = say("Write the day as {example}.", example=date.today().isoformat())
        else:
            words = self._told_by(self.day) if self.day else say("Nobody is reminded.")
        self._words.say(words)
        self.changed.emit()
