"""Another server at the address of one's own: told in the window, taken only by its six words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.flows.sharing import syncing
from app.flows.sharing.server_identity import known_server
from sync.model.server_words import words_of
from sync.server import operations
from sync.server.serving import Embedded
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import Window
from tests.editor.panels.cards.stage import press


def test_who_meets_another_server_stays_offline_or_compares_words(
    window: Window, course: str, qtbot: QtBot, tmp_path: Path
) -> None:
    own = Embedded(tmp_path / "own")
    url = own.start()
    assert own.invitation is not None
    with Workspace.open(window.folder) as ws:
        syncing.connect(ws, url, own.invitation.invite, "Author")
        syncing.share(ws, ws.courses.at(course))
        syncing.sync(ws)
        known, token = known_server(ws, url), (ws.store.folder / "server.token").read_text()
    own.stop()
    other = Embedded(tmp_path / "other", port=int(url.rsplit(":", 1)[1]))
    other.start()
    said = operations.identity(tmp_path / "other")
    dialog = window.parts.identity.dialog
    try:
        window.start(course)
        window.editor.insert_text("Offline words. ", 0)
        window.settled()
        window.parts.sync_by_hand()
        window.until(dialog.isVisible)
        focused = QApplication.focusWidget()
        assert focused is not None and focused.accessibleName() == "Stay offline"
        assert window.editor.text().startswith("Offline words. ")
        assert not window.editor.isReadOnly()
        qtbot.keyClick(focused, Qt.Key.Key_Escape)
        assert dialog.isHidden()
        assert window.parts.page.foot.trail.steps[1].detail == "another server"
        window.parts.sync_by_hand()
        window.until(dialog.isVisible)
        window.parts.identity.save_to(tmp_path / "details.txt")
        details = (tmp_path / "details.txt").read_text("utf-8")
        for part in (url, known, said, *words_of(known), *words_of(said)):
            assert part in details
        assert token.strip() not in details
        press(qtbot, dialog, "They read me the new words…")
        field = dialog.findChild(QLineEdit)
        assert field is not None
        field.setText(" ".join(words_of(known)))
        press(qtbot, dialog, "Accept this server")
        window.until(lambda: "not the six words" in dialog.problem)
        field.setText(" ".join(words_of(said)))
        press(qtbot, dialog, "Accept this server")
        window.until(dialog.isHidden)
        window.until(lambda: "does not know this computer" in window.parts.notices.told[-1].title)
        assert window.parts.notices.told[-1].actions == (("connect", "Connect…"),)
        assert window.editor.text().startswith("Offline words. ")
    finally:
        other.stop()
