"""A scrolling page whose content is filled anew."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

from editor.panels.kit.look import Look

_ROOM = 70
"""So much is left below what is scrolled to."""


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
        self._sought: QWidget | None = None
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._seek())
        inside.setAutoFillBackground(False)

    def to_top(self) -> None:
        """Show the beginning."""
        self.verticalScrollBar().setValue(0)

    def show_inside(self, widget: QWidget) -> None:
        """Scroll to a widget that has the focus; again while what was filled takes its place."""
        self._sought = widget
        self._seek()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Stand where a person scrolls to."""
        self._sought = None
        super().wheelEvent(event)

    def _seek(self) -> None:
        inside, sought = self.widget(), self._sought
        if inside is None or sought is None or sought is not inside.focusWidget():
            self._sought = None
            return
        foot = sought.mapTo(inside, sought.rect().bottomLeft())
        self.ensureVisible(foot.x(), foot.y(), 0, _ROOM)  # not only its caret
