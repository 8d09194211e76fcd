"""Hands on the keyboard and the mouse of the real window: they see only what is in sight.

Keys and clicks go to the window, not to a widget: whatever lies over a place, or has the focus,
gets them, as with a person.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

PATIENCE_S = 30.0
W = TypeVar("W", bound=QWidget)


class Hands:
    """Press keys, click on what can be read, and wait for what should come."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    def until(self, holds: Callable[[], object], what: str) -> None:
        """Let the window live until something holds."""
        end = time.monotonic() + PATIENCE_S
        while not holds():
            assert time.monotonic() < end, f"{what}; in sight: {self.readable()}"
            loop = QEventLoop()
            QTimer.singleShot(20, loop.quit)
            loop.exec()

    def press(self, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
        """Press a key, with others held."""
        modifiers = Qt.KeyboardModifier.NoModifier
        for one in held:
            modifiers |= one
        QTest.keyClick(self._at(), key, modifiers)

    def type(self, text: str) -> None:
        """Type a text, letter by letter; a line's end is Enter."""
        for letter in text:
            if letter == "\n":
                self.press(Qt.Key.Key_Return)
            else:
                QTest.keyClick(self._at(), letter)

    def click(self, name: str) -> None:
        """Click on the button of a name, when it is in sight."""
        self.click_at(self.see(QAbstractButton, name))

    def click_at(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Click into a widget: on what is uppermost there."""
        inside = widget.rect().center() if place is None else place
        at = widget.mapTo(widget.window(), inside)
        handle = widget.window().windowHandle()
        assert handle is not None
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    def see(self, kind: type[W], name: str) -> W:
        """Wait until something of a kind and an accessible name is in sight, and give it."""
        found: list[W] = []

        def look() -> bool:
            found[:] = [w for w in self._in_sight(kind) if called(w).startswith(name)]
            return bool(found)

        self.until(look, f"no {kind.__name__} is called “{name}”")
        return found[0]

    def readable(self) -> list[str]:
        """List the buttons and fields in sight, for whoever reads why it went wrong."""
        kinds = (QAbstractButton, QLineEdit, QPlainTextEdit)
        return [called(w) for kind in kinds for w in self._in_sight(kind)]

    def _in_sight(self, kind: type[W]) -> list[W]:
        shown = QApplication.activeModalWidget() or self.window
        return [w for w in shown.findChildren(kind) if w.isVisible() and w.isEnabled()]

    def _at(self) -> QWidget:
        return QApplication.focusWidget() or self.window.focusWidget() or self.window


def called(widget: QWidget) -> str:
    """Read what a widget is called."""
    if name := widget.accessibleName():
        return name
    return widget.text().replace("&", "") if isinstance(widget, QAbstractButton) else ""
