"""A version can always be named; what stands in the way of a release is said before."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.panels.checks.row import Answer
from editor.panels.kit.avatars import Face
from editor.panels.kit.look import Look
from editor.panels.publish.dialog import PublishDialog
from editor.panels.publish.values import Finding, Mended, Publication, Reviewer
from sync.model.ids import NodeId, PersonId
from tests.editor.panels.cards.stage import HOSTILE, press, rich_texts, stage, texts
from tests.editor.panels.conftest import unnamed_controls

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
PLAN = Publication(
    8,
    blockers=(
        Finding("1 overlap has not been checked", "“Feedback”.", "stitches", NodeId("l1"), 3),
        Finding("The policy asks for 1 approval"),
    ),
    advice=(Finding("A picture has no alt text", "Loop.", "image", NodeId("l2"), 5),),
    fine=("goal", "links"),
    reviewers=(
        Reviewer(PersonId("rm"), Face("rm", "R. M."), "knows your last 3 versions"),
        Reviewer(PersonId("ls"), Face("ls", "L. S."), asked=True),
    ),
    sending="No network now. It will be sent when there is one.",
    offline=True,
)


def opened(
    look: Look, qtbot: QtBot, plan: Publication = PLAN, height: int = 900
) -> tuple[QWidget, PublishDialog]:
    window = QWidget()
    dialog = PublishDialog(look, window)
    stage(qtbot, window, 1200, height)
    dialog.show_publication(plan)
    return window, dialog


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_it_says_what_stands_in_the_way_and_what_is_fine(look: Look, qtbot: QtBot) -> None:
    _window, dialog = opened(look, qtbot)
    said = texts(dialog)
    for words in (
        "Publish version 8",
        "Before a release",
        "2 things stand in the way of it",
        "Worth a look",
        "2 checks are fine",
        "No network now. It will be sent when there is one.",
    ):
        assert words in said
    assert dialog.accessibleName() == "Publish version 8"


def test_it_publishes_with_open_overlaps(look: Look, qtbot: QtBot) -> None:
    _window, dialog = opened(look, qtbot)
    assert isinstance(focused(), QPlainTextEdit)
    qtbot.keyClicks(focused(), "One comment, one change.")
    with qtbot.waitSignal(dialog.published) as said:
        press(qtbot, dialog, "Publish version 8")
    assert said.args == ["One comment, one change.", (PersonId("ls"),)]


def test_ctrl_enter_publishes_and_people_are_asked(look: Look, qtbot: QtBot) -> None:
    _window, dialog = opened(look, qtbot)
    for box in dialog.findChildren(QCheckBox):
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(dialog.published) as said:
        qtbot.keyClick(dialog.findChild(QPlainTextEdit), Key.Key_Return, Ctrl)
    assert said.args == ["", (PersonId("rm"),)]


def test_go_to_it_closes_and_leads_there(look: Look, qtbot: QtBot) -> None:
    _window, dialog = opened(look, qtbot, replace(PLAN, advice=()))
    with qtbot.waitSignal(dialog.gone_to) as said:
        press(qtbot, dialog, "Go to it")
    assert said.args == ["l1", 3]
    assert dialog.isHidden()


def test_the_note_that_was_begun_is_there_again(look: Look, qtbot: QtBot) -> None:
    _window, dialog = opened(look, qtbot)
    qtbot.keyClicks(focused(), "Half a note")
    with qtbot.waitSignal(dialog.left):
        qtbot.keyClick(focused(), Key.Key_Escape)
    dialog.show_publication(replace(PLAN, note="Another"))
    assert focused().toPlainText() == "Half a note"  # type: ignore[attr-defined]
    dialog.finish()
    assert dialog.isHidden()
    dialog.show_publication(replace(PLAN, note="Another"))
    assert focused().toPlainText() == "Another"  # type: ignore[attr-defined]


def test_not_now_leaves(look: Look, qtbot: QtBot) -> None:
    _window, dialog = opened(look, qtbot)
    with qtbot.waitSignal(dialog.left), qtbot.assertNotEmitted(dialog.published):
        press(qtbot, dialog, "Not now")


def test_what_is_fine_is_shown_on_demand(look: Look, qtbot: QtBot) -> None:
    _window, dialog = opened(look, qtbot)
    assert "goal, links" not in texts(dialog)
    press(qtbot, dialog, "Show")
    assert "goal, links" in texts(dialog)
    press(qtbot, dialog, "Hide")
    assert "goal, links" not in texts(dialog)


def test_with_nothing_found_there_is_nothing_to_read(look: Look, qtbot: QtBot) -> None:
    _window, dialog = opened(look, qtbot, Publication(1))
    said = texts(dialog)
    assert "Before a release" not in said and "Worth a look" not in said


def test_its_foot_is_in_sight_in_a_low_window(look: Look, qtbot: QtBot) -> None:
    window, dialog = opened(look, qtbot, height=420)
    button = next(
        b
        for b in dialog.findChildren(QWidget)
        if b.accessibleName() == "Publish version 8" and b.metaObject().className() == "Button"
    )
    assert button.mapTo(window, button.rect().bottomRight()).y() < 420


def test_every_control_has_a_name_and_nothing_is_obeyed(look: Look, qtbot: QtBot) -> None:
    bad = replace(
        PLAN,
        blockers=(Finding(HOSTILE, HOSTILE, lesson=NodeId("l1")),),
        reviewers=(Reviewer(PersonId("x"), Face("x", "X"), HOSTILE),),
    )
    _window, dialog = opened(look, qtbot, bad)
    assert unnamed_controls(dialog) == []
    assert rich_texts(dialog) == []


def test_an_overlap_is_led_to_as_one(look: Look, qtbot: QtBot) -> None:
    overlap = replace(PLAN.blockers[0], to_overlap=True)
    _window, dialog = opened(look, qtbot, replace(PLAN, blockers=(overlap,), advice=()))
    with qtbot.waitSignal(dialog.overlap_wanted) as said, qtbot.assertNotEmitted(dialog.gone_to):
        press(qtbot, dialog, "Check it")
    assert said.args == ["l1"]
    assert dialog.isHidden()


def test_a_mend_is_asked_for_and_what_is_left_keeps_who_was_asked(look: Look, qtbot: QtBot) -> None:
    named = replace(PLAN.advice[0], ident="check-1")
    _window, dialog = opened(look, qtbot, replace(PLAN, advice=(named,)))
    dialog.show_mends("l2", {"check-1": ("Say what it shows", "What does it show?")})
    for box in dialog.findChildren(QCheckBox):
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    press(qtbot, dialog, "Say what it shows")
    field = focused()
    assert isinstance(field, Answer)
    assert field.accessibleName() == "What does it show?"
    qtbot.keyClick(field, Key.Key_Escape)
    assert not dialog.isHidden(), "Esc gives up the answer alone"
    press(qtbot, dialog, "Say what it shows")
    qtbot.keyClicks(focused(), "A loop")
    with qtbot.waitSignal(dialog.mend_wanted) as said:
        qtbot.keyClick(focused(), Key.Key_Return)
    assert said.args == ["l2", "check-1", "A loop"]
    done = Mended("Say what it shows: done.", "A picture has no alt text")
    dialog.show_again(replace(PLAN, advice=()), [done], back=True)
    assert "Say what it shows: done." in texts(dialog)
    assert [box.isChecked() for box in dialog.findChildren(QCheckBox)] == [True, False]
    with qtbot.waitSignal(dialog.back_wanted):
        press(qtbot, dialog, "Undo")
    dialog.show_again(PLAN, [], back=False)
    assert "Mended" not in texts(dialog)


def test_what_cannot_be_mended_here_is_said(look: Look, qtbot: QtBot) -> None:
    named = replace(PLAN.advice[0], ident="check-1")
    _window, dialog = opened(look, qtbot, replace(PLAN, advice=(named,)))
    dialog.show_mends("l2", {"check-1": ("Mend it", "")})
    dialog.show_not_mended("l1", "check-1")
    assert "It could not be mended from here. Go to it." not in texts(dialog)
    dialog.show_not_mended("l2", "check-1")
    assert "It could not be mended from here. Go to it." in texts(dialog)
    assert focused().accessibleName().startswith("Go to it")
