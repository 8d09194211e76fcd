"""Where things are kept on this computer, with the way to each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.panels.cards.filling import empty
from editor.panels.cards.rows import list_card, list_row, told
from editor.panels.kit.arrange import column
from editor.panels.kit.buttons import Button
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from editor.panels.settings.section import Section
from editor.panels.settings.values import PlaceRow
from sync.model.language import mark, say

_MAY_BREAK = "\u200b"


class PlacesSection(Section):
    """Show places; `place_opened(name)` asks for the folder of one."""

    place_opened = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(
            look,
            mark("Where things are kept"),
            say("All on this computer. Nothing is only elsewhere."),
        )
        self._list: QVBoxLayout = column(look, gap=0)
        self.box.addLayout(self._list)

    def show_places(self, places: Sequence[PlaceRow]) -> None:
        """Show them in this order."""
        empty(self._list)
        self._list.addWidget(list_card(self.look, [self._row(place) for place in places]))

    def _row(self, place: PlaceRow) -> QWidget:
        look = self.look
        words = told(look, place.title, place.about)
        path = Label(_breakable(place.path), Voice.NOTE, wrap=True)
        path.setAccessibleName(place.path)
        words.addWidget(path)
        button = Button(look, say("Open"), icon="folder-open", small=True)
        button.setAccessibleName(say("Open the folder: {title}", title=place.title))
        button.chosen.connect(lambda: self.place_opened.emit(place.name))
        return list_row(look, IconLabel(look, place.icon, "text2", 18), words, button, at_top=True)


def _breakable(path: str) -> str:
    """Let a long path go on in the next line after each folder."""
    return path.replace("/", f"/{_MAY_BREAK}").replace("\\", f"\\{_MAY_BREAK}")
