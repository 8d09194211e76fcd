"""The outline by keyboard, by mouse, and for readers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QToolTip
from pytestqt.qtbot import QtBot

from editor.models.outline import OutlineModel
from editor.models.outline_rows import OutlineRow
from editor.models.states import LessonState
from editor.panels.kit.buttons import Button, IconButton
from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme
from editor.panels.outline.panel import OutlinePanel
from sync.model.ids import NodeId
from tests.editor.panels.conftest import unnamed_controls

ALT = Qt.KeyboardModifier.AltModifier
ROWS = [
    OutlineRow(NodeId("M"), "module", "Foundations"),
    OutlineRow(NodeId("a"), "lesson", "Why peers teach well", NodeId("M"), LessonState.RELEASED),
    OutlineRow(NodeId("b"), "lesson", "Roles", NodeId("M"), LessonState.IN_REVIEW, 2, 1),
    OutlineRow(NodeId("N"), "module", "Practice"),
    OutlineRow(NodeId("c"), "lesson", "A title so long that it must be cut" * 3, NodeId("N")),
]


@pytest.fixture
def panel(look: Look, qtbot: QtBot) -> OutlinePanel:
    """Return a shown outline of two modules."""
    panel = OutlinePanel(look)
    qtbot.addWidget(panel)
    panel.resize(280, 600)
    panel.show_course("Peer learning", "Draft of version 8")
    panel.show_rows(ROWS)
    panel.show_open(NodeId("b"))
    panel.show()
    panel.tree.setFocus()
    QApplication.processEvents()
    return panel


def index(panel: OutlinePanel, node: str) -> QModelIndex:
    model = panel.tree.model()
    assert isinstance(model, OutlineModel)
    return model.index_of(NodeId(node))


def middle(panel: OutlinePanel, node: str) -> QPoint:
    return panel.tree.visualRect(index(panel, node)).center()


def test_a_click_and_enter_open_a_lesson(panel: OutlinePanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.lesson_chosen) as chosen:
        QTest.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=middle(panel, "a"))
    assert chosen.args == ["a"]
    with qtbot.assertNotEmitted(panel.lesson_chosen):
        QTest.keyClick(panel.tree, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.lesson_chosen) as chosen:
        QTest.keyClick(panel.tree, Qt.Key.Key_Return)
    assert chosen.args == ["b"]


def test_a_module_closes_and_stays_closed(panel: OutlinePanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.lesson_chosen):
        QTest.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=middle(panel, "M"))
    assert not panel.tree.isExpanded(index(panel, "M"))
    panel.show_rows([*ROWS, OutlineRow(NodeId("d"), "lesson", "New", NodeId("N"))])
    assert not panel.tree.isExpanded(index(panel, "M"))
    assert panel.tree.isExpanded(index(panel, "N"))
    panel.grab()


def test_keys_move_rename_and_remove(panel: OutlinePanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.moved) as moved:
        QTest.keyClick(panel.tree, Qt.Key.Key_Up, ALT)
    assert moved.args == ["b", "M", None]
    with qtbot.waitSignal(panel.moved) as moved:
        QTest.keyClick(panel.tree, Qt.Key.Key_Down, ALT)
    assert moved.args == ["b", "N", None]
    with qtbot.waitSignal(panel.removed) as removed:
        QTest.keyClick(panel.tree, Qt.Key.Key_Delete)
    assert removed.args == ["b"]
    QTest.keyClick(panel.tree, Qt.Key.Key_F2)
    field = panel.tree.findChildren(QLineEdit)[0]
    assert (field.text(), field.selectedText()) == ("Roles", "Roles")
    QTest.keyClicks(field, "Duties")
    with qtbot.waitSignal(panel.renamed) as renamed:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert renamed.args == ["b", "Duties"]


def test_escape_leaves_the_title_as_it_was(panel: OutlinePanel, qtbot: QtBot) -> None:
    panel.rename(NodeId("a"))
    field = panel.tree.findChildren(QLineEdit)[0]
    QTest.keyClicks(field, "x")
    with qtbot.assertNotEmitted(panel.renamed):
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert index(panel, "a").data() == "Why peers teach well"


def test_the_focus_stays_where_it_was(panel: OutlinePanel) -> None:
    assert panel.tree.current_id() == "b"
    panel.show_rows([ROWS[3], ROWS[4], *ROWS[:3]])
    assert panel.tree.current_id() == "b"


def test_the_menu_does_what_it_says(panel: OutlinePanel, qtbot: QtBot) -> None:
    menu = panel.tree.menu_for(index(panel, "b"))
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == [
        "Open",
        "Rename",
        "Move up",
        "Move down",
        "New lesson here",
        "New lesson from a template…",
        "New module",
        "Save as a template",
        "Remove",
    ]
    act = {action.text(): action for action in menu.actions()}
    with qtbot.waitSignal(panel.lesson_chosen):
        act["Open"].trigger()
    with qtbot.waitSignal(panel.add_lesson) as wanted:
        act["New lesson here"].trigger()
    assert wanted.args == ["M"]
    with qtbot.waitSignal(panel.tree.template_wanted) as wanted:
        act["New lesson from a template…"].trigger()
    assert wanted.args == ["M"]
    with qtbot.waitSignal(panel.tree.keep_wanted) as kept:
        act["Save as a template"].trigger()
    assert kept.args == ["b"]
    with qtbot.waitSignal(panel.add_module):
        act["New module"].trigger()
    with qtbot.waitSignal(panel.removed):
        act["Remove"].trigger()
    module = [action.text() for action in panel.tree.menu_for(index(panel, "M")).actions()]
    assert "Open" not in module
    below = [action.text() for action in panel.tree.menu_for(QModelIndex()).actions()]
    assert "Remove" not in below


def test_who_does_not_write_is_offered_no_change(panel: OutlinePanel) -> None:
    def offered(row: str) -> list[str]:
        menu = panel.tree.menu_for(index(panel, row) if row else QModelIndex())
        return [action.text() for action in menu.actions() if action.text()]

    def new() -> list[str]:
        found = [*panel.findChildren(Button), *panel.findChildren(IconButton)]
        names = [one.accessibleName() for one in found if one.isVisibleTo(panel)]
        return [name for name in names if name.startswith("New")]

    assert new() == ["New lesson", "New module"]
    panel.show_writing(False)
    assert new() == []
    assert offered("b") == ["Open", "Save as a template"]
    assert (offered("M"), offered("")) == ([], [])
    panel.show_writing(True)
    assert new() == ["New lesson", "New module"] and "Rename" in offered("M")


def test_the_buttons_tell_what_is_wished(panel: OutlinePanel, qtbot: QtBot) -> None:
    by_name = {b.accessibleName(): b for b in panel.findChildren(Button)}
    for name, signal in (("Home", panel.home_wanted), ("Search or jump to…", panel.jump_wanted)):
        with qtbot.waitSignal(signal):
            by_name[name].click()
    with qtbot.waitSignal(panel.add_lesson) as wanted:
        by_name["New lesson"].click()
    assert wanted.args == ["M"]
    icons = {b.accessibleName(): b for b in panel.findChildren(IconButton)}
    with qtbot.waitSignal(panel.hide_wanted):
        icons["Hide outline"].click()
    with qtbot.waitSignal(panel.add_module):
        icons["New module"].click()


@pytest.mark.parametrize("theme", Theme)
def test_it_is_painted_in_every_theme(panel: OutlinePanel, look: Look, theme: Theme) -> None:
    look.set_theme(theme)
    row = panel.tree.visualRect(index(panel, "b"))
    image = panel.tree.viewport().grab(row).toImage()
    ground = image.pixelColor(image.width() // 2, 4).name().upper()
    assert ground == look.tokens.accent_soft.upper()
    foot = QLabel("foot")
    panel.set_foot(foot)
    QApplication.processEvents()
    assert foot.isVisibleTo(panel)


def test_every_control_has_a_name(panel: OutlinePanel) -> None:
    assert unnamed_controls(panel) == []
    assert panel.tree.accessibleName()


def test_both_times_are_shown_where_they_differ_and_no_title_is_obeyed(
    panel: OutlinePanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = OutlineRow(NodeId("a"), "lesson", "<img src='file:///x'>")
    panel.show_rows([hostile, OutlineRow(NodeId("b"), "lesson", "Roles")])
    panel.show_minutes({NodeId("a"): 7, NodeId("b"): 3}, {NodeId("a"): 5, NodeId("b"): 3})
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda at, text, widget: shown.append(text))
    for node in "ab":
        at = middle(panel, node)
        tip = QHelpEvent(QEvent.Type.ToolTip, at, panel.mapToGlobal(at))
        QApplication.sendEvent(panel.tree.viewport(), tip)
    first, second = shown
    assert "<img" not in first and "about 7 min" in first and "declares 5 min" in first
    assert second == "Roles", "one time says all where they are the same"
    assert (
        index(panel, "a")
        .data(Qt.ItemDataRole.AccessibleTextRole)
        .endswith("reads in 7 minutes, 5 minutes declared")
    )


def test_a_lesson_says_how_many_blocks_are_to_be_approved_again(panel: OutlinePanel) -> None:
    before = panel.tree.grab().toImage()
    panel.show_to_approve({NodeId("a"): 2})
    said = index(panel, "a").data(Qt.ItemDataRole.AccessibleTextRole)
    assert "2 blocks to approve again" in said
    assert panel.tree.grab().toImage() != before, "a badge stands in its row"
    panel.show_rows(ROWS)
    assert "to approve" in index(panel, "a").data(Qt.ItemDataRole.AccessibleTextRole)
    panel.show_to_approve({})
    assert "to approve" not in index(panel, "a").data(Qt.ItemDataRole.AccessibleTextRole)
