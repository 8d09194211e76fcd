"""A scrolling page whose content is filled anew."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget
from shiboken6 import isValid

from editor.panels.kit.look import Look

_ROOM = 70
"""So much is left below what is scrolled to."""
_EDGE = -8


class Page(QScrollArea):
    """Scroll a layout up and down; it never scrolls sideways.

    The area itself takes no focus: what is in it does, and is scrolled into sight then.
    """

    def __init__(self, look: Look, layout: QLayout, name: str, *, widest: int = 0) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.viewport().setAutoFillBackground(False)
        inside = QWidget()
        inside.setLayout(layout)
        if widest:
            inside.setMaximumWidth(look.px(widest))
            self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setWidget(inside)
        self._sought: tuple[QWidget | None, QWidget] | None = None
        self._at = 0
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._seek())
        inside.setAutoFillBackground(False)

    def to_top(self) -> None:
        """Show the beginning."""
        self.verticalScrollBar().setValue(0)

    def show_inside(self, widget: QWidget) -> None:
        """Scroll to all of a widget; again while what was filled takes its place."""
        self._seek_to(None, widget)

    def show_from(self, first: QWidget, last: QWidget) -> None:
        """Begin at the top, or so much lower that `last` is in sight, but `first` not above it."""
        self.to_top()
        self._seek_to(first, last)

    def _seek_to(self, first: QWidget | None, last: QWidget) -> None:
        self._sought = (first, last)
        self._at = self.verticalScrollBar().value()
        self._seek()

    def _seek(self) -> None:
        """Follow what is sought, until a person scrolls elsewhere or it is there no more."""
        inside, bar = self.widget(), self.verticalScrollBar()
        if inside is None or self._sought is None or bar.value() != self._at:
            self._sought = None
            return
        first, last = self._sought
        if not all(isValid(one) and inside.isAncestorOf(one) for one in (first or last, last)):
            self._sought = None
            return
        foot = last.mapTo(inside, last.rect().bottomLeft())
        if first is None:
            self.ensureVisible(foot.x(), foot.y(), 0, _ROOM)
        else:
            top = first.mapTo(inside, first.rect().topLeft()).y()
            bar.setValue(max(0, min(top, foot.y() - self.viewport().height()) + _EDGE))
        self._at = bar.value()
