"""The line above a review that says: the text has moved on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.panels.cards.filling import empty
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import ToneBox
from editor.panels.kit.labels import IconLabel, Label, Tone, Voice
from editor.panels.kit.look import Look
from editor.panels.review.values import NewerDraft
from sync.model.language import mark, say, say_many

_HEAD = mark("There is a newer draft.")


class NewerDraftLine(QWidget):
    """Show that there is a newer draft, or nothing; `changes_asked` wants to see it."""

    changes_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(*(look.px(side) for side in (16, 12, 16, 12)))
        self.hide()

    def show_newer(self, newer: NewerDraft | None) -> None:
        """Show what changed since; None takes the line away."""
        empty(self._box)
        self.setVisible(newer is not None)
        if newer is None:
            return
        look, count = self._look, newer.count
        words = say_many("See the change", "See the {count} changes", count)
        see = Button(look, words, Kind.LINK, small=True)
        see.chosen.connect(self.changes_asked)
        line = row(look, IconLabel(look, "info", "accent", 17), gap=10, margins=(16, 6, 8, 6))
        line.addWidget(Label(say(_HEAD), Voice.SMALL_STRONG))
        line.addWidget(Label(newer.told, Voice.SMALL_TEXT, wrap=True), 1)
        line.addWidget(see)
        self._box.addWidget(ToneBox(Tone.INFO, line))
        told = f"{say(_HEAD)} {newer.told}"
        self.setAccessibleName(told)
        announce(self, told)
