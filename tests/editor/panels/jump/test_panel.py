"""The jump field: results of other words are not shown, heads are no choice, all has a name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.panels.jump.panel import JumpPanel
from editor.panels.jump.values import JumpGroup, JumpItem
from editor.panels.kit.look import Look
from tests.editor.panels.conftest import unnamed_controls

GROUPS = (
    JumpGroup("Courses", (JumpItem("a", "book-open", "Cranes", "Course"),)),
    JumpGroup(
        "In the texts",
        (
            JumpItem("b", "file-text", "Loads", found=(("The ", False), ("boom", True))),
            JumpItem("c", "file-text", "A title " * 60, "A place " * 60, keys="Ctrl+B"),
        ),
    ),
)


def made(look: Look, qtbot: QtBot) -> JumpPanel:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    panel = JumpPanel(look, window)
    panel.window_kept = window  # type: ignore[attr-defined]
    window.show()
    return panel


def test_it_asks_as_one_types_and_shows_only_the_last_answer(look: Look, qtbot: QtBot) -> None:
    panel = made(look, qtbot)
    asked: list[str] = []
    panel.asked.connect(asked.append)
    panel.open_with()
    QTest.keyClicks(panel.field, "cr")
    assert asked == ["", "c", "cr"]
    panel.show_results("c", GROUPS)
    assert panel.results.current() is None
    panel.show_results("cr", GROUPS)
    current = panel.results.current()
    assert current is not None and current.aim == "a"


def test_heads_are_stepped_over_and_enter_chooses(look: Look, qtbot: QtBot) -> None:
    panel = made(look, qtbot)
    panel.open_with()
    panel.show_results("", GROUPS)
    QTest.keyClick(panel.field, Qt.Key.Key_Down)
    assert panel.results.place_of_current() == (2, 3)
    QTest.keyClick(panel.field, Qt.Key.Key_PageDown)
    assert panel.results.place_of_current() == (3, 3)
    QTest.keyClick(panel.field, Qt.Key.Key_Down)
    assert panel.results.place_of_current() == (1, 3)
    QTest.keyClick(panel.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.chosen) as chosen:
        QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert chosen.args == ["b"]
    assert panel.isHidden()


def test_enter_waits_for_the_answer(look: Look, qtbot: QtBot) -> None:
    panel = made(look, qtbot)
    panel.open_with("cranes")
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    with qtbot.waitSignal(panel.chosen) as chosen:
        panel.show_results("cranes", GROUPS)
    assert chosen.args == ["a"]


def test_a_click_chooses_and_a_click_on_a_head_does_not(look: Look, qtbot: QtBot) -> None:
    panel = made(look, qtbot)
    panel.open_with()
    panel.show_results("", GROUPS)
    told: list[object] = []
    panel.chosen.connect(told.append)
    view, button = panel.results, Qt.MouseButton.LeftButton
    for row, expected in ((0, []), (3, ["b"])):
        place = view.visualRect(view.model().index(row, 0)).center()
        QTest.mouseClick(view.viewport(), button, pos=place)
        assert told == expected


def test_all_is_named_and_painted(look: Look, qtbot: QtBot) -> None:
    panel = made(look, qtbot)
    panel.open_with()
    assert panel.nothing_said == ""
    panel.show_results("", ())
    assert panel.nothing_said == "Nothing is here yet."
    panel.show_results("", GROUPS)
    assert panel.nothing_said == ""
    assert not panel.grab().isNull()
    assert unnamed_controls(panel) == []
    spoken = panel.results.model().index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Loads, The boom"
