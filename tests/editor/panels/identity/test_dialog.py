"""To stay offline is the default; a new identity is taken only by words that were typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from editor.panels.identity.dialog import IdentityDialog
from editor.panels.identity.values import OtherIdentity
from editor.panels.kit.look import Look
from tests.editor.panels.cards.stage import HOSTILE, button, press, rich_texts, stage, texts
from tests.editor.panels.conftest import unnamed_controls

OTHER = OtherIdentity(
    f"“{HOSTILE}” answered at 10:58 with another identity than before.",
    "All of your work. 3 changes wait here.",
    "harbour · violin · maple · seven · candle · north",
    "since 12 September",
    "granite · apple · window · river · eleven · acorn",
    "10:58",
)


def opened(
    look: Look, qtbot: QtBot, other: OtherIdentity = OTHER
) -> tuple[QWidget, IdentityDialog]:
    window = QWidget()
    dialog = IdentityDialog(look, window)
    stage(qtbot, window, 1200, 900)
    dialog.show_other(other)
    return window, dialog


def focused_widget() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def focused() -> str:
    return focused_widget().accessibleName()


def test_it_says_both_sets_of_words_and_stays_offline_by_itself(look: Look, qtbot: QtBot) -> None:
    _window, dialog = opened(look, qtbot)
    said = texts(dialog)
    for words in (OTHER.known, OTHER.said, "since 12 September", "3 changes wait here"):
        assert words in said
    assert rich_texts(dialog) == []
    assert unnamed_controls(dialog) == []
    assert focused() == "Stay offline"
    with qtbot.waitSignal(dialog.left):
        qtbot.keyClick(focused_widget(), Qt.Key.Key_Return)
    assert dialog.isHidden()
    dialog.show_other(OTHER)
    with qtbot.waitSignal(dialog.left):
        qtbot.keyClick(focused_widget(), Qt.Key.Key_Escape)
    assert dialog.isHidden()


def test_words_are_typed_and_refused_or_taken(look: Look, qtbot: QtBot) -> None:
    _window, dialog = opened(look, qtbot)
    field = dialog.findChild(QLineEdit)
    assert field is not None
    assert not field.isVisible()
    press(qtbot, dialog, "They read me the new words…")
    assert focused() == "The six words that they read to you"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert dialog.isVisible(), "nothing was typed yet"
    field.setText("granite apple")
    with qtbot.waitSignal(dialog.read_out) as sent:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert sent.args == ["granite apple"]
    dialog.show_problem("These are not the six words.")
    assert "These are not the six words." in texts(dialog)
    dialog.show_other(OTHER)
    assert not field.isVisible() and not field.text(), "the next time it is asked anew"
    assert "These are not" not in texts(dialog)


def test_one_that_proves_nothing_cannot_be_taken(look: Look, qtbot: QtBot) -> None:
    silent = OtherIdentity("It proves nothing.", "All of your work.", OTHER.known, "", "", "10:58")
    _window, dialog = opened(look, qtbot, silent)
    shown = [one.text() for one in dialog.findChildren(QPushButton) if one.isVisible()]
    assert not any("They read me" in text for text in shown)
    assert button(dialog, "Stay offline").hasFocus()
    assert "The words it says now" not in texts(dialog)
