"""Ctrl+Z after a restart: what was done beside typing goes back among the steps of the text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.flows.review import suggesting
from app.shell.sharing.news_line import NewsLine
from editor.panels.kit.look import Look
from sync.workspace.opening import Workspace
from tests.app.shell.colleague import Colleague
from tests.app.shell.conftest import TEXT, Window
from tests.app.shell.test_deciding import WISHED, cards, elsewhere, press, stand, suggested
from tests.faults import accepting_till_killed
from tests.faults.laptop import surroundings


def undo(window: Window) -> None:
    """Press the keys in the text."""
    window.editor.setFocus()
    QTest.keySequence(window.editor, QKeySequence.StandardKey.Undo)


def write(window: Window, words: str, at: int) -> None:
    """Type, and wait until it is in the store."""
    window.editor.insert_text(words, at)
    window.parts.writing.seal()
    window.settled()


def told(window: Window) -> str:
    [line] = window.parts.window.findChildren(NewsLine)
    return line.words


def test_accepting_all_of_a_person_goes_back_after_a_restart_among_my_own_steps(
    window: Window, course: str, tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    colleague = Colleague(tmp_path / "other", window.folder, course)
    first = window.parts.course.lesson
    assert first is not None
    other = elsewhere(window, course)
    suggested(window, course)
    write(window, "Mine.\n\n", len(TEXT))
    press(cards(window)[0], "Accept all 3")
    window.until(lambda: window.editor.text() == WISHED + "Mine.\n\n")
    write(window, "Later.\n", len(WISHED) + len("Mine.\n\n"))
    window.close()
    colleague.hear()
    colleague.replace(first, "# Feedback", "# Feedback that helps")
    colleague.arrive()

    again = Window(window.folder, look, qtbot)
    again.start(course)
    merged = WISHED.replace("# Feedback", "# Feedback that helps")
    assert again.editor.text() == f"{merged}Mine.\n\nLater.\n"
    undo(again)
    assert again.editor.text() == f"{merged}Mine.\n\n"
    assert "Who acts first." in again.stored(other, course), "typing came last"
    undo(again)
    plain = TEXT.replace("# Feedback", "# Feedback that helps")
    again.until(lambda: again.editor.text() == f"{plain}Mine.\n\n")
    again.until(lambda: told(again).startswith("The text is as it was before. What was suggested"))
    assert "Who acts.\n" in again.stored(other, course), "one act over two lessons"
    assert sorted(stand(again, course)) == ["accepted"] * 3 + ["open"] * 3, "they wait again"
    undo(again)
    assert again.editor.text() == plain
    again.close()


def test_an_acceptance_goes_back_after_the_window_was_killed(
    course: str, tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    colleague = Colleague(tmp_path / "other", tmp_path / "ws", course)
    with Workspace.open(tmp_path / "ws") as ws:
        opened = ws.courses.at(course)
        first = opened.outline.lessons()[0].id
        wished = TEXT.replace("it had", "it has")
        suggesting.suggest(ws, opened, first, wished, "Clearer")
    killed_once_accepted(tmp_path / "ws", course)
    colleague.hear()
    colleague.replace(first, "# Feedback", "# Feedback that helps")
    colleague.arrive()
    again = Window(tmp_path / "ws", look, qtbot)
    again.start(course)
    plain = TEXT.replace("# Feedback", "# Feedback that helps")
    assert again.editor.text() == plain.replace("it had", "it has") + "Mine.\n"
    undo(again)
    again.until(lambda: again.editor.text() == plain + "Mine.\n")
    again.until(lambda: told(again).startswith("The text is as it was before. What was suggested"))
    undo(again)
    assert again.editor.text() == plain
    again.close()


def killed_once_accepted(folder: Path, course: str) -> None:
    """Let a window of its own process type and accept, and kill it at that moment."""
    lines = ""
    with subprocess.Popen(
        [sys.executable, "-m", accepting_till_killed.__name__, str(folder), course, "Mine.\n"],
        stdout=subprocess.PIPE,
        env=surroundings(COURSEFOLK_LIGHT_PREVIEW="1"),
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                lines += line
                if line.startswith("ACCEPTED"):
                    break
        finally:
            process.kill()
    assert "TYPED" in lines
    assert "ACCEPTED" in lines
