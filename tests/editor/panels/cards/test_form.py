"""A short form sends words, exactly, and can be left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor.panels.cards.form import Form, Words
from editor.panels.kit.look import Look
from tests.editor.panels.cards.stage import button, press, stage

CTRL, ENTER = Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Return


def make(look: Look, qtbot: QtBot, needed: str = "Say something.") -> Form:
    form = Form(look, "Your reply", "Reply", needed=needed)
    stage(qtbot, form, 400, 200)
    return form


def test_ctrl_enter_sends_what_was_typed(look: Look, qtbot: QtBot) -> None:
    form = make(look, qtbot)
    qtbot.keyClicks(form.field, "So it is")
    with qtbot.waitSignal(form.sent) as sent:
        qtbot.keyClick(form.field, ENTER, CTRL)
    assert sent.args == ["So it is"]


def test_enter_is_a_new_line_and_the_button_sends(look: Look, qtbot: QtBot) -> None:
    form = make(look, qtbot)
    qtbot.keyClicks(form.field, "a")
    qtbot.keyClick(form.field, ENTER)
    qtbot.keyClicks(form.field, "b")
    with qtbot.waitSignal(form.sent) as sent:
        press(qtbot, form, "Reply")
    assert sent.args == ["a\nb"]


def test_an_empty_form_says_why_it_is_not_sent(look: Look, qtbot: QtBot) -> None:
    form = make(look, qtbot)
    with qtbot.assertNotEmitted(form.sent):
        press(qtbot, form, "Reply")
        qtbot.keyClick(form.field, ENTER, CTRL)
    assert button(form, "Reply").reason == "Say something."
    assert form.field.hasFocus()


def test_nothing_is_needed_where_nothing_is_asked(look: Look, qtbot: QtBot) -> None:
    form = make(look, qtbot, needed="")
    with qtbot.waitSignal(form.sent):
        press(qtbot, form, "Reply")


def test_escape_leaves_from_field_and_button(look: Look, qtbot: QtBot) -> None:
    form = make(look, qtbot)
    with qtbot.waitSignal(form.left):
        qtbot.keyClick(form.field, Qt.Key.Key_Escape)
    with qtbot.waitSignal(form.left):
        qtbot.keyClick(button(form, "Cancel"), Qt.Key.Key_Escape)


def test_enter_presses_the_button_that_has_the_focus(look: Look, qtbot: QtBot) -> None:
    form = make(look, qtbot)
    button(form, "Cancel").setFocus()
    with qtbot.waitSignal(form.left):
        qtbot.keyClick(button(form, "Cancel"), ENTER)


def test_no_break_spaces_survive(look: Look, qtbot: QtBot) -> None:
    form = make(look, qtbot)
    form.field.setPlainText("10\u00a0km")
    assert form.field.words() == "10\u00a0km"


def test_the_field_grows_with_its_lines(look: Look, qtbot: QtBot) -> None:
    form = make(look, qtbot)
    low = form.field.height()
    form.field.setPlainText("a\nb\nc\nd\ne")
    assert form.field.height() > low


def test_a_long_hint_is_shown_whole(look: Look, qtbot: QtBot) -> None:
    field = Words(look, "Why", "Say why, so that those who come later can follow it", lines=1)
    stage(qtbot, field, 160, 200)
    qtbot.waitUntil(lambda: field.height() > 3 * field.fontMetrics().lineSpacing())
    qtbot.keyClicks(field, "a")
    assert field.height() < 3 * field.fontMetrics().lineSpacing()
