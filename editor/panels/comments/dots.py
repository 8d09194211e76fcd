"""Numbered dots beside a text: where a narrow window has no room for the cards themselves."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from editor.panels.comments.card import NoteCard
from editor.panels.comments.overlap_card import OverlapNoteCard
from editor.panels.comments.stacking import stacked
from editor.panels.comments.suggestion_card import SuggestionCard
from editor.panels.kit.buttons import pressed_by_enter
from editor.panels.kit.look import Look
from editor.panels.kit.tips import plain_tip
from sync.model.language import say

WIDTH = 36
_DOT, _GAP, _TOP = 26, 6, 12


class Dot(QAbstractButton):
    """One note, by its number; its card's name is its name."""

    def __init__(self, look: Look, ident: str, number: int, card: NoteCard) -> None:
        super().__init__()
        self.ident = ident
        self._look, self._number = look, number
        self._colour = "warn"
        if isinstance(card, OverlapNoteCard):
            self._colour = "theirs"
        elif isinstance(card, SuggestionCard):
            self._colour = "ok"
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{number}: {card.accessibleName()}")
        self.setToolTip(plain_tip(card.accessibleName()))
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """A target of at least 24 pixels."""
        return QSize(self._look.px(_DOT), self._look.px(_DOT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter open it as Space does."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the number in its ring; an overlap's ring is dashed, as everywhere."""
        look, unit = self._look, self._look.scale
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = look.colour("accent" if self.hasFocus() else self._colour)
        pen = QPen(ink, (2.2 if self.hasFocus() else 1.5) * unit)
        if self._colour == "theirs":
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(look.colour("surface"))
        middle = QRectF(self.rect()).center()
        painter.drawEllipse(QPointF(middle), 11 * unit, 11 * unit)
        painter.setPen(look.colour(self._colour))
        painter.setFont(look.font(12, 600))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


class CommentDots(QWidget):
    """A strip of dots, each at the height of its text; `chosen(id)` asks to see the card."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._dots: list[Dot] = []
        self._places: dict[str, float] = {}
        self.setFixedWidth(look.px(WIDTH))
        self.setAccessibleName(say("Comments, by number"))

    @property
    def dots(self) -> tuple[Dot, ...]:
        """The dots in the order of their texts."""
        return tuple(self._dots)

    def show_cards(self, cards: Mapping[str, NoteCard], places: Mapping[str, float]) -> None:
        """Show a dot for each card at its place; one without a place follows the one before."""
        self._places = dict(places)
        known = [(dot.ident, dot.accessibleName()) for dot in self._dots]
        wanted = [(i, f"{n}: {c.accessibleName()}") for n, (i, c) in enumerate(cards.items(), 1)]
        if known != wanted:
            self._make(cards)
        self._arrange()

    def _make(self, cards: Mapping[str, NoteCard]) -> None:
        focused = next((dot.ident for dot in self._dots if dot.hasFocus()), "")
        for dot in self._dots:
            dot.hide()
            dot.deleteLater()
        self._dots = [Dot(self._look, i, n, card) for n, (i, card) in enumerate(cards.items(), 1)]
        for dot in self._dots:
            dot.setParent(self)
            dot.clicked.connect(lambda _=False, ident=dot.ident: self.chosen.emit(ident))
            dot.show()
            if dot.ident == focused:
                dot.setFocus()

    def _arrange(self) -> None:
        wanted, last = [], float(self._look.px(_TOP))
        for dot in self._dots:
            last = self._places.get(dot.ident, last)
            wanted.append(last)
        heights = [dot.height() for dot in self._dots]
        tops = stacked(wanted, heights, self._look.px(_GAP))
        for dot, top in zip(self._dots, tops, strict=True):
            dot.move((self.width() - dot.width()) // 2, round(top))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the dots in the middle."""
        super().resizeEvent(event)
        self._arrange()
