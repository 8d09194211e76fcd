"""The bar about what waits: its words, its ways, and that it takes nobody's place."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.panels.kit.buttons import Button
from editor.panels.kit.look import Look
from editor.panels.waiting.bar import WaitingBar, Waits
from tests.editor.panels.conftest import unnamed_controls

WAITS = Waits("1 change by A. is waiting.", "", "Look", "Put it away", "Take in")


def test_it_says_what_waits_and_leaves_the_focus_where_it_is(look: Look, qtbot: QtBot) -> None:
    window, field, bar = QWidget(), QLineEdit(), WaitingBar(look)
    layout = QVBoxLayout(window)
    layout.addWidget(bar)
    layout.addWidget(field)
    qtbot.addWidget(window)
    window.show()
    field.setFocus()
    for number in (1, 2):
        bar.show_waiting(replace(WAITS, title=f"{number} changes by A. are waiting."))
        assert bar.isVisible() and window.focusWidget() is field
    assert bar.accessibleName() == "2 changes by A. are waiting."
    field.setAccessibleName("Text")
    assert unnamed_controls(window) == []
    see, _ = bar.findChildren(Button)
    with qtbot.waitSignal(bar.look_wanted):
        see.click()
    bar.show_below([QLabel("what it is")], "What waits")
    assert bar.is_open and see.text() == "Put it away"
    rows = bar.findChildren(QScrollArea)
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_Escape)
    assert not bar.is_open and window.focusWidget() is see
    bar.show_below([QLabel("what it is")], "What waits")
    bar.show_waiting(replace(WAITS, title="3 changes by A. are waiting."))
    again = bar.findChildren(Button)[-2]
    assert window.focusWidget() is again, "who is in it stays in it"
    with qtbot.waitSignal(bar.taken):
        bar.findChildren(Button)[-1].click()
    bar.show_waiting(None)
    assert not bar.isVisible()
