"""Let Tab go as the eye does: what was filled anew would else come last of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from editor.panels.kit.flow import Flow


def follow_the_eye(*roots: QWidget) -> None:
    """Chain all that takes the focus in these widgets, in the order of their layouts."""
    chain = [one for root in roots for one in stops(root)]
    for before, after in pairwise(chain):
        QWidget.setTabOrder(before, after)


def stops(widget: QWidget) -> Iterator[QWidget]:
    """List what takes the focus by Tab in a widget, in the order of its layouts."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    if isinstance(widget, Flow):
        for inside in widget.widgets:
            yield from stops(inside)
    elif isinstance(widget, QScrollArea):
        page = widget.widget()
        if page is not None:
            yield from stops(page)
    elif (layout := widget.layout()) is not None:
        yield from _stops_in(layout)


def _stops_in(layout: QLayout) -> Iterable[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from stops(widget)
        elif inner is not None:
            yield from _stops_in(inner)
