"""A row that goes on in the next line: as wide as it may be, and level."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.panels.kit.buttons import Button
from editor.panels.kit.flow import Flow
from editor.panels.kit.labels import KeyHint
from editor.panels.kit.look import Look


def middle(widget: QWidget) -> float:
    return widget.y() + widget.height() / 2


def test_what_may_not_be_so_high_stands_in_the_middle_of_its_line(look: Look, qtbot: QtBot) -> None:
    hint, button = KeyHint(look, "Ctrl+K"), Button(look, "Change", small=True)
    flow = Flow(look, hint, button)
    qtbot.addWidget(flow)
    flow.resize(600, 60)
    flow.show()
    assert hint.height() < button.height()
    assert abs(middle(hint) - middle(button)) <= 1
    flow.resize(button.sizeHint().width(), 120)
    assert button.y() > hint.y() + hint.height()
    assert flow.heightForWidth(flow.width()) > flow.sizeHint().height()
