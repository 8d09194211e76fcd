"""What stands in place of results: what can be found, or that nothing was, and a way on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from editor.panels.cards.filling import empty
from editor.panels.cards.rows import list_card, list_row, told
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.kit.arrange import column
from editor.panels.kit.buttons import Button
from editor.panels.kit.flow import Flow
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from editor.panels.search.values import Filter, told_of
from sync.model.language import mark, say

FINDABLE = (
    ("file-text", mark("Lessons and courses"), mark("Titles, and every word of today’s texts")),
    ("message-square", mark("What was said"), mark("Comments and answers, suggestions, reviews")),
    ("history", mark("Versions"), mark("The notes under which they are kept")),
    ("users", mark("People and files"), mark("Names of colleagues, pictures, sound and film")),
)
HINT = mark(
    "Type any words. The last may be just begun; accents and capitals make no difference. It "
    "works without a network."
)


class Nothing(QWidget):
    """Say what can be found, or what was not; `dropped(key)` gives a filter up, None all."""

    dropped = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._body = column(look, gap=10)
        self.setLayout(self._body)
        self.said = ""

    def show_hint(self) -> None:
        """Show what can be found here."""
        if self.said == HINT:
            return
        self.said, look = HINT, self._look
        empty(self._body)
        self._body.addWidget(Label(say(HINT), Voice.MUTED, wrap=True))
        rows = [
            list_row(look, IconLabel(look, icon, "accent", 18), told(look, say(title), say(detail)))
            for icon, title, detail in FINDABLE
        ]
        self._body.addWidget(list_card(look, rows))

    def show_none(self, words: str, filters: Sequence[Filter]) -> str:
        """Say that nothing was found, and offer to look without a filter; return what is said."""
        look = self._look
        empty(self._body)
        asked = words.strip()
        if filters:
            where = told_of(filters)
            self.said = say("Nothing found for “{words}” in: {where}.", words=asked, where=where)
        else:
            self.said = say("Nothing found for “{words}”.", words=asked)
        self._body.addWidget(Label(self.said, Voice.ROW, wrap=True))
        if not filters:
            hint = say(
                "Every word must be there. Fewer words, or only their beginnings, find more."
            )
            self._body.addWidget(Label(hint, Voice.SMALL, wrap=True))
            return self.said
        ways = Flow(look, gap=8)
        for one in filters:
            way = Button(look, say("Look without “{title}”", title=one.title), icon="x", small=True)
            way.chosen.connect(lambda key=one.key: self.dropped.emit(key))
            ways.add(way)
        if len(filters) > 1:
            everywhere = Button(look, say("Look everywhere"), small=True)
            everywhere.chosen.connect(lambda: self.dropped.emit(None))
            ways.add(everywhere)
        self._body.addWidget(ways)
        follow_the_eye(self)
        return self.said
