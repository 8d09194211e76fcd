"""Back in a lesson one goes on at one's words, though a colleague wrote above them meanwhile."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.flows.courses import outlining
from app.flows.overview.looking_back import last_place
from editor.panels.kit.look import Look
from sync.model.ids import NodeId
from sync.workspace.opening import Workspace
from tests.app.shell.colleague import Colleague
from tests.app.shell.conftest import Window

LINES = "".join(f"\nLine {n} says what one saw there.\n" for n in range(60))


def open_lesson(window: Window, lesson: NodeId) -> None:
    window.parts.course.open_lesson(lesson)
    window.until(lambda: window.parts.writing.lesson == window.parts.course.lesson == lesson)
    window.settled()


def words_on_top(window: Window) -> str:
    return window.editor.firstVisibleBlock().text()


def test_one_goes_on_at_ones_words_though_a_colleague_wrote_above(
    window: Window, course: str, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    with Workspace.open(window.folder) as ws:
        [second] = outlining.add(ws, ws.courses.at(course), "lesson", "Second", text="# B\n").nodes
    lesson, editor = window.parts.writing.lesson, window.editor
    assert lesson is not None
    editor.insert_text(LINES, len(editor.text()))
    place = editor.text().index("Line 40 says") + len("Line 40 says")
    editor.select(place, place)
    QTest.keyClicks(editor, " here")
    height = editor.cursorRect().top()
    open_lesson(window, second)
    colleague = Colleague(tmp_path / "colleague", window.folder, course)
    colleague.replace(lesson, "# Feedback\n", "# Feedback\n\nNew above.\n\nAnd this.\n")
    colleague.arrive()
    open_lesson(window, lesson)
    assert "New above." in editor.text()
    assert abs(editor.cursorRect().top() - height) < editor.cursorRect().height()
    QTest.keyClicks(editor, "!")
    assert "Line 40 says here! what one saw" in editor.text(), "no word is split"

    window.settled()
    editor.scroll_to_line(8)
    top = words_on_top(window)
    assert top == "Say what effect it had on you."
    window.close()
    colleague.hear()
    colleague.replace(lesson, "# Feedback\n", "# Feedback\n\nThe newest.\n\nAnd that.\n")
    colleague.arrive()
    with Workspace.open(window.folder) as ws:
        told = last_place(ws)
        assert told is not None and told.words == "Line 40 says here!"
    again = Window(window.folder, look, qtbot)
    try:
        again.start(course)
        again.settled()
        assert "The newest." in again.editor.text()
        assert words_on_top(again) == top, "the caret was out of sight: what one read stays"
        QTest.keyClicks(again.editor, "?")
        assert "Line 40 says here!? what one saw" in again.editor.text()
    finally:
        again.close()
