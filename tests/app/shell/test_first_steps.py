"""The first five minutes in the real window: each step of the sample ticks itself, and stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.flows.beginning.sample_steps import sample_stands
from app.shell.application import make_preview
from app.shell.composition import Composition
from app.shell.window import Window as Frame
from editor.panels.kit.buttons import Button
from editor.panels.kit.labels import Label
from editor.panels.kit.look import Look
from editor.panels.preview.choice import full_preview_is_here
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import will_be_let_go

CONTROL = Qt.KeyboardModifier.ControlModifier
FULL_IS_HERE = full_preview_is_here()
ANSWER = """
const quiz = document.querySelector('.quiz-single');
if (quiz) {
    quiz.querySelectorAll('[data-option]')[1].click();
    quiz.querySelector('[data-do=check]').click();
}
"""


class Newcomer:
    """A person at an empty workspace, who presses what is in sight."""

    def __init__(self, folder: Path, look: Look, qtbot: QtBot, *, full: bool = False) -> None:
        self.folder, self.look, self.qtbot, self.full = folder, look, qtbot, full
        self.begin()

    def begin(self) -> None:
        """Open the window."""
        settings = QSettings(str(self.folder) + ".ini", QSettings.Format.IniFormat)
        preview = make_preview(self.folder, self.look, full=self.full)
        self.parts = Composition(self.folder, self.look, preview, Frame(settings))
        will_be_let_go(self.parts)
        self.parts.window.resize(1400, 900)
        self.parts.window.show()
        self.parts.window.activateWindow()
        self.parts.start()

    def end(self) -> None:
        """Close the window, and save everything."""
        self.parts.window.close()
        self.parts.close()

    def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds."""
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=30_000)

    def sees(self, words: str) -> bool:
        """Tell whether some words are in sight."""
        labels = self.parts.window.findChildren(Label)
        return any(one.isVisible() and words in one.accessibleName() for one in labels)

    def press(self, name: str) -> None:
        """Press the button of this name, when it is in sight."""
        self.until(lambda: self._buttons(name))
        QTest.mouseClick(self._buttons(name)[0], Qt.MouseButton.LeftButton)

    def _buttons(self, name: str) -> list[Button]:
        buttons = self.parts.window.findChildren(Button)
        return [b for b in buttons if b.isVisible() and b.accessibleName().startswith(name)]

    def type(self, words: str) -> None:
        """Type where the focus is."""
        QTest.keyClicks(self.parts.window.focusWidget(), words)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.parts.window.focusWidget(), key, modifiers)

    def ticks(self) -> tuple[bool, ...]:
        """Read the ticks above the text."""
        shown = self.parts.guide.line.shown
        return shown.done if shown else ()


@pytest.fixture
def newcomer(tmp_path: Path, look: Look, qtbot: QtBot) -> Newcomer:
    return Newcomer(tmp_path / "ws", look, qtbot)


def test_each_step_of_the_sample_ticks_itself_and_stays(
    newcomer: Newcomer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: None)
    window = newcomer.parts.window
    newcomer.press("Open the sample")
    newcomer.until(lambda: newcomer.ticks() == (False,) * 6)
    editor = newcomer.parts.page.pane.editor

    newcomer.until(lambda: newcomer.sees("Change a sentence"))
    newcomer.until(lambda: newcomer.parts.page.pane.details.away)
    assert editor.text().startswith("---\ntitle: ")
    assert editor.text()[editor.selection()[1] :].startswith("# One lesson, one thing\n")
    newcomer.press("Show me")
    newcomer.until(lambda: editor.selected_text() == "I know a lot about bicycles.")
    newcomer.type("I know a lot about bread.")
    newcomer.until(lambda: newcomer.ticks()[:1] == (True,))

    newcomer.until(lambda: newcomer.sees("Accept a suggestion"))
    newcomer.press("Show me")
    newcomer.press("Accept")
    newcomer.until(lambda: newcomer.ticks()[:2] == (True, True))
    newcomer.until(lambda: "nothing left to take away" in editor.text())

    newcomer.press("Show me")
    newcomer.press("Reply")
    newcomer.until(lambda: window.focusWidget().accessibleName() == "Your reply")
    newcomer.type("Where did you stop?")
    newcomer.key(Qt.Key.Key_Return)
    newcomer.until(lambda: newcomer.ticks()[2:3] == (True,))
    assert newcomer.ticks() == (True, True, True, False, False, False)

    newcomer.press("Show me")
    newcomer.press("Keep this")
    newcomer.until(lambda: newcomer.ticks()[3:4] == (True,))

    newcomer.press("Show me")
    newcomer.until(lambda: newcomer.parts.page.page == "Play")
    newcomer.press("Play in the browser")
    newcomer.until(lambda: newcomer.ticks()[4:5] == (True,))

    newcomer.press("Show me")
    newcomer.until(lambda: window.focusWidget().accessibleName() == "Title")
    newcomer.type("Bread")
    newcomer.key(Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    newcomer.until(lambda: editor.text() == "# Bread\n" and editor.hasFocus())
    assert newcomer.ticks() == (True, True, True, True, True, False)
    newcomer.type("Listen to the crust when it cools.")
    newcomer.until(lambda: newcomer.ticks() == (True,) * 6)
    newcomer.until(lambda: newcomer.sees("All six done"))
    newcomer.end()

    newcomer.begin()
    newcomer.until(lambda: newcomer.sees("6 of 6"))
    with Workspace.open(newcomer.folder) as ws:
        stands = sample_stands(ws)
    assert stands is not None and stands.done == (True,) * 6
    newcomer.end()


def test_checking_the_overlap_is_no_change_of_a_sentence(newcomer: Newcomer) -> None:
    newcomer.press("Open the sample")
    newcomer.until(newcomer.ticks)
    newcomer.parts.course.show_overlap("")
    newcomer.press("Keep this")
    newcomer.until(lambda: newcomer.ticks()[3:4] == (True,))
    assert newcomer.ticks() == (False, False, False, True, False, False)
    newcomer.end()


def test_a_question_that_is_played_in_the_window_ticks(
    tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    if not FULL_IS_HERE:
        pytest.skip("the full preview is not installed, or may not run here")
    from editor.panels.preview.full import FullPreview

    newcomer = Newcomer(tmp_path / "ws", look, qtbot, full=True)
    newcomer.press("Open the sample")
    newcomer.until(newcomer.ticks)
    newcomer.parts.course.show_page("Play")
    preview = newcomer.parts.preview
    assert isinstance(preview, FullPreview)
    newcomer.until(lambda: "Which of these is a moment?" in preview.shown_text())
    answered: list[object] = []
    preview.answered.connect(answered.append)
    preview.page.runJavaScript(ANSWER, 1)
    newcomer.until(lambda: answered)
    newcomer.until(lambda: newcomer.ticks() == (False, False, False, False, True, False))
    newcomer.end()
