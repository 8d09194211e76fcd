"""Two windows and a server: shared, synced and settled by clicks alone."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.flows.sharing import syncing
from editor.panels.kit.look import Look
from sync.server import operations
from sync.server.serving import Embedded
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import Window


def test_an_author_shares_and_a_colleague_writes_along(
    window: Window, course: str, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    server = Embedded(tmp_path / "server")
    url = server.start()
    other = Window(tmp_path / "colleague", look, qtbot)
    try:
        owner = operations.invite(tmp_path / "server", role="owner", name="Author")
        author = operations.invite(tmp_path / "server", role="author", name="Colleague")
        window.parts.ask_for_review()
        window.until(lambda: len(window.parts.notices.told) == 1)
        assert "this computer only" in window.parts.notices.told[0].title
        window.parts.home_panel.connect_wanted.emit(url, owner.invite, "Author")
        window.until(lambda: _server_of(window) == url)
        window.parts.open_course(course)
        window.until(lambda: window.parts.course.log is not None)
        window.parts.ask_for_review()
        window.until(lambda: len(window.parts.notices.told) == 2)
        window.parts.notices.action_chosen.emit("share:team")
        window.until(lambda: _standing(window, course) == "shared")
        window.until(lambda: _waiting(window) == 0)
        other.parts.start()
        other.parts.home_panel.connect_wanted.emit(url, author.invite, "Colleague")
        other.until(lambda: _has(other, course))
        other.parts.open_course(course)
        other.until(lambda: "Feedback" in other.editor.text())
        other.editor.insert_text("From the colleague. ", 0)
        other.parts.sync_by_hand()
        window.until(lambda: "From the colleague." in window.editor.text())
    finally:
        other.close()
        server.stop()


def _server_of(window: Window) -> str | None:
    with Workspace.open(window.folder) as ws:
        return syncing.status(ws).server


def _standing(window: Window, course: str) -> str:
    with Workspace.open(window.folder) as ws:
        return ws.courses.at(course).row.standing


def _waiting(window: Window) -> int:
    with Workspace.open(window.folder) as ws:
        return syncing.status(ws).waiting


def _has(window: Window, course: str) -> bool:
    window.parts.sync_by_hand()
    with Workspace.open(window.folder) as ws:
        return course in [entry.row.course for entry in ws.courses.entries()]
