"""People are chosen by name with the reason, a day is set, and what is missing is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.panels.asking.dialog import AskDialog
from editor.panels.asking.values import Asking, Candidate, Hindering, Request
from editor.panels.cards.elided import ElidedLabel
from editor.panels.kit.avatars import Face
from editor.panels.kit.look import Look
from tests.editor.panels.cards.stage import button, named, press, stage, texts
from tests.editor.panels.conftest import unnamed_controls

DAY = date.today() + timedelta(days=4)
SHOWN = Asking(
    8,
    (
        Candidate("rm", Face("rm", "R. M."), "knows your last 3 versions"),
        Candidate("ls", Face("ls", "L. S."), "new to it"),
    ),
    due=DAY.isoformat(),
    points=("Goal", "Answers", "Pictures", "Length", "Steps"),
    overlaps=1,
    sending="With the next sync.",
    may_set_points=True,
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """The window that the dialog opens over."""
    return stage(qtbot, QWidget(), 1200, 860)


def dialog(look: Look, window: QWidget, shown: Asking = SHOWN) -> AskDialog:
    made = AskDialog(look, window, lambda day: f"in words: {day}")
    made.show_asking(shown)
    return made


def test_people_are_asked_by_name_with_a_day_and_a_word(
    look: Look, qtbot: QtBot, window: QWidget
) -> None:
    shown = dialog(look, window)
    assert unnamed_controls(shown) == []
    said = texts(shown)
    assert f"in words: {DAY}" in said
    assert "1 overlap stays open. Reviewers will see both texts." in said
    assert "5 points: Goal" in said
    with qtbot.assertNotEmitted(shown.asked):
        press(qtbot, shown, "Ask")
    assert shown.people.field.hasFocus(), "whom to ask is missing"
    qtbot.keyClicks(shown.people.field, "l. s")
    qtbot.keyClick(shown.people.field, Qt.Key.Key_Return)
    press(qtbot, shown, "Suggest someone")
    assert shown.people.people == ("ls", "rm")
    assert "knows your last 3 versions" in texts(shown)
    shown.fields["word"].setPlainText("Step 2?")
    with qtbot.waitSignal(shown.asked) as caught:
        press(qtbot, shown, "Ask 2 people")
    wanted = Request(("ls", "rm"), DAY.isoformat(), "Step 2?")
    assert caught.args == [wanted]
    with qtbot.waitSignal(shown.file_wanted) as caught:
        press(qtbot, shown, "Ask by a review file instead…")
    assert caught.args == [wanted], "nobody who was chosen is dropped"
    assert shown.isVisible(), "until it is written"
    for name in ("L. S.", "R. M."):
        named(shown, f"Do not ask {name}").click()
    with qtbot.waitSignal(shown.file_wanted) as caught:
        press(qtbot, shown, "As a review file instead…")
    assert caught.args == [None]


def test_the_longest_name_leaves_the_dialog_its_width(look: Look, qtbot: QtBot) -> None:
    name = ("Longest of all names that anybody may have here " * 2)[:80]
    long = replace(SHOWN, candidates=(Candidate("lo", Face("lo", name), "answered here"),))
    window = stage(qtbot, QWidget(), 1024, 700)
    shown = dialog(look, window, long)
    qtbot.keyClicks(shown.people.field, "Long")
    offered = button(shown, f"{name}, answered here")
    assert in_sight(offered)
    qtbot.keyClick(shown.people.field, Qt.Key.Key_Return)
    away = named(shown, f"Do not ask {name}")
    qtbot.waitUntil(lambda: in_sight(away))
    assert in_sight(shown.people.field)
    [told] = [one for one in shown.findChildren(ElidedLabel) if one.text() == name]
    assert told.toolTip() == told.accessibleName() == name


def in_sight(widget: QWidget) -> bool:
    """Tell whether nothing of a widget is cut at its sides."""
    return widget.visibleRegion().boundingRect().width() == widget.width()


def test_a_chip_goes_by_mouse_and_by_key_and_nobody_unknown_is_asked(
    look: Look, qtbot: QtBot, window: QWidget
) -> None:
    shown = dialog(look, window)
    press(qtbot, shown, "Suggest someone")
    press(qtbot, shown, "Suggest someone")
    qtbot.keyClick(shown.people.field, Qt.Key.Key_Backspace)
    assert shown.people.people == ("rm",)
    named(shown, "Do not ask R. M.").click()
    assert shown.people.people == ()
    qtbot.keyClicks(shown.people.field, "Nobody here")
    qtbot.keyClick(shown.people.field, Qt.Key.Key_Return)
    assert shown.people.people == ()
    assert "There is nobody “Nobody here” in this course." in texts(shown)


def test_no_day_is_a_choice_and_a_word_stays_for_the_next_time(
    look: Look, qtbot: QtBot, window: QWidget
) -> None:
    shown = dialog(look, window)
    qtbot.keyClick(shown.day.field, Qt.Key.Key_Up)
    assert shown.day.day == (DAY + timedelta(1)).isoformat()
    shown.day.field.setText("soon")
    press(qtbot, shown, "Suggest someone")
    with qtbot.assertNotEmitted(shown.asked):
        press(qtbot, shown, "Ask 1 person")
    assert shown.day.field.hasFocus(), "that is no day"
    shown.day.field.setText((date.today() - timedelta(1)).isoformat())
    with qtbot.assertNotEmitted(shown.asked):
        press(qtbot, shown, "Ask 1 person")
    assert "That day has passed. Choose today or a later day." in texts(shown)
    qtbot.keyClick(shown.day.field, Qt.Key.Key_Down)
    assert shown.day.day == date.today().isoformat() and not shown.day.is_wrong
    shown.day.show_day("")
    assert (shown.day.day, "Nobody is reminded." in texts(shown)) == ("", True)
    shown.fields["word"].setPlainText("Begun")
    shown.close_it()
    shown.show_asking(SHOWN)
    assert shown.fields["word"].words() == "Begun"
    shown.finish()
    assert shown.fields["word"].words() == ""


def test_what_must_be_settled_first_is_said_with_the_way_to_it(
    look: Look, qtbot: QtBot, window: QWidget
) -> None:
    hindered = replace(SHOWN, hindering=(Hindering("An overlap is open.", "lesson", 4),))
    shown = dialog(look, window, hindered)
    press(qtbot, shown, "Suggest someone")
    with qtbot.assertNotEmitted(shown.asked):
        press(qtbot, shown, "Ask 1 person")
    with qtbot.waitSignal(shown.gone_to) as caught:
        named(shown, "Go to it: An overlap is open.").click()
    assert caught.args == ["lesson", 4]
    assert not shown.isVisible()


def test_one_takes_the_place_of_another(look: Look, qtbot: QtBot, window: QWidget) -> None:
    instead = replace(SHOWN, version="v7", instead=Candidate("ak", Face("ak", "A. K.")))
    shown = dialog(look, window, instead)
    assert "Ask someone else than A. K." in texts(shown)
    press(qtbot, shown, "Suggest someone")
    press(qtbot, shown, "Suggest someone")
    with qtbot.waitSignal(shown.asked) as caught:
        press(qtbot, shown, "Ask 1 person")
    assert caught.args[0].people == ("ls",)
    assert (caught.args[0].version, caught.args[0].instead) == ("v7", "ak")
