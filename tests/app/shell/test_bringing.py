"""A folder comes in with its progress told; stopped halfway, nothing of it is kept."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import Qt
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


def test_stop_leaves_nothing_and_a_second_try_brings_all(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    home, desk, store = window.parts.home, window.parts.bringing, window.parts.session.store
    line = window.parts.window.findChild(BringingLine)
    assert isinstance(line, BringingLine)
    course, free = folder(tmp_path), threading.Event()
    with Workspace.open(window.folder) as ws:
        before = [entry.row.course for entry in ws.courses.entries()]

    store.do(lambda ws: free.wait(20))  # as with a slow disk
    home.bring_in(course)
    window.until(line.isVisible)
    assert "Spring course" in line.words.text()
    QTest.mouseClick(line.stop, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(desk.stopped):
        free.set()
    assert not line.isVisible()
    with Workspace.open(window.folder) as ws:
        assert [entry.row.course for entry in ws.courses.entries()] == before
        assert not list(ws.store.media.all())

    told: list[tuple[int, int]] = []
    desk._came_to.connect(lambda done, of: told.append((done, of)))
    with qtbot.waitSignal(desk.brought) as brought:
        home.bring_in(course)
    window.until(lambda: window.parts.window.page == "course")
    assert told, "progress is told"
    with Workspace.open(window.folder) as ws:
        come = ws.courses.at(brought.args[0])
        assert len(come.outline.lessons()) == 30
        assert len(list(ws.store.media.all())) == 3
