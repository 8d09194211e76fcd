"""A folder comes in beside everything else; stopped halfway, nothing of it is kept."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.panels.home.bringing_line import BringingLine
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import Window


def folder(place: Path) -> Path:
    """Write a course of 30 lessons and 3 pictures."""
    course = place / "Spring course"
    course.mkdir()
    for number in range(30):
        (course / f"{number:02} Lesson.md").write_text(f"# Lesson {number}\n\nWords.\n")
    for number in range(3):
        (course / f"{number}.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes([number]) * 50)
    return course


def holdings(place: Path) -> tuple[int, int]:
    """Count courses and files."""
    with Workspace.open(place) as ws:
        return len(list(ws.courses.entries())), len(list(ws.store.media.all()))


def test_stop_leaves_nothing_while_the_writer_goes_on_and_a_second_try_brings_all(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    home, desk = window.parts.home, window.parts.bringing
    line, told = window.parts.window.findChild(BringingLine), desk.told
    assert isinstance(line, BringingLine)
    course, free = folder(tmp_path), threading.Event()
    (course / "old.md").write_bytes(b"caf\xe9")
    before = holdings(window.folder)

    desk.own_queue().do(lambda ws: free.wait(20))  # as with a slow disk
    home.bring_in(course)
    window.until(line.isVisible)
    assert "Spring course" in line.words.text()
    QTest.keyClicks(window.editor, "Words of mine. ")  # the course on show stays usable
    window.until(window.saved)
    with qtbot.waitSignal(desk.news) as news:
        home.bring_in(course)
    assert "still coming in" in news.args[0]
    QTest.mouseClick(line.stop, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(desk.stopped):
        free.set()
    assert not line.isVisible() and not told.isVisible()
    assert holdings(window.folder) == before

    progress: list[tuple[int, int]] = []
    desk._came_to.connect(lambda done, of: progress.append((done, of)))
    free.clear()
    desk.own_queue().do(lambda ws: free.wait(20))
    home.bring_in(course)
    window.until(line.isVisible)
    free.set()
    window.until(told.isVisible)
    assert progress, "progress is told"
    assert window.editor.text().startswith("Words of mine. "), "the writer is not taken away"
    assert "30 lessons and 4 other files. One file was not taken" in told.words.text()
    QTest.mouseClick(told.more, Qt.MouseButton.LeftButton)
    assert told.list.isVisible()
    QTest.mouseClick(told.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().startswith("old.md: is not valid UTF-8")
    with qtbot.waitSignal(desk.brought) as brought:
        QTest.mouseClick(told.open, Qt.MouseButton.LeftButton)
    window.until(lambda: window.parts.course.course == brought.args[0])
    assert holdings(window.folder) == (before[0] + 1, before[1] + 4)
    QTest.mouseClick(told.close_it, Qt.MouseButton.LeftButton)
    assert not told.isVisible()


def test_from_home_the_new_course_opens_by_itself(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    window.parts.go_home()
    with qtbot.waitSignal(window.parts.bringing.brought) as brought:
        window.parts.home.bring_in(folder(tmp_path))
    window.until(lambda: window.parts.window.page == "course")
    window.until(lambda: window.parts.course.course == brought.args[0])
    assert not window.parts.bringing.told.isVisible(), "all of it came: nothing to tell"
