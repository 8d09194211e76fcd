"""Tab goes as the eye does, also where a part was filled anew."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.panels.cards.filling import empty
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.kit.arrange import column, holder
from editor.panels.kit.buttons import Button
from editor.panels.kit.look import Look
from tests.editor.panels.cards.stage import stage, tab_chain


def test_what_was_filled_anew_keeps_its_turn(look: Look, qtbot: QtBot) -> None:
    root = QWidget()
    first, last = Button(look, "first"), Button(look, "last")
    middle = column(look, Button(look, "old"))
    root.setLayout(column(look, first, holder(middle), last))
    stage(qtbot, root, 300, 200)
    empty(middle)
    middle.addWidget(Button(look, "new"))
    follow_the_eye(root)
    qtbot.waitUntil(lambda: len(tab_chain(root, first)) == 3)
    assert tab_chain(root, first) == ["first", "new", "last"]


def test_what_was_emptied_is_out_of_sight_at_once(look: Look, qtbot: QtBot) -> None:
    root = QWidget()
    box = column(look, Button(look, "a"), holder(column(look, Button(look, "b"))))
    root.setLayout(box)
    stage(qtbot, root, 300, 200)
    empty(box)
    assert not root.findChildren(Button)
    assert box.count() == 0
