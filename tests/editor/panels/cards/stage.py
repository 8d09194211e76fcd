"""Show a widget as a person has it before them, and look at what they would find."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from editor.panels.kit.buttons import Button

HOSTILE = '<img src="file:///etc/hostname"><script>x()</script> & <b>bold</b>'


def stage(qtbot: QtBot, widget: QWidget, width: int = 1240, height: int = 800) -> QWidget:
    """Show a widget as the active window, at a size."""
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    qtbot.waitExposed(widget)
    qtbot.waitUntil(widget.isActiveWindow)
    QApplication.processEvents()
    return widget


def button(root: QWidget, words: str) -> Button:
    """Find the one visible button that says these words."""
    QApplication.processEvents()
    found = [
        one
        for one in root.findChildren(Button)
        if one.isVisibleTo(root) and one.text().strip() == words
    ]
    assert len(found) == 1, [one.text() for one in root.findChildren(Button)]
    return found[0]


def named(root: QWidget, name: str) -> QAbstractButton:
    """Find the one visible button that is read as this name, whatever it shows."""
    QApplication.processEvents()
    found = [
        one
        for one in root.findChildren(QAbstractButton)
        if one.isVisibleTo(root) and one.accessibleName() == name
    ]
    assert len(found) == 1, [one.accessibleName() for one in root.findChildren(QAbstractButton)]
    return found[0]


def press(qtbot: QtBot, root: QWidget, words: str) -> None:
    """Click the one button that says these words."""
    qtbot.mouseClick(button(root, words), Qt.MouseButton.LeftButton)


def texts(root: QWidget) -> str:
    """Read all that is in sight, as a reader would say it."""
    QApplication.processEvents()
    labels = [one for one in root.findChildren(QLabel) if one.isVisibleTo(root)]
    return "\n".join(one.accessibleName() or one.text() for one in labels)


def rich_texts(root: QWidget) -> list[str]:
    """List labels and tips in which a tag of `HOSTILE` would be obeyed."""
    found = []
    for widget in (root, *root.findChildren(QWidget)):
        tip = widget.toolTip()
        if "<img" in tip or "<script" in tip:
            found.append(f"tip of {type(widget).__name__}: {tip[:60]}")
        if not isinstance(widget, QLabel) or widget.textFormat() is Qt.TextFormat.PlainText:
            continue
        if "<img" in widget.text() or "<script" in widget.text():
            found.append(f"{type(widget).__name__}: {widget.text()[:60]}")
    return found


def tab_chain(root: QWidget, first: QWidget, most: int = 60) -> list[str]:
    """Name what Tab comes to, in order, from `first` on."""
    chain, at = [], first
    for _ in range(4000):
        if (
            at.focusPolicy() & Qt.FocusPolicy.TabFocus
            and at.isVisibleTo(root)
            and root.isAncestorOf(at)
        ):
            chain.append(at.accessibleName() or type(at).__name__)
        following = at.nextInFocusChain()
        if following is None or following is first or len(chain) >= most:
            break
        at = following
    return chain
