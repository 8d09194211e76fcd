"""Cards that stand beside their text, and move with it."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from editor.panels.comments.card import NoteCard
from editor.panels.comments.stacking import stacked, with_those_above
from editor.panels.kit.look import Look

_GAP, _SIDE, _TOP, _WIDTH = 12, 10, 12, 270
_LOWER = 3
"""The card in use stands lower than its text by at most this part of the column."""


class CardStack(QWidget):
    """Place cards, by id, beside their texts; the one in use stands at its own.

    It stands lower only where the cards above it would else be cut off by the edge.

    `went_to(id)` tells that the person came to a card, `focus_left` that the card with the focus
    went away and none is left to take it, `arranged` that cards or places are others now, and
    `undo_wanted` (Ctrl+Z) asks to take back the choice made last here.
    """

    went_to = Signal(str)
    focus_left = Signal()
    arranged = Signal()
    undo_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._cards: dict[str, NoteCard] = {}
        self._places: dict[str, float] = {}
        self._heights: dict[str, int] = {}
        self._stand: dict[str, tuple[int, int]] = {}
        self._active = ""
        self._shift = 0.0
        self._foot: QWidget | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.arrange)
        self.setMinimumWidth(look.px(200))

    def sizeHint(self) -> QSize:
        """Ask for the width at which cards read well."""
        return QSize(self.look.px(_WIDTH), self.look.px(400))

    @property
    def cards(self) -> Mapping[str, NoteCard]:
        """The cards by id, in the order of their texts."""
        return self._cards

    @property
    def places(self) -> Mapping[str, float]:
        """Where the texts of the cards are."""
        return self._places

    @property
    def active(self) -> str:
        """The card in use; empty if none is."""
        return self._active

    def show_places(self, places: Mapping[str, float]) -> None:
        """Say where the text of each card is, in pixels from the top of this column.

        To be called at each scroll. A card without a place stands after the one before it.
        """
        if dict(places) != self._places:
            self._places = dict(places)
            self._shift = 0.0
            self.arrange()

    def set_cards(self, cards: Mapping[str, NoteCard]) -> None:
        """Take these cards, in this order; others that were here go away."""
        lost = self._with_focus(cards)
        for ident, card in self._cards.items():
            if cards.get(ident) is not card:
                self.drop(card)
        for ident, card in cards.items():
            if self._cards.get(ident) is not card:
                self._adopt(ident, card)
        self._cards = dict(cards)
        self._heights.clear()
        self._stand.clear()
        if self._active not in cards:
            self._active = ""
        self.arrange()
        if lost is not None:
            self._pass_on(lost)

    def drop(self, card: NoteCard) -> None:
        """Take a card away for good."""
        card.hide()
        card.deleteLater()

    def _with_focus(self, cards: Mapping[str, NoteCard]) -> int | None:
        """Find the place of the card that has the focus and is about to go."""
        focused = self.focusWidget()
        if focused is None or not focused.hasFocus():
            return None
        for place, (ident, card) in enumerate(self._cards.items()):
            if card.isAncestorOf(focused) or card is focused:
                return None if cards.get(ident) is card else place
        return None

    def _pass_on(self, place: int) -> None:
        """Give the focus to the card that stands where one went away, else to others."""
        known = list(self._cards)
        if known:
            self.go_to(known[min(place, len(known) - 1)])
        else:
            self.focus_left.emit()

    def set_foot(self, foot: QWidget) -> None:
        """Keep a widget at the foot, over the cards."""
        self._foot = foot
        foot.setParent(self)

    def go_to(self, ident: str) -> None:
        """Bring a card into sight and give it the focus."""
        if ident in self._cards:
            self._cards[ident].setFocus()

    def go_next(self) -> None:
        """Go to the next card; after the last comes the first."""
        self._go(1)

    def go_previous(self) -> None:
        """Go to the card before."""
        self._go(-1)

    def activate(self, ident: str) -> None:
        """Put a card exactly beside its text."""
        self._active, self._shift = ident, 0.0
        for key, card in self._cards.items():
            card.set_active(key == ident)
        self._soon.start()

    def keeps_in_sight(self, ident: str) -> bool:
        """Tell whether a card in use stays in sight where its text is not."""
        return False

    def arrange(self) -> None:
        """Put every card where it belongs."""
        look = self.look
        self.arranged.emit()
        width = self.width() - 2 * look.px(_SIDE)
        if width <= 0:
            return
        wanted, last = [], float(look.px(_TOP))
        for ident in self._cards:
            last = self._places.get(ident, last)
            wanted.append(last)
        heights = [self._height(ident, width) for ident in self._cards]
        known = list(self._cards)
        active = known.index(self._active) if self._active in known else None
        in_sight = active is not None and 0 <= wanted[active] < self.height()
        if active is not None and (in_sight or self.keeps_in_sight(self._active)):
            # All of the card in use is in sight, whatever it has grown to.
            room = self.height() - heights[active] - look.px(_GAP)
            wanted[active] = max(0.0, min(wanted[active], room))
            lower = min(room - wanted[active], self.height() / _LOWER)
            tops = with_those_above(
                wanted, heights, look.px(_GAP), active, top=look.px(_TOP), most=lower
            )
        else:
            tops = stacked(wanted, heights, look.px(_GAP), active)
        for ident, top, height in zip(self._cards, tops, heights, strict=True):
            self._put(ident, (round(top + self._shift), height), width)
        if self._foot is not None:
            height = self._foot.sizeHint().height()
            self._foot.setGeometry(0, self.height() - height, self.width(), height)
            self._foot.raise_()

    def _put(self, ident: str, place: tuple[int, int], width: int) -> None:
        """Move a card, unless it is out of sight and stays so: of hundreds few are in sight."""
        before, self._stand[ident] = self._stand.get(ident), place
        if before is None or self._is_in_sight(before) or self._is_in_sight(place):
            self._cards[ident].setGeometry(self.look.px(_SIDE), place[0], width, place[1])

    def _is_in_sight(self, place: tuple[int, int]) -> bool:
        top, height = place
        return top < self.height() and top + height > 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from card to card with the arrow keys; undo is for the choice made last here."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
            return
        ways = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        way = ways.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
        else:
            self._go(way)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the cards anew at the new width."""
        super().resizeEvent(event)
        self._heights.clear()
        self.arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Reach cards that were pushed out of sight; the next scroll of the text ends it."""
        if not self._stand:
            return
        places = [self._stand[ident] for ident in self._cards if ident in self._stand]
        foot = self._foot.height() if self._foot is not None and self._foot.isVisible() else 0
        room = self.height() - foot - self.look.px(_GAP)
        lowest = min(0, room - max(top + height - 1 for top, height in places))
        highest = max(0, self.look.px(_TOP) - min(top for top, _ in places))
        moved = min(highest, max(lowest, event.angleDelta().y() // 2))
        if moved:
            self._shift += moved
            self.arrange()

    def _adopt(self, ident: str, card: NoteCard) -> None:
        card.setParent(self)
        card.reached.connect(lambda: self._reach(ident))
        card.grown.connect(lambda: self._grow(ident))
        card.show()

    def _grow(self, ident: str) -> None:
        self._heights.pop(ident, None)
        self._soon.start()

    def _reach(self, ident: str) -> None:
        if ident != self._active:
            self.activate(ident)
            self.went_to.emit(ident)

    def _go(self, way: int) -> None:
        known = list(self._cards)
        if known:
            start = known.index(self._active) if self._active in known else (-1 if way > 0 else 0)
            self.go_to(known[(start + way) % len(known)])

    def _height(self, ident: str, width: int) -> int:
        if ident not in self._heights:
            self._heights[ident] = self._cards[ident].height_at(width)
        return self._heights[ident]
