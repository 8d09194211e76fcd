"""Cards and rows that are one button are pressed by mouse, Space, Enter and arrows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.panels.cards.choice import Choice, Dress
from editor.panels.kit.arrange import column
from editor.panels.kit.labels import Label
from editor.panels.kit.look import Look
from tests.editor.panels.cards.stage import stage


def rows(look: Look, qtbot: QtBot, dress: Dress) -> tuple[QWidget, list[Choice]]:
    made = [
        Choice(look, name, column(look, Label(name)), dress) for name in ("one", "two", "three")
    ]
    root = QWidget()
    root.setLayout(column(look, *made))
    stage(qtbot, root, 300, 200)
    return root, made


def test_mouse_space_and_enter_choose(look: Look, qtbot: QtBot) -> None:
    _root, (one, *_) = rows(look, qtbot, Dress.CARD)
    for act in (
        lambda: qtbot.mouseClick(one, Qt.MouseButton.LeftButton),
        lambda: qtbot.keyClick(one, Qt.Key.Key_Space),
        lambda: qtbot.keyClick(one, Qt.Key.Key_Return),
    ):
        with qtbot.waitSignal(one.chosen):
            act()


def test_arrows_choose_in_a_list(look: Look, qtbot: QtBot) -> None:
    _root, (one, two, _) = rows(look, qtbot, Dress.RINGED)
    one.show_current(True)
    one.setFocus()
    with qtbot.waitSignal(two.chosen):
        qtbot.keyClick(one, Qt.Key.Key_Down)
    assert (one.isChecked(), two.isChecked(), two.hasFocus()) == (False, True, True)


def test_showing_the_current_one_chooses_nothing(look: Look, qtbot: QtBot) -> None:
    _root, (one, two, _) = rows(look, qtbot, Dress.FILLED)
    with qtbot.assertNotEmitted(one.chosen), qtbot.assertNotEmitted(two.chosen):
        one.show_current(True)
        two.show_current(True)
        one.show_current(False)
    assert two.isChecked() and not one.isChecked()


def test_focus_and_choice_are_seen(look: Look, qtbot: QtBot) -> None:
    _root, (one, _, three) = rows(look, qtbot, Dress.RINGED)
    three.setFocus()
    plain = one.grab().toImage()
    one.show_current(True)
    assert one.grab().toImage() != plain
    one.show_current(False)
    one.setFocus()
    assert one.grab().toImage() != plain
