"""A text that takes too long to show: the last good preview stays, with a note, and catches up."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.workers.rendering import LONGEST_S
from tests.app.shell.conftest import Window


def shown(window: Window) -> str:
    return " ".join(window.parts.preview.shown_text().split())


def notes(window: Window) -> list[str]:
    labels = window.parts.page.learner.findChildren(QLabel)
    return [found.text() for found in labels if found.isVisible() and "2 seconds" in found.text()]


def test_the_last_good_preview_stays_and_catches_up(window: Window) -> None:
    patience = window.parts.session.rendering
    window.until(lambda: "what effect it had" in shown(window))
    assert not notes(window)
    patience.do(lambda held: setattr(held, "longest_s", -1.0))
    window.editor.select(0, 0)
    window.editor.setFocus()
    QTest.keyClicks(window.editor, "New words. ")
    window.until(lambda: bool(notes(window)))
    assert "New words" not in shown(window)
    assert "what effect it had" in shown(window), "the last good preview is kept"
    assert window.editor.text().startswith("New words. "), "the text goes on"
    patience.do(lambda held: setattr(held, "longest_s", LONGEST_S))
    QTest.keyClicks(window.editor, "More. ")
    window.until(lambda: "New words. More." in shown(window))
    window.until(lambda: not notes(window))
    QTest.keyClicks(window.editor, "And ")
    window.until(lambda: "More. And" in shown(window))
