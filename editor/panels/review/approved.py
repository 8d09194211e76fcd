"""How far one has approved a version: what is left, and what cannot be one's own to approve."""

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
from editor.panels.review.values import Place
from sync.model.language import say, say_many

_MOST_SHOWN = 6


class ApprovedBlocks(QWidget):
    """Say what is approved, and list what is not; `gone_to(lesson, line)` leads to a block."""

    gone_to = Signal(str, int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rows = column(look, gap=6)
        self.setLayout(self._rows)
        self.hide()

    def show_blocks(self, told: str, left: Sequence[Place], own: Sequence[Place]) -> None:
        """Show how far it goes; nothing where there is nothing to say."""
        empty(self._rows)
        self.setVisible(bool(told or own))
        if told:
            self._rows.addWidget(Label(say("Your approval"), Voice.SECTION))
            self._rows.addWidget(Label(told, Voice.SMALL_TEXT, wrap=True))
        for place in left[:_MOST_SHOWN]:
            self._rows.addWidget(self._row(place, "key" if place.is_answer else "circle-alert"))
        if len(left) > _MOST_SHOWN:
            more = len(left) - _MOST_SHOWN
            words = say_many("and {count} more", "and {count} more", more)
            self._rows.addWidget(Label(words, Voice.NOTE))
        for place in own[:_MOST_SHOWN]:
            self._rows.addWidget(self._row(place, "key"))

    def _row(self, place: Place, icon: str) -> QWidget:
        look = self._look
        words = column(look, Label(place.words, Voice.SMALL_TEXT, wrap=True), gap=0)
        if place.detail:
            words.addWidget(Label(place.detail, Voice.NOTE, wrap=True))
        go = Button(look, say("Go to it"), Kind.LINK, small=True)
        go.setAccessibleName(say("Go to it: {what}", what=place.words))
        go.chosen.connect(partial(self.gone_to.emit, place.lesson, place.line))
        words.addLayout(row(look, go, None, gap=0))
        sign = IconLabel(look, icon, "warn", 15)
        line = row(look, sign, (words, 1), gap=8)
        line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        return holder(line)
