"""Bring the focus to a part of the window, wherever in it that can be."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QWidget


def into(pane: QWidget) -> None:
    """Put the focus into a pane: on itself if it takes it, else on the first that does."""
    if pane.focusPolicy().value or pane.focusProxy() is not None:
        pane.setFocus()
        return
    start, at = pane, pane.nextInFocusChain()
    while at is not None and at is not start:
        if at.isVisible() and at.isEnabled() and at.focusPolicy().value and pane.isAncestorOf(at):
            at.setFocus()
            return
        at = at.nextInFocusChain()
    pane.setFocus()


def back_to(widget: QWidget | None) -> None:
    """Give the focus back to where it was, if that is still there and in sight."""
    if widget is not None and shiboken6.isValid(widget) and widget.isVisible():
        widget.setFocus()
