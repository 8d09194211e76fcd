"""Take out a secret in the real window: selected, shown, ticked, struck out of every byte."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor.panels.kit.labels import Label
from editor.panels.redact.panel import RedactPanel
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import TEXT, Window
from tests.editor.panels.conftest import unnamed_controls
from tests.journeys.redacted import leaks

SECRET = "Tr0ub4dor & 3"
BLANK = "█" * len(SECRET)


def words(panel: RedactPanel) -> str:
    return "\n".join(label.accessibleName() for label in panel.findChildren(Label))


def opened(window: Window) -> RedactPanel:
    """Type a secret, select it, and ask to take it out."""
    place = TEXT.index("Say what effect")
    editor = window.editor
    editor.select(place, place)
    editor.insert_text(f"{SECRET}! ")
    window.until(window.saved)
    editor.select(place, place + len(SECRET))
    window.parts.do("redact")
    panel = window.parts.redacting.panel
    window.until(panel.sure.isVisible)
    return panel


def test_what_is_selected_goes_for_good(window: Window, course: str) -> None:
    panel = opened(window)
    assert "1 state of a text" in words(panel)
    assert "1 lesson holds them today." in words(panel)
    assert "Not reached: what was exported" in panel.findChild(type(panel._box)).accessibleName()
    assert unnamed_controls(panel) == []
    assert not panel.strike.isEnabled(), "nobody was sure yet"
    panel.why.setText("A password")
    panel.sure.click()
    QTest.mouseClick(panel.strike, Qt.MouseButton.LeftButton)
    session = window.parts.session
    window.until(lambda: "here and in the backups" in panel._said.text())
    window.until(lambda: session.network.is_idle and session.store.is_idle)
    window.until(lambda: BLANK in window.editor.text())
    assert panel.words.words() == ""
    window.parts.redacting.left.emit()
    window.editor.undo()
    assert SECRET not in window.editor.text()
    window.close()
    assert not leaks([window.folder], SECRET)
    with Workspace.open(window.folder) as ws:
        opened_again = ws.courses.at(course)
        [lesson] = opened_again.outline.lessons()
        text = ws.lessons.seen_now(opened_again.log, lesson.id).text
    assert text == TEXT.replace("Say what effect", f"{BLANK}! Say what effect")


def test_words_that_stand_nowhere_are_told_so(window: Window) -> None:
    window.parts.do("redact")
    panel = window.parts.redacting.panel
    window.until(panel.isVisible)
    window.until(lambda: "Peer learning" in panel.title.text())
    panel.words.setPlainText("never written")
    panel.look_for.click()
    window.until(lambda: "stand nowhere" in panel._said.text())
    assert not panel.sure.isVisible()
    panel.words.setPlainText("it")
    panel.look_for.click()
    window.until(lambda: "too many places" in panel._said.text())
