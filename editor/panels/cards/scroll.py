"""A scrolling page whose content is filled anew."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

from editor.panels.kit.look import Look


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
        inside.setAutoFillBackground(False)

    def to_top(self) -> None:
        """Show the beginning."""
        self.verticalScrollBar().setValue(0)
