"""The real window on a real workspace, offscreen, with the light preview."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import paths
from app.flows.courses import outlining
from app.shell.application import make_preview
from app.shell.composition import Composition
from app.shell.window import Window as Frame
from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme
from sync.model.ids import NodeId
from sync.workspace.opening import Workspace

TEXT = "# Feedback\n\nSay what you saw in the draft.\n\nSay what effect it had on you.\n"


class Window:
    """A window with one course, and ways to act on it and look at it."""

    def __init__(self, folder: Path, look: Look, qtbot: QtBot, *, full: bool = False) -> None:
        self.folder, self.look, self.qtbot = folder, look, qtbot
        settings = QSettings(str(folder) + ".ini", QSettings.Format.IniFormat)
        preview = make_preview(folder, look, full=full)
        self.parts = Composition(folder, look, preview, Frame(settings))
        self.parts.window.show()
        will_be_let_go(self.parts)

    @property
    def editor(self):  # type: ignore[no-untyped-def]
        """The source editor."""
        return self.parts.page.pane.editor

    def start(self, course: str) -> None:
        """Begin, and wait for the lesson."""
        self.parts.start(course=course)
        self.until(lambda: self.parts.writing.lesson is not None and self.editor.text() != "")

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds, for at most half a minute."""
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=30_000)

    def settled(self) -> None:
        """Wait until the threads have nothing to do."""
        session = self.parts.session
        self.until(lambda: session.store.is_idle and session.rendering.is_idle)

    def notes(self) -> list[str]:
        """Name the marks in the text that are no checks: comments, suggestions, overlaps."""
        return [name for name in self.editor.mark_places() if not name.startswith("check-")]

    def saved(self) -> bool:
        """Tell whether the trail says “Saved here”."""
        return self.parts.page.foot.trail.steps[0].text == "Saved here"

    def close(self) -> None:
        """Close as a person does."""
        self.parts.window.close()
        self.parts.close()

    def stored(self, lesson: NodeId, course: str) -> str:
        """Read the lesson as another process sees it."""
        with Workspace.open(self.folder) as ws:
            return ws.lessons.seen_now(ws.courses.at(course).log, lesson).text


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the settings of each test for itself."""
    folder = tmp_path / "settings"
    monkeypatch.setenv(paths.SETTINGS_VARIABLE, str(folder))
    return folder


_MADE: list[Composition] = []


def will_be_let_go(parts: Composition) -> None:
    """Keep in mind what a test has made, until its end."""
    _MADE.append(parts)


@pytest.fixture(autouse=True)
def windows_are_let_go(own_settings: Path) -> Iterator[None]:
    """Let go of every window at the end: what is left would be dressed anew with each later one.

    The desks go first, for they listen to the widgets; and here, for the collector may run in any
    thread.
    """
    yield
    while _MADE:
        parts = _MADE.pop()
        window = parts.window
        if window.isVisible():  # the test did not come to close it
            window.close()
            parts.close()
        shiboken6.delete(parts)
        shiboken6.delete(window)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Look:
    """One look for all windows: dressing the application anew costs more than most tests."""
    made = Look(Theme.LIGHT, 1.0, paths.resource("icons"), paths.resource("fonts"))
    made.dress(qapp)
    return made


@pytest.fixture
def look(dressed: Look) -> Iterator[Look]:
    """The light theme at 100 %, also after a test that changed it."""
    yield dressed
    if dressed.theme is not Theme.LIGHT:
        dressed.set_theme(Theme.LIGHT)
    if dressed.scale != 1.0:
        dressed.set_scale(1.0)


@pytest.fixture
def course(tmp_path: Path) -> str:
    """A private course of one lesson in the workspace."""
    with Workspace.open(tmp_path / "ws") as ws:
        made = outlining.begin(ws, "Peer learning")
        outlining.add(ws, made, "lesson", "Feedback", text=TEXT)
        return made.id


@pytest.fixture
def window(tmp_path: Path, look: Look, qtbot: QtBot, course: str) -> Iterator[Window]:
    """The window, opened on that course."""
    made = Window(tmp_path / "ws", look, qtbot)
    made.start(course)
    yield made
    made.close()
