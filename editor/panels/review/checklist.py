"""What to look at, point by point; the reviewer ticks what was looked at."""
# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from editor.panels.cards.filling import empty
from editor.panels.kit.arrange import column, row
from editor.panels.kit.choices import CheckBox
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from editor.panels.review.values import Point
from sync.model.language import say


class PointRow(QWidget):
    """One point: a box with its words beside it, in as many lines as they need."""

    def __init__(self, look: Look, point: Point) -> None:
        super().__init__()
        self.box = CheckBox(look, "", point.ticked)
        self.box.setAccessibleName(point.text)
        words = Label(point.text, Voice.SMALL_TEXT, wrap=True)
        line = row(look, self.box, (words, 1), gap=4)
        line.setAlignment(self.box, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a click on the words too."""
        self.box.setFocus(Qt.FocusReason.MouseFocusReason)
        self.box.click()
        event.accept()


class Checklist(QWidget):
    """List the points; `ticked(point, on)` when one was looked at, or not after all."""

    ticked = Signal(str, bool)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._count = Label("", Voice.NOTE)
        self._points: dict[str, CheckBox] = {}
        self._rows = column(look, gap=2)
        head = row(look, Label(say("What to look at"), Voice.SECTION), None, self._count)
        self.setLayout(column(look, head, self._rows, gap=5))
        self.hide()

    def show_points(self, points: Sequence[Point]) -> None:
        """Show these points; the same ones keep their widgets, and the focus in them."""
        self.setVisible(bool(points))
        if list(self._points) != [point.text for point in points]:
            empty(self._rows)
            self._points.clear()
            for point in points:
                made = PointRow(self._look, point)
                made.box.toggled.connect(partial(self._tick, point.text))
                self._points[point.text] = made.box
                self._rows.addWidget(made)
        for point in points:
            box = self._points[point.text]
            box.blockSignals(True)  # what is shown was not ticked just now
            box.setChecked(point.ticked)
            box.blockSignals(False)
        done = sum(point.ticked for point in points)
        self._count.say(say("{done} of {of}", done=done, of=len(points)))

    def _tick(self, point: str, on: bool) -> None:
        self.ticked.emit(point, on)
