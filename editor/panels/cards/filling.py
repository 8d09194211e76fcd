"""Fill a layout anew: what stood in it goes away at once, before it is deleted."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QLayout, QWidget


def empty(layout: QLayout, keep: Collection[QWidget] = ()) -> None:
    """Take everything out of a layout; its widgets are hidden now and deleted soon.

    Hidden and parted first, since a widget that only waits for its deletion would still be drawn
    and would still be found by the keyboard. Those to `keep` only leave the layout.
    """
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            break
        widget, inner = item.widget(), item.layout()
        if widget is not None and widget in keep:
            continue
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            empty(inner, keep)
            inner.deleteLater()
