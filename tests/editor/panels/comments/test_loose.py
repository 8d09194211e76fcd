"""Comments whose text is gone are kept in sight."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from editor.panels.comments.loose import LooseTray
from editor.panels.kit.buttons import IconButton
from editor.panels.kit.look import Look
from sync.model.ids import FactId
from tests.editor.panels.cards.stage import press, stage, texts
from tests.editor.panels.comments.examples import LOOSE


def tray(look: Look, qtbot: QtBot) -> LooseTray:
    made = LooseTray(look)
    made.show_loose((LOOSE, replace(LOOSE, id=FactId("l2"), quote="Figure 2")))
    stage(qtbot, made, 900, 260)
    return made


def test_it_says_what_it_is(look: Look, qtbot: QtBot) -> None:
    said = texts(tray(look, qtbot))
    assert "2 loose comments" in said
    assert "The text they were on is gone; they are kept here." in said
    assert "the hand-out" in said and "Figure 2" in said


def test_they_are_answered_here(look: Look, qtbot: QtBot) -> None:
    shown = tray(look, qtbot)
    shown.show_loose((LOOSE,))
    press(qtbot, shown, "Reply")
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    qtbot.keyClicks(field, "The blue one")
    with qtbot.waitSignal(shown.replied) as said:
        qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert said.args == ["l1", "The blue one"]


def test_it_folds_to_its_line(look: Look, qtbot: QtBot) -> None:
    shown = tray(look, qtbot)
    fold = shown.findChild(IconButton)
    assert fold is not None
    qtbot.mouseClick(fold, Qt.MouseButton.LeftButton)
    assert "Figure 2" not in texts(shown)
    assert fold.accessibleName() == "Show the loose comments"
    qtbot.mouseClick(fold, Qt.MouseButton.LeftButton)
    assert "Figure 2" in texts(shown)


def test_without_loose_comments_it_is_not_there(look: Look, qtbot: QtBot) -> None:
    shown = tray(look, qtbot)
    shown.show_loose(())
    assert shown.isHidden()


def test_an_answer_that_was_begun_is_told_and_shown_again(look: Look, qtbot: QtBot) -> None:
    tray = LooseTray(look)
    qtbot.addWidget(tray)
    tray.show_loose([LOOSE])
    assert not tray.write_again("another", "reply", "begun")
    with qtbot.waitSignal(tray.wrote):
        assert tray.write_again(str(LOOSE.id), "reply", "begun")
    assert tray.unsent() == {str(LOOSE.id): ("reply", "begun")}


def test_one_that_is_on_this_laptop_alone_says_so_and_is_only_read(
    look: Look, qtbot: QtBot
) -> None:
    shown = tray(look, qtbot)
    shown.show_loose([replace(LOOSE, only_here=True, may_answer=False)])
    assert "Only on this laptop: it is from before the course was shared." in texts(shown)
    assert "Reply" not in texts(shown) and "Put it here" not in texts(shown)
