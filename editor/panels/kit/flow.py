"""A row that goes on in the next line where it is narrow."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.panels.kit.look import Look


class Flow(QWidget):
    """Hold widgets side by side as far as there is room; `gap` is in pixels at 100 %.

    It places them itself: a layout of our own would hold items that Qt deletes behind its back.
    """

    def __init__(self, look: Look, *widgets: QWidget, gap: int = 8) -> None:
        super().__init__()
        self._look, self._gap = look, gap
        self.widgets: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for widget in widgets:
            self.add(widget)

    def add(self, widget: QWidget, at: int | None = None) -> None:
        """Add a widget, at the end or at a place."""
        self.widgets.insert(len(self.widgets) if at is None else at, widget)
        widget.setParent(self)
        widget.show()
        self._changed()

    def clear(self) -> None:
        """Take everything out; it is hidden now and deleted soon."""
        gone, self.widgets = self.widgets, []
        for widget in gone:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        self._changed()

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Measure all lines at a width."""
        return self._place(width, really=False)

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        sizes = [_wanted(widget) for widget in self._shown()]
        gaps = self._look.px(self._gap) * max(0, len(sizes) - 1)
        wide = sum(size.width() for size in sizes) + gaps
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        """Need the widest of them."""
        sizes = [_wanted(widget) for widget in self._shown()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place them anew."""
        super().resizeEvent(event)
        self._place(self.width(), really=True)

    def event(self, event: QEvent) -> bool:
        """Follow widgets that ask for another size, or come and go."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._changed()
        return super().event(event)

    def _changed(self) -> None:
        self.updateGeometry()
        self._place(self.width(), really=True)

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self.widgets if not widget.isHidden()]

    def _place(self, room: int, *, really: bool) -> int:
        """Place line after line, all of a line equally high; return the height of all.

        What may not be so high stands in the middle of its line.
        """
        gap = self._look.px(self._gap)
        top = left = high = 0
        line: list[tuple[QWidget, QRect]] = []
        for widget in self._shown():
            size = _wanted(widget)
            if line and left + size.width() > room:
                _finish(line, high, really=really)
                top, left, high, line = top + high + gap, 0, 0, []
            wide = min(size.width(), max(room, 1))
            tall = widget.heightForWidth(wide) if widget.hasHeightForWidth() else size.height()
            line.append((widget, QRect(left, top, wide, tall)))
            left, high = left + wide + gap, max(high, tall)
        _finish(line, high, really=really)
        return top + high


def _wanted(widget: QWidget) -> QSize:
    size = widget.sizeHint().expandedTo(widget.minimumSizeHint())
    return size.expandedTo(widget.minimumSize()).boundedTo(widget.maximumSize())


def _finish(line: list[tuple[QWidget, QRect]], high: int, *, really: bool) -> None:
    if really:
        for widget, place in line:
            tall = min(high, widget.maximumHeight())
            widget.setGeometry(place.x(), place.y() + (high - tall) // 2, place.width(), tall)
