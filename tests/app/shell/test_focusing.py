"""The focus goes into a part of the window, and nothing of the window is lost by that."""

from __future__ import annotations

from functools import partial

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.shell.focusing import into
from tests.app.shell.conftest import Window

PAGES = ("policy", "to-text", "next-pane", "next-pane", "settings", "to-text", "home", "outline")


def test_the_first_that_is_in_sight_takes_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    panes = [QWidget(), QWidget()]
    for pane in panes:
        column.addWidget(pane)
        inside = QVBoxLayout(pane)
        for _ in range(3):
            inside.addWidget(QLineEdit())
    window.show()
    qtbot.waitExposed(window)
    hidden, disabled, third = panes[1].findChildren(QLineEdit)
    hidden.hide()
    disabled.setEnabled(False)
    into(panes[1])
    assert window.focusWidget() is third
    into(panes[0])
    assert window.focusWidget() is panes[0].findChildren(QLineEdit)[0]


def test_a_part_that_goes_takes_nothing_from_another(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    goes, stays = QWidget(), QTextEdit()
    column.addWidget(goes)
    column.addWidget(stays)
    window.show()
    qtbot.waitExposed(window)
    document, bar = stays.document(), stays.verticalScrollBar()
    into(goes)
    shiboken6.delete(goes)
    assert shiboken6.isValid(document)
    assert shiboken6.isValid(bar)


def test_the_way_to_each_page_and_back_leaves_all_that_stands(window: Window) -> None:
    """Pages are filled anew and parts of them go; what PySide holds of the others stays true."""
    there: list[QObject] = []
    for part in (window.editor, window.parts.page.learner.preview):
        there += [one for one in part.findChildren(QObject) if shiboken6.isValid(one)]
    gone: list[int] = []
    for one in there:
        one.destroyed.connect(partial(_note, gone, id(one)))
    text = window.editor.document()
    for name in (*PAGES, *PAGES):
        window.parts.do(name)
        window.settled()
    lost = [one for one in there if not shiboken6.isValid(one) and id(one) not in gone]
    assert lost == []
    assert shiboken6.isValid(text)


def _note(gone: list[int], ident: int, *_: object) -> None:
    gone.append(ident)
