"""Who looks at a version: a row for each person, and asking someone else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from editor.panels.cards.elided import ElidedLabel
from editor.panels.cards.filling import empty
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.avatars import Avatar
from editor.panels.kit.buttons import IconButton
from editor.panels.kit.labels import Label, Pill, Tone, Voice
from editor.panels.kit.look import Look
from editor.panels.review.values import STANDINGS, ReviewerRow
from sync.model.language import mark, say

_LATE = mark("Late")
_LEAST = 72
"""So much of a name stays where there is little room; what is beside it must stay in sight."""


class People(QWidget):
    """List the reviewers; `withdrawn(person)` asks one no longer, `replaced(person)` another."""

    withdrawn = Signal(str)
    replaced = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rows = column(look, gap=9)
        self.setLayout(self._rows)

    def show_people(self, people: Sequence[ReviewerRow], none: str = "") -> None:
        """Show these people, or say why there are none."""
        empty(self._rows)
        if people:
            self._rows.addWidget(Label(say("Reviewers"), Voice.SECTION))
            for one in people:
                self._rows.addWidget(self._row(one))
        elif none:
            self._rows.addWidget(Label(none, Voice.SMALL, wrap=True))

    def _row(self, one: ReviewerRow) -> QWidget:
        look = self._look
        name = say("You") if one.face.me else one.face.name
        called = ElidedLabel(name, Voice.SMALL_STRONG)
        called.setMinimumWidth(min(called.sizeHint().width(), look.px(_LEAST)))
        words = column(look, called, gap=0)
        if one.detail:
            words.addWidget(Label(one.detail, Voice.NOTE, wrap=True))
        line = row(look, Avatar(look, one.face, size=26), (words, 1), gap=10)
        standing, tone = STANDINGS[one.standing]
        if one.is_late:
            standing, tone = _LATE, Tone.WARN
        line.addWidget(Pill(look, say(standing), tone))
        if one.may_be_changed:
            line.addWidget(self._more(one, name))
        return holder(line)

    def _more(self, one: ReviewerRow, name: str) -> IconButton:
        told = say("Ask someone else, or {name} no longer", name=name)
        button = IconButton(self._look, "ellipsis", told, colour="text2")
        menu = QMenu(button)
        other = menu.addAction(say("Ask someone else…"))
        other.triggered.connect(lambda: self.replaced.emit(one.id))
        off = menu.addAction(say("Ask {name} no longer", name=name))
        off.triggered.connect(lambda: self.withdrawn.emit(one.id))
        button.chosen.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        return button
