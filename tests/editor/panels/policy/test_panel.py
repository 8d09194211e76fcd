"""Owners set what is enough; others see it, and why they cannot."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor.panels.kit.choices import CheckBox, RadioButton
from editor.panels.kit.look import Look
from editor.panels.policy.panel import PolicyPanel
from editor.panels.policy.values import Gate, PolicyPerson, PolicyView, PolicyWanted
from tests.editor.panels.cards.stage import button, press, stage, texts
from tests.editor.panels.conftest import unnamed_controls

VIEW = PolicyView(
    "“Soldering”.",
    False,
    "This course has a policy of its own.",
    1,
    4,
    (PolicyPerson("rm", "R. M.", True), PolicyPerson("ls", "L. S.")),
    (Gate("overlaps", "Every overlap is checked"),),
    (Gate("answers", "Right answers", True), Gate("changes", "Nobody asks for changes")),
    ("Goal",),
    has_space=True,
    is_own=True,
)


def panel(look: Look, qtbot: QtBot, view: PolicyView = VIEW) -> PolicyPanel:
    made = PolicyPanel(look)
    made.show_policy(view)
    stage(qtbot, made, 900, 900)
    return made


def box(shown: PolicyPanel, words: str) -> CheckBox:
    return next(one for one in shown.findChildren(CheckBox) if one.text() == words)


def test_all_parts_of_a_policy_are_set_at_once(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot)
    assert unnamed_controls(shown) == []
    box(shown, "Every overlap is checked").click()
    box(shown, "R. M.").click()
    box(shown, "Nobody asks for changes").click()
    shown.approvals.setFocus()
    qtbot.keyClick(shown.approvals, Qt.Key.Key_Up)
    qtbot.keyClick(shown.days, Qt.Key.Key_Down)
    shown.points.setPlainText("Goal\n\n  Answers \nGoal")
    with qtbot.waitSignal(shown.saved) as caught:
        press(qtbot, shown, "Save what is enough")
    assert caught.args == [
        PolicyWanted(2, 3, (), ("overlaps",), ("answers", "changes"), ("Goal", "Answers"))
    ]


def test_a_course_goes_by_its_own_or_by_its_spaces(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot)
    with qtbot.waitSignal(shown.by_space):
        press(qtbot, shown, "Go by the space's")
    space = next(one for one in shown.findChildren(RadioButton) if "space" in one.text())
    with qtbot.waitSignal(shown.chosen) as caught:
        space.click()
    assert caught.args == [True]
    shown.show_policy(replace(VIEW, is_own=False, apart=True), "Saved here.")
    said = texts(shown)
    assert "Both hold" in said
    assert "Saved here." in said


def test_who_is_no_owner_sees_why(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, replace(VIEW, hindrance="Only an owner sets this."))
    assert "Only an owner sets this." in texts(shown)
    assert button(shown, "Save what is enough").reason == "Only an owner sets this."
    with qtbot.assertNotEmitted(shown.saved):
        press(qtbot, shown, "Save what is enough")
