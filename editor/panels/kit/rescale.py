"""Bring all that stands in the window to another scale: lengths set once do not follow alone.

Icons, fonts and what is painted ask the look; fixed sizes, margins and gaps were given in pixels
when a panel was made. The lengths at 100 % are kept beside them, so that nothing drifts.
"""

from __future__ import annotations

from collections.abc import Iterable

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

_NO_LIMIT = 16777215
_DRESSED = (QLineEdit, QPushButton, QComboBox, QAbstractSpinBox)
"""These have their least height from the style sheet, which is written anew."""
_KEPT = "lengths-at-100"


def rescale(widgets: Iterable[QWidget], before: float, now: float) -> None:
    """Change the lengths of these widgets and of their layouts from one scale to another."""
    for widget in widgets:
        if not widget.isWindow():  # the size of a window is the person's
            _rescale_widget(widget, before, now)
        layout = widget.layout()
        if layout is not None:
            _rescale_layout(layout, before, now)
        widget.updateGeometry()


def measure_again(widgets: Iterable[QWidget]) -> None:
    """Let widgets that go together where it is narrow look again: the room is what it was."""
    for widget in widgets:
        if not shiboken6.isValid(widget):
            continue  # one before it made its own anew
        QApplication.sendEvent(widget, QResizeEvent(widget.size(), widget.size()))


def _rescale_widget(widget: QWidget, before: float, now: float) -> None:
    least, most = widget.minimumSize(), widget.maximumSize()
    sizes = [least.width(), least.height(), most.width(), most.height()]
    wide, high, widest, highest = _scaled(widget, sizes, before, now)
    if isinstance(widget, _DRESSED):
        high = least.height()
    widget.setMinimumSize(wide, high)
    widget.setMaximumSize(widest, highest)


def _rescale_layout(layout: QLayout, before: float, now: float) -> None:
    margins = layout.contentsMargins()
    edges = [margins.left(), margins.top(), margins.right(), margins.bottom()]
    if isinstance(layout, QGridLayout | QFormLayout):
        gaps = [layout.horizontalSpacing(), layout.verticalSpacing()]
    else:
        gaps = [layout.spacing()]
    new = _scaled(layout, [*edges, *gaps], before, now)
    layout.setContentsMargins(*new[:4])
    if isinstance(layout, QGridLayout | QFormLayout):
        layout.setHorizontalSpacing(new[4])
        layout.setVerticalSpacing(new[5])
    else:
        layout.setSpacing(new[4])
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        inner, space = item.layout(), item.spacerItem()
        if inner is not None:
            _rescale_layout(inner, before, now)
        elif space is not None:
            size, policy = space.sizeHint(), space.sizePolicy()
            if QSizePolicy.Policy.Expanding not in (
                policy.horizontalPolicy(),
                policy.verticalPolicy(),
            ):
                wide, high = (round(one / before * now) for one in (size.width(), size.height()))
                space.changeSize(wide, high, policy.horizontalPolicy(), policy.verticalPolicy())
    layout.invalidate()


def _scaled(thing: QObject, lengths: list[int], before: float, now: float) -> list[int]:
    """Scale lengths; those that were not set otherwise meanwhile come from their value at 100 %."""
    kept = thing.property(_KEPT)
    known: list[tuple[int, float]] = kept if isinstance(kept, list) else []
    whole = [
        known[at][1] if at < len(known) and known[at][0] == length else length / before
        for at, length in enumerate(lengths)
    ]
    new = [
        length if length <= 0 or length >= _NO_LIMIT else max(1, round(base * now))
        for length, base in zip(lengths, whole, strict=True)
    ]
    if new != lengths:
        thing.setProperty(_KEPT, list(zip(new, whole, strict=True)))
    return new
