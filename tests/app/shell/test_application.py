"""The window comes before slow work, and becomes the whole of it where it stands."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.flows.courses import outlining
from app.flows.safety.window_lock import window_lock
from app.shell.application import FIRST, LIGHT_PREVIEW, Opening
from app.shell.ending import Ending
from app.shell.home.home_stage import HOME
from sync.model.errors import WorkspaceTrouble
from sync.workspace.opening import Workspace


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a workspace with a course, and the light preview."""
    monkeypatch.setenv(LIGHT_PREVIEW, "1")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    with Workspace.open(tmp_path) as ws:
        outlining.begin(ws, "Giving feedback")
    return tmp_path


@pytest.fixture
def opening(folder: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Opening]:
    """Give a window about to open; it is closed at the end."""
    made = Opening(qapp, folder, course=None, sample=False)
    qtbot.addWidget(made.window)
    yield made
    made.window.close()


def _words(opening: Opening) -> list[str]:
    return [label.text() for label in opening.window.findChildren(QLabel)]


def test_the_names_of_courses_are_there_before_anything_else(opening: Opening) -> None:
    opening.show()
    assert opening.window.page == FIRST
    assert "Giving feedback" in _words(opening)
    opening.end()


def test_the_rest_follows_the_first_paint_in_the_same_window(
    opening: Opening, qtbot: QtBot
) -> None:
    opening.show()
    qtbot.waitUntil(lambda: opening.composition is not None, timeout=10_000)
    assert opening.window.page == "home"
    assert opening.composition is not None
    assert opening.composition.window is opening.window
    opening.end()


def test_a_second_window_is_told_so_and_nothing_is_opened(opening: Opening, folder: Path) -> None:
    lock = window_lock(folder)
    try:
        opening.show()
        opening.finish()
        with pytest.raises(WorkspaceTrouble, match="another window"):
            opening.end()
        assert opening.composition is None
    finally:
        lock.release()


def test_the_workspace_is_free_again_at_the_end(opening: Opening, folder: Path) -> None:
    opening.show()
    opening.finish()
    opening.end()
    window_lock(folder).release()


def test_home_shows_what_was_read_before_the_rest_is_made(opening: Opening, qtbot: QtBot) -> None:
    opening.show()
    qtbot.waitUntil(lambda: opening.window.page == HOME)
    stage = opening._stage
    assert stage is not None
    if opening.composition is None:  # the rest waits until home was read
        qtbot.waitUntil(lambda: opening.composition is not None, timeout=10_000)
    assert opening.composition is not None
    assert opening.composition.home is stage.desk
    assert opening.composition.session is stage.session
    opening.end()


def test_a_key_pressed_before_the_rest_is_there_finds_all_of_it(
    opening: Opening, qapp: QApplication
) -> None:
    """Nothing has been read yet: the key waits for the window, and is not lost."""
    opening.show()
    opening.begin()
    assert opening.composition is None
    QTest.keyClick(opening.window, Qt.Key.Key_Shift)
    assert opening.composition is not None
    opening.end()


def test_a_window_that_ends_before_the_rest_is_there_lets_go(
    opening: Opening, folder: Path
) -> None:
    opening.show()
    opening.begin()
    stage = opening._stage
    assert stage is not None
    opening.end()
    assert stage.session.store.is_idle
    with window_lock(folder):
        pass


def test_ctrl_c_in_the_terminal_ends_the_window_with_all_words_kept(
    opening: Opening, folder: Path, qtbot: QtBot
) -> None:
    with Workspace.open(folder) as ws:
        course = ws.courses.at("Giving feedback")
        lesson = outlining.add(ws, course, "lesson", "One", text="# One\n").nodes[0]
    opening.show()
    opening.finish()
    parts = opening.composition
    assert parts is not None
    parts.open_course(course.id, lesson)
    qtbot.waitUntil(lambda: parts.page.pane.editor.text() == "# One\n", timeout=10_000)
    left: list[int] = []
    ending = Ending(opening.may_close, left.append)
    try:
        QTest.keyClicks(parts.page.pane.editor, "Words, ")
        os.kill(os.getpid(), signal.SIGINT)
        qtbot.waitUntil(lambda: bool(left), timeout=10_000)
    finally:
        ending.end()
    assert left == [130]
    opening.end()
    with Workspace.open(folder) as ws:
        assert "Words, " in ws.lessons.today(course.log, lesson).text


def test_who_asks_again_that_the_program_ends_means_it(qtbot: QtBot) -> None:
    """The window may keep open at first, where words are nowhere else yet."""
    left: list[int] = []
    ending = Ending(lambda: False, left.append)
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        qtbot.waitUntil(lambda: ending.was_refused, timeout=10_000)
        assert left == []
        os.kill(os.getpid(), signal.SIGTERM)
        qtbot.waitUntil(lambda: left == [143], timeout=10_000)
    finally:
        ending.end()
