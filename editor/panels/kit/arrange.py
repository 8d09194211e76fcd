"""Rows and columns in one line each: a widget, a layout, a gap in pixels, or None for the rest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from editor.panels.kit.look import Look

Item = QWidget | QLayout | int | None | tuple["QWidget | QLayout", int]
"""An int is a fixed gap, None takes the rest, a pair gives the item that share of the rest."""
Margins = tuple[int, int, int, int]
_Box = TypeVar("_Box", bound=QBoxLayout)


def row(look: Look, *items: Item, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Place items side by side; lengths are in pixels at 100 %."""
    return _fill(QHBoxLayout(), look, items, gap, margins)


def column(look: Look, *items: Item, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Place items under each other; lengths are in pixels at 100 %."""
    return _fill(QVBoxLayout(), look, items, gap, margins)


def holder(layout: QLayout, parent: QWidget | None = None) -> QWidget:
    """Wrap a layout in a plain widget, so that it can be shown, hidden or sized as one."""
    widget = QWidget(parent)
    widget.setLayout(layout)
    return widget


def _fill(layout: _Box, look: Look, items: Iterable[Item], gap: int, margins: Margins) -> _Box:
    layout.setSpacing(look.px(gap))
    left, top, right, bottom = margins
    layout.setContentsMargins(look.px(left), look.px(top), look.px(right), look.px(bottom))
    for item in items:
        add(layout, look, item)
    return layout


def add(layout: QBoxLayout, look: Look, item: Item) -> None:
    """Add one more item to a row or column."""
    share = 0
    if isinstance(item, tuple):
        item, share = item
    if item is None:
        layout.addStretch(1)
    elif isinstance(item, int):
        layout.addSpacing(look.px(item))
    elif isinstance(item, QLayout):
        layout.addLayout(item, share)
    else:
        layout.addWidget(item, share)
