"""A list beside what it lists, or above it where there is no room beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QWidget

_UNBOUND = 16777215


def lay_halves(halves: QBoxLayout, pane: QWidget, *, flat: bool, wide: int, high: int) -> None:
    """Lay the list's `pane` beside the rest, `wide` pixels; flat, above it, at most `high`."""
    ways = QBoxLayout.Direction
    halves.setDirection(ways.TopToBottom if flat else ways.LeftToRight)
    pane.setMinimumWidth(0 if flat else wide)
    pane.setMaximumWidth(_UNBOUND if flat else wide)
    pane.setMaximumHeight(high if flat else _UNBOUND)
