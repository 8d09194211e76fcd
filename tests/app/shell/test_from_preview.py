"""Ways on from the learner's view in the real window: to the text, and to the system's player."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextBrowser

from editor.panels.preview.addresses import media_address
from sync.model.ids import Sha
from sync.store.media import Media
from tests.app.shell.conftest import Window

WAV = b"RIFF....WAVEfmt " + b"0" * 40


def test_the_systems_player_gets_media_and_nothing_else(window: Window) -> None:
    opened: list[QUrl] = []
    window.parts.player.open_url = opened.append
    media, follow = Media(window.folder), window.parts.preview.link_chosen.emit
    for data in (b"<html><script>alert(1)</script>", b"<svg onload='alert(1)'/>", b"MZ", WAV):
        media.put(data)
        follow(media_address(Sha(hashlib.sha256(data).hexdigest())))
    for refused in ("file:///etc/passwd", "course://lesson/media/../../x", "/media/x"):
        follow(refused)
    window.until(lambda: bool(opened))
    window.settled()
    assert len(opened) == 1
    assert Path(opened[0].toLocalFile()).read_bytes() == WAV


def test_a_click_shows_the_source_and_enter_goes_to_it(window: Window, course: str) -> None:
    browser = window.parts.preview.findChildren(QTextBrowser)[0]
    window.until(lambda: "effect it had" in window.parts.preview.shown_text())
    at = browser.document().find("what effect")
    place: QPoint = browser.cursorRect(at).center()
    before = browser.verticalScrollBar().value()
    QTest.mouseClick(browser.viewport(), Qt.MouseButton.LeftButton, pos=place)
    window.until(lambda: window.editor.caret_line() == 4)
    assert browser.verticalScrollBar().value() == before, "what was clicked stays"
    window.parts.page.go_to_preview()
    assert QApplication.focusWidget() is browser
    QTest.keyClick(browser, Qt.Key.Key_Return)
    window.until(lambda: QApplication.focusWidget() is window.editor)
    assert window.editor.caret_line() == 0
