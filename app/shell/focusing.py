"""Bring the focus to a part of the window, wherever in it that can be.

Nobody asks Qt for the next in its chain of the focus: PySide takes what that gives for a child of
the widget that was asked, and when the widget goes, it takes from Python all that is in the child,
which stands there as before: its document, its scroll bars.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QWidget

from editor.panels.cards.tab_order import stops


def into(pane: QWidget) -> None:
    """Put the focus into a pane: on itself if it takes it, else on the first that does."""
    if pane.focusPolicy().value or pane.focusProxy() is not None:
        pane.setFocus()
        return
    for inside in (stops(pane), pane.findChildren(QWidget)):
        for one in inside:
            if one.isVisible() and one.isEnabled() and one.focusPolicy().value:
                one.setFocus()
                return
    pane.setFocus()


def back_to(widget: QWidget | None) -> None:
    """Give the focus back to where it was, if that is still there and in sight."""
    if widget is not None and shiboken6.isValid(widget) and widget.isVisible():
        widget.setFocus()
