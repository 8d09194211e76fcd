"""Cards and rows that are one button: a tile on home, an entry in a list at the side."""

# ruff: noqa: N802
from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QLayout, QPushButton, QSizePolicy

from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme

_REASON = Qt.FocusReason
_BY_KEYS = (_REASON.TabFocusReason, _REASON.BacktabFocusReason, _REASON.ShortcutFocusReason)


class Dress(StrEnum):
    """How a choice is painted: a card of its own, a plain row, a row of a list, or a tile.

    Rows of a list are FILLED, or RINGED, when they are the one chosen; a TILE has its line always.
    """

    CARD = "card"
    PLAIN = "plain"
    FILLED = "filled"
    RINGED = "ringed"
    TILE = "tile"


class Choice(QPushButton):
    """A button that holds a layout; connect to `chosen`.

    `taken` follows when one chose it for good: by the mouse, Enter or Space, not on the way.

    Rows of a list that have one parent exclude each other and are one stop of the Tab key; the
    arrow keys go from one to the next and choose it, as among radio buttons.
    """

    chosen = Signal()
    taken = Signal()

    def __init__(
        self, look: Look, name: str, layout: QLayout, dress: Dress = Dress.CARD, detail: str = ""
    ) -> None:
        super().__init__()
        self._look, self._dress, self._radius = look, dress, 12 if dress is Dress.CARD else 8
        self._kin = self._by_key = False
        self.setLayout(layout)
        self.setAccessibleName(name)
        self.setAccessibleDescription(detail)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(layout.hasHeightForWidth())
        self.setSizePolicy(policy)
        if dress in (Dress.FILLED, Dress.RINGED, Dress.TILE):
            self.setCheckable(True)
            self.setAutoExclusive(True)
        look.changed.connect(self.update)
        self.clicked.connect(self.chosen)

    def show_current(self, current: bool) -> None:
        """Show whether it is the one chosen; nothing is emitted."""
        if current:
            self.setChecked(True)
            return
        if not self.isChecked():
            return
        self.setAutoExclusive(False)  # else the last one could not be given up
        self.setChecked(False)
        self.setAutoExclusive(True)

    def show_filled(self, filled: bool) -> None:
        """Fill a row that belongs to the one chosen, as the other of two that are compared."""
        self._kin = filled
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for what is in it, not for a button's text."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Give way as far as what is in it does."""
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter choose, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            self.taken.emit()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Tell that Space took it."""
        pressed = self.isDown()
        super().keyReleaseEvent(event)
        if pressed and event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.taken.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell that the mouse took it."""
        pressed = self.isDown()
        super().mouseReleaseEvent(event)
        if pressed:
            self.taken.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Stop showing it."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, then the line around it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, line, width = self._colours()
        painter.setBrush(self._look.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._look.colour(line), width) if line else Qt.PenStyle.NoPen)
        inset = width / 2 if line else 0
        place = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(place, self._radius, self._radius)
        if self._is_filled() and self._look.theme is Theme.CONTRAST:
            bar = QRectF(0, 0, 8, self.height()).adjusted(4, 8, 0, -8)
            painter.fillRect(bar, self._look.colour("accent"))
        ringed = self._dress is Dress.RINGED and self.isChecked()
        if self.hasFocus() and (ringed or self._dress is Dress.TILE):  # the line means “chosen”
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.colour("accent"), 2, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(5, 5, -5, -5), 5, 5)

    def _colours(self) -> tuple[str, str, float]:
        """Choose fill, line and its width; an empty name paints none."""
        look, card = self._look, self._dress is Dress.CARD
        filled = self._is_filled()
        tile = self._dress is Dress.TILE
        ringed = self._dress in (Dress.RINGED, Dress.TILE) and self.isChecked()
        fill = "surface" if card or ringed or tile else "accent_soft" if filled else ""
        if filled and look.theme is Theme.CONTRAST:
            fill = "surface"
        if self.isDown():
            fill = "press"
        elif self.underMouse() and not filled:
            fill = "sunken" if card or tile else "hover"
        if ringed or (self.hasFocus() and not self._is_quietly_focused()):
            return fill, "accent", 2
        if filled and look.theme is Theme.CONTRAST:
            return fill, "line", 2
        line = "edge" if tile else "line" if card else ""
        return fill, line, float(look.tokens.border)

    def _is_filled(self) -> bool:
        return self._dress is Dress.FILLED and (self.isChecked() or self._kin)

    def _is_quietly_focused(self) -> bool:
        """Tell whether the focus came by a click, where a filled row shows enough."""
        quiet = self._look.theme is not Theme.CONTRAST and not self._by_key
        return self._dress is Dress.FILLED and self.isChecked() and quiet

    def event(self, event: QEvent) -> bool:
        """Note how the focus came."""
        if event.type() == QEvent.Type.KeyPress:
            self._by_key = True
        elif event.type() == QEvent.Type.MouseButtonPress:
            self._by_key = False
        elif isinstance(event, QFocusEvent) and event.gotFocus():
            self._by_key = self._by_key or event.reason() in _BY_KEYS
        return super().event(event)
