"""An editor on screen, and a recorder that replays what it told."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.panels.kit.look import Look
from editor.panels.source.editor import SourceEditor
from editor.panels.source.text_edits import Edits
from sync.merge.edits import apply


class Recorder:
    """Apply what the editor tells to a text of its own, as the store does."""

    def __init__(self, editor: SourceEditor) -> None:
        self.text = editor.text()
        self.heard: list[Edits] = []
        editor.edited.connect(self.hear)

    def hear(self, edits: Edits) -> None:
        self.heard.append(edits)
        self.text = apply(self.text, edits)


class Clock:
    """A clock that goes only when it is told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def editor(look: Look, clock: Clock, qtbot: QtBot) -> SourceEditor:
    """Return a shown editor of 600 by 500 pixels with an empty text."""
    editor = SourceEditor(look, clock=clock)
    qtbot.addWidget(editor)
    editor.resize(600, 500)
    editor.show()
    editor.setFocus()
    QApplication.processEvents()
    return editor
