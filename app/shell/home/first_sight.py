"""What the window shows while the rest of it is being made: its courses, where they will stand.

It is painted before anything else is loaded, so it stands on Qt alone: no look, no panels. Even
the namespace `Qt` stays away (colours and alignments come by style sheet): to load its many
enumerations takes as long as all that is done here.
"""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from editor.panels.kit.fonts import Family, css_family
from editor.panels.kit.tokens import TOKENS, Theme
from sync.model.language import say

_SIDE, _ABOVE = 264, 198
_UNSEEN_MS = 1500


class FirstSight(QWidget):
    """Show the side bar with the titles of courses; `seen` comes once, when it was painted.

    A window that begins hidden is never painted: then `seen` comes by itself a moment later.
    """

    seen = Signal()

    def __init__(self, titles: Sequence[str], theme: Theme, scale: float = 1.0) -> None:
        super().__init__()
        self._told = False
        self.setAccessibleName(say("Opening your workspace"))
        side, canvas = QFrame(), QFrame()
        side.setObjectName("side")
        side.setFixedWidth(round(_SIDE * scale))
        rows = QVBoxLayout(side)
        rows.setContentsMargins(round(20 * scale), round(_ABOVE * scale), round(12 * scale), 0)
        rows.setSpacing(0)
        above = QLabel(say("My courses"))
        above.setObjectName("above")
        rows.addWidget(above)
        for title in titles:
            rows.addWidget(QLabel(title.replace("\n", " ")))
        rows.addStretch(1)
        parts = QHBoxLayout(self)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(0)
        parts.addWidget(side)
        parts.addWidget(canvas, 1)
        self.setStyleSheet(_style(theme, scale))
        QTimer.singleShot(_UNSEEN_MS, self._tell)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the rest begin when this is on the screen."""
        QTimer.singleShot(0, self._tell)

    def _tell(self) -> None:
        if not self._told:
            self._told = True
            self.seen.emit()


def _style(theme: Theme, scale: float) -> str:
    t = TOKENS[theme]

    def px(pixels: float) -> str:
        return f"{round(pixels * scale)}px"

    return f"""
QFrame {{ background: {t.canvas}; border: 0 }}
QFrame#side {{ background: {t.side}; border-right: 1px solid {t.line} }}
QLabel {{ background: transparent; color: {t.text}; font-family: {css_family(Family.SANS)};
  font-size: {px(14)}; min-height: {px(36)}; padding-left: {px(22)} }}
QLabel#above {{ color: {t.text3}; font-size: {px(12)}; font-weight: 600; min-height: {px(26)};
  padding-left: 0 }}
"""
