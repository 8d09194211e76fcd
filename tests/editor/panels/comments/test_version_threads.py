"""A version keeps the comments that it had, and shows them on demand."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from editor.panels.comments.thread_card import ThreadCard
from editor.panels.comments.values import Closing
from editor.panels.comments.version_threads import VersionThreads, of_version
from editor.panels.kit.look import Look
from tests.editor.panels.cards.stage import press, stage, texts
from tests.editor.panels.comments.examples import AK, LOOSE, OTHER, THREAD
from tests.editor.panels.conftest import unnamed_controls


def test_they_are_told_and_shown_on_demand(look: Look, qtbot: QtBot) -> None:
    shown = VersionThreads(look)
    stage(qtbot, shown, 800, 400)
    shown.show_talk(of_version("2", []))
    assert shown.isHidden()
    done = replace(OTHER, closing=Closing(AK, "1 h", "done", "Cut"), may_answer=False)
    lessons = [("Feedback", [replace(THREAD, may_answer=False), done]), ("Empty", [])]
    shown.show_talk(of_version("3", lessons))
    assert "Version 3 had 2 comments" in texts(shown) and "1 is resolved by now" in texts(shown)
    assert not shown.findChildren(ThreadCard)
    press(qtbot, shown, "Show them")
    assert len(shown.findChildren(ThreadCard)) == 2
    assert "Done, says A. K.: Cut" in texts(shown) and "Empty" not in texts(shown)
    cards = shown.findChildren(ThreadCard)
    assert not [b for card in cards for b in card.findChildren(QPushButton)], "only to be read"
    shown.show_talk(of_version("3", [("Feedback", [replace(LOOSE, may_answer=False)])]))
    assert "The text it was on is gone; it is kept here." in texts(shown)
    assert not unnamed_controls(shown)
