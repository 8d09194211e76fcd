"""A modal keeps the focus and the keys, and gives them back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.panels.cards.overlay import Overlay
from editor.panels.kit.arrange import column
from editor.panels.kit.buttons import Button
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.look import Look
from tests.editor.panels.cards.stage import stage


def opened(look: Look, qtbot: QtBot) -> tuple[QWidget, Overlay, Button, Button, Button]:
    window = QWidget()
    below = Button(look, "Below")
    window.setLayout(column(look, below, None))
    one, two = Button(look, "One"), Button(look, "Two")
    overlay = Overlay(look, window, "Ask", Frame(Box.DIALOG, column(look, one, two)), 300)
    stage(qtbot, window, 600, 400)
    overlay.open_over(one)
    return window, overlay, below, one, two


def test_tab_stays_inside(look: Look, qtbot: QtBot) -> None:
    _window, _, below, one, two = opened(look, qtbot)
    assert one.hasFocus()
    seen = []
    for _ in range(5):
        focused = two if two.hasFocus() else one
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        seen.append((one.hasFocus(), two.hasFocus(), below.hasFocus()))
    assert (False, True, False) in seen and (True, False, False) in seen
    assert not any(outside for *_, outside in seen)


def test_the_windows_shortcuts_rest(look: Look, qtbot: QtBot) -> None:
    window, overlay, _, one, _ = opened(look, qtbot)
    shortcut = QShortcut(QKeySequence("Ctrl+K"), window)
    with qtbot.assertNotEmitted(shortcut.activated):
        qtbot.keyClick(one, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    overlay.close_it()
    with qtbot.waitSignal(shortcut.activated):
        qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)


def test_the_mouse_does_not_reach_below(look: Look, qtbot: QtBot) -> None:
    window, overlay, below, _, _ = opened(look, qtbot)
    assert window.childAt(below.geometry().center()) is overlay


def test_escape_leaves_and_enter_presses(look: Look, qtbot: QtBot) -> None:
    _window, overlay, _, one, two = opened(look, qtbot)
    two.setFocus()
    with qtbot.waitSignal(two.chosen):
        qtbot.keyClick(two, Qt.Key.Key_Return)
    with qtbot.waitSignal(overlay.left):
        qtbot.keyClick(one, Qt.Key.Key_Escape)
    assert overlay.isHidden()


def test_it_covers_its_window_at_any_size(look: Look, qtbot: QtBot) -> None:
    window, overlay, *_ = opened(look, qtbot)
    window.resize(900, 500)
    qtbot.waitUntil(lambda: overlay.size() == window.size())
    middle = overlay.frame.geometry().center()
    assert abs(middle.x() - 450) < 3 and abs(middle.y() - 250) < 3
