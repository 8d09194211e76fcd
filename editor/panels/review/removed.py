"""The lessons of a version that the draft has no more: no outline shows them, but its review."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from editor.panels.cards.filling import empty
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from editor.panels.review.values import RemovedLesson
from sync.model.language import say, say_many

_MOST_SHOWN = 6


class RemovedLessons(QWidget):
    """List what was removed since; `read_wanted(lesson)` wants to see what one said."""

    read_wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rows = column(look, gap=6)
        self.setLayout(self._rows)
        self.hide()

    def show_removed(self, version: str, removed: Sequence[RemovedLesson]) -> None:
        """Show what a version, by its name, has alone; nothing where nothing was removed."""
        empty(self._rows)
        self.setVisible(bool(removed))
        if not removed:
            return
        head = say("Removed since {version}", version=version)
        self._rows.addWidget(Label(head, Voice.SECTION))
        for one in removed[:_MOST_SHOWN]:
            self._rows.addWidget(self._row(one))
        if len(removed) > _MOST_SHOWN:
            more = len(removed) - _MOST_SHOWN
            words = say_many("and {count} more", "and {count} more", more)
            self._rows.addWidget(Label(words, Voice.NOTE))

    def _row(self, one: RemovedLesson) -> QWidget:
        look = self._look
        words = column(look, Label(one.title, Voice.SMALL_TEXT, wrap=True), gap=0)
        way = Button(look, say("See what it said"), Kind.LINK, small=True)
        way.setAccessibleName(say("See what “{lesson}” said", lesson=one.title))
        way.chosen.connect(partial(self.read_wanted.emit, one.lesson))
        words.addLayout(row(look, way, None, gap=0))
        sign = IconLabel(look, "circle-minus", "warn", 15)
        line = row(look, sign, (words, 1), gap=8)
        line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        return holder(line)
