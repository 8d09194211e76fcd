"""The tray of comments whose text is gone: kept in sight, each with its quote."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.comments.thread_card import ThreadCard
from editor.panels.comments.values import CommentThread
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import IconButton
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say, say_many

_CARD_WIDTH, _MOST_HEIGHT = 390, 230
_SHARE = 0.27
"""So much of a window's height the cards take at most."""
_LOW = 760
"""In a window that is not higher, in pixels at 100 %, the tray is its line until it is opened."""


class LooseTray(Frame):
    """Show loose comments at the foot of a text; without any it is not there.

    They are answered and resolved here, as beside the text, and put on words of it again:
    `put_wanted(thread)`, or dragged there, which `dragging(bool)` tells. The tray may be folded to
    its line, as it is at first where one writes.
    """

    replied = Signal(str, str)
    resolved = Signal(str, str, str)
    edited = Signal(str, str, str)
    put_wanted = Signal(str)
    dragging = Signal(bool)
    redact_wanted = Signal(str)
    wrote = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(Box.FOOT)
        self._look = look
        self._shown: tuple[CommentThread, ...] = ()
        self._cards: dict[str, ThreadCard] = {}
        self.people: tuple[str, ...] = ()
        """Those who can be spoken to in answers, by name."""
        self._title = Label("", Voice.STRONG)
        self._told = Label("", Voice.SMALL, wrap=True)
        self._folded: bool | None = None
        self._small = False
        self._fold = IconButton(look, "chevron-down", say("Fold the loose comments"), size=16)
        self._fold.chosen.connect(self._toggle)
        head = row(look, IconLabel(look, "unlink", "text2", 16), self._title, gap=9)
        head.addWidget(self._told, 1)
        head.addWidget(self._fold)
        self._grid = QGridLayout()
        self._grid.setSpacing(look.px(12))
        self._page = Page(look, self._grid, say("Loose comments"))
        self.setLayout(column(look, head, self._page, gap=9, margins=(20, 10, 16, 14)))
        self.setAccessibleName(say("Loose comments"))
        self.hide()

    def show_loose(self, threads: Sequence[CommentThread]) -> None:
        """Show the loose comments of a lesson."""
        self._shown = tuple(threads)
        count = len(threads)
        self._title.say(say_many("{count} loose comment", "{count} loose comments", count))
        one = say(
            "The text it was on is gone; it is kept here. Drag it to a new place, or resolve it."
        )
        some = say(
            "The text they were on is gone; they are kept here. Drag one to a new place, or "
            "resolve it."
        )
        self._told.say(one if count == 1 else some)
        kept = {str(thread.id) for thread in threads}
        for ident in [i for i, c in self._cards.items() if i not in kept and not c.is_writing]:
            self._cards[ident].hide()
            self._cards.pop(ident).deleteLater()
        for thread in threads:
            self._card(thread)
        self.setVisible(bool(self._cards))
        self._place()
        follow_the_eye(self._fold, *self._cards.values())

    def show_small(self, small: bool) -> None:
        """Be only a line, until somebody opens it; or be open, until somebody folds it."""
        self._small = small
        self._show_folded()

    def go_to(self, ident: str) -> bool:
        """Bring the focus to a comment, and open the tray for it; False if it is not here."""
        if ident not in self._cards:
            return False
        self._open()
        self._cards[ident].setFocus()
        self._page.ensureWidgetVisible(self._cards[ident])
        return True

    def unsent(self) -> dict[str, tuple[str, str]]:
        """Give the answers that were written here and not sent, with their kind, by card."""
        answers = ((ident, card.unsent()) for ident, card in self._cards.items())
        return {ident: answer for ident, answer in answers if answer is not None}

    def write_again(self, ident: str, kind: str, words: str) -> bool:
        """Show an answer that was written before and not sent; False if its card is not here."""
        card = self._cards.get(ident)
        if card is not None and card.unsent() is None:
            self._open()
            card.write_again(kind, words)
        return card is not None

    def answered(self, ident: str) -> None:
        """Close what was sent from a card: it is in the store."""
        if ident in self._cards:
            self._cards[ident].answered()
            self.show_loose(self._shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place as many cards beside each other as there is room for."""
        super().resizeEvent(event)
        self._place()

    def _card(self, thread: CommentThread) -> None:
        ident = str(thread.id)
        if ident in self._cards:
            self._cards[ident].show_thread(thread)
            return
        card = ThreadCard(self._look, thread, in_tray=True, people=self._people)
        card.replied.connect(lambda words: self.replied.emit(ident, words))
        card.resolved.connect(lambda said, why: self.resolved.emit(ident, said, why))
        card.edited.connect(lambda said, words: self.edited.emit(ident, said, words))
        card.put_wanted.connect(lambda: self.put_wanted.emit(ident))
        card.dragging.connect(self.dragging)
        card.redact_wanted.connect(self.redact_wanted)
        card.grown.connect(self._fit)
        card.wrote.connect(self.wrote)
        self._cards[ident] = card

    def _people(self) -> Sequence[str]:
        return self.people

    def _place(self) -> None:
        look = self._look
        columns = max(1, (self.width() - look.px(36)) // look.px(_CARD_WIDTH + 12))
        for number, card in enumerate(self._cards.values()):
            card.setFixedWidth(min(look.px(_CARD_WIDTH), max(1, self.width() - look.px(48))))
            self._grid.addWidget(
                card, number // columns, number % columns, Qt.AlignmentFlag.AlignTop
            )
        for place in range(max(columns + 1, self._grid.columnCount())):
            self._grid.setColumnStretch(place, 0 if place < columns else 1)
        self._fit()

    def _fit(self) -> None:
        inside: QWidget | None = self._page.widget()
        if inside is None:
            return
        self._grid.invalidate()
        width = max(1, self.width() - self._look.px(36))
        wanted = self._grid.heightForWidth(width) if self._grid.hasHeightForWidth() else 0
        wanted = max(wanted, self._grid.sizeHint().height())
        most = min(self._look.px(_MOST_HEIGHT), round(self._window_height * _SHARE))
        self._page.setFixedHeight(min(wanted + 2, most))
        self._show_folded()

    @property
    def is_folded(self) -> bool:
        """Tell whether only its line is shown: by choice, else as is told or the window is low."""
        if self._folded is not None:
            return self._folded
        return self._small or self._window_height <= self._look.px(_LOW)

    @property
    def _window_height(self) -> int:
        """How high the window is that the tray stands at the foot of."""
        window = self.window()
        return self._look.px(2 * _LOW) if window is self else window.height()

    def _open(self) -> None:
        self._folded = False
        self._show_folded()

    def _toggle(self) -> None:
        self._folded = not self.is_folded
        self._show_folded()

    def _show_folded(self) -> None:
        folded = self.is_folded
        self._page.setVisible(not folded)
        name = say("Show the loose comments") if folded else say("Fold the loose comments")
        self._fold.show_icon("chevron-up" if folded else "chevron-down", name)
