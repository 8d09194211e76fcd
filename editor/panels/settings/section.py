"""One section of the settings: a heading, a sentence, and what there is to choose."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from editor.panels.cards.choice import Choice, Dress
from editor.panels.kit.arrange import column, row
from editor.panels.kit.flow import Flow
from editor.panels.kit.glyphs import paint_tick
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say


class Section(QWidget):
    """A section of the page; what it shows is added to `box`.

    `title`, marked for the catalogues, heads it and is what its entry above says; it is the name
    of the section in the program too. `about` is one sentence under it.
    """

    def __init__(self, look: Look, title: str, about: str = "") -> None:
        super().__init__()
        self.look, self.title = look, title
        self.box = column(look, Label(say(title), Voice.CARD), gap=6)
        if about:
            self.box.addWidget(Label(about, Voice.MUTED, wrap=True))
        self.box.addSpacing(look.px(8))
        self.setLayout(self.box)


@dataclass(frozen=True)
class Option:
    """One thing to choose: its value, its words, and what it means.

    The words are marked for the catalogues, and said where they are shown; a name stays as it is.
    """

    value: str
    title: str
    detail: str = ""
    is_name: bool = False


class Options(Flow):
    """Choose one of a few; `chosen(value)`. Arrow keys go from one to the next and choose it."""

    chosen = Signal(str)

    def __init__(
        self, look: Look, options: Sequence[Option], *, width: int = 0, above: object = None
    ) -> None:
        """Give each option its `width`, in pixels at 100 %; `above(option)` makes a picture."""
        super().__init__(look, gap=12)
        self.choices: dict[str, Choice] = {}
        for option in options:
            picture = above(option) if callable(above) else None
            self._add_option(option, width, picture)

    def show_chosen(self, value: str) -> None:
        """Show which one holds; nothing is emitted."""
        for key, choice in self.choices.items():
            choice.show_current(key == value)

    def _add_option(self, option: Option, width: int, picture: QWidget | None) -> None:
        look = self._look
        edges = (14, 12, 12, 12) if width else (14, 7, 8, 7)
        words = column(look, gap=4, margins=edges)
        if picture is not None:
            words.addWidget(picture)
            words.addSpacing(look.px(4))
        tick = _Chosen(look)
        title = option.title if option.is_name else say(option.title)
        detail = say(option.detail) if option.detail else ""
        words.addLayout(row(look, (Label(title, Voice.STRONG, wrap=bool(width)), 1), tick))
        if detail:
            words.addWidget(Label(detail, Voice.SMALL, wrap=True))
            words.addStretch(1)
        choice = Choice(look, title, words, Dress.TILE, detail)
        if width:
            choice.setFixedWidth(look.px(width))
        choice.toggled.connect(tick.show_chosen)
        choice.chosen.connect(lambda: self.chosen.emit(option.value))
        self.choices[option.value] = choice
        self.add(choice)


class _Chosen(QWidget):
    """The tick of what is chosen; its room is kept where it is not."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._is_chosen = look, False
        self.setFixedSize(look.px(16), look.px(16))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        look.changed.connect(self.update)

    def show_chosen(self, is_chosen: bool) -> None:
        """Show the tick, or nothing."""
        self._is_chosen = is_chosen
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tick."""
        if self._is_chosen:
            look = self._look
            place = QRectF(self.rect())
            paint_tick(QPainter(self), place, look.colour("accent"), look.colour("on_accent"))
