"""Before a version is named: what was found is mended in the dialog, counted anew, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.flows.courses import outlining
from editor.panels.checks.row import Answer
from editor.panels.kit.buttons import Button
from editor.panels.kit.labels import Label
from editor.panels.publish.row import FindingRow
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import Window

ONE = "# One\n\nAfter this lesson you can tell them apart.\n\n### Three\n\nWords.\n"
TWO = "# Two\n\nWhich?\n\n[(X)] one\n[(X)] two\n\nAnd [nowhere]().\n"


@pytest.fixture
def course(tmp_path: Path) -> str:
    """A course of two lessons, each with something to mend."""
    with Workspace.open(tmp_path / "ws") as ws:
        made = outlining.begin(ws, "Peer learning")
        outlining.add(ws, made, "lesson", "One", text=ONE)
        outlining.add(ws, ws.courses.at(made.id), "lesson", "Two", text=TWO)
        return made.id


def words(window: Window) -> list[str]:
    return [one.accessibleName() for one in window.parts.publishing.dialog.findChildren(Label)]


def row_of(window: Window, what: str) -> FindingRow:
    rows = window.parts.publishing.dialog.findChildren(FindingRow)
    return next(one for one in rows if what in one.finding.title)


def press(window: Window, inside: QWidget, name: str) -> None:
    def found() -> list[Button]:
        return [
            one for one in inside.findChildren(Button) if name in one.text() and one.isVisible()
        ]

    window.until(lambda: bool(found()))
    QTest.mouseClick(found()[0], Qt.MouseButton.LeftButton)


def test_findings_are_mended_in_the_dialog_counted_anew_and_taken_back(
    window: Window, course: str
) -> None:
    window.parts.publish()
    dialog = window.parts.publishing.dialog
    window.until(dialog.isVisible)
    assert "1 thing stands in the way of it" in words(window)
    window.until(lambda: row_of(window, "more than one right").is_mendable)
    press(window, row_of(window, "more than one right"), "Let them choose several")
    window.until(lambda: "Let them choose several: done." in words(window))
    assert "1 thing stands in the way of it" not in words(window)
    assert "[[X]] one\n[[X]] two" in window.editor.text(), "its lesson came on show behind"
    assert dialog.isAncestorOf(window.parts.window.focusWidget())

    window.until(lambda: row_of(window, "no address").is_mendable)
    press(window, row_of(window, "no address"), "Say where it leads")
    field = row_of(window, "no address").findChild(Answer)
    assert field is not None
    QTest.keyClicks(field, "1-one.md\r")
    window.until(lambda: "Say where it leads: done." in words(window))
    assert "And [nowhere](1-one.md).\n" in window.editor.text()

    press(window, dialog, "Undo")
    window.until(lambda: "Say where it leads: done." not in words(window))
    assert "And [nowhere]()." in window.editor.text()
    assert "Let them choose several: done." in words(window)

    window.until(lambda: row_of(window, "level 3 after").is_mendable)
    press(window, row_of(window, "level 3 after"), "Make it level 2")
    window.until(lambda: "Make it level 2: done." in words(window))
    dialog.close_it()
    assert window.editor.text() == ONE.replace("###", "##")
    assert window.editor.hasFocus()
    QTest.keyClick(window.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.editor.text() == ONE, "as if it was mended by hand"


def test_go_to_it_leads_to_its_line_in_another_lesson(window: Window, course: str) -> None:
    window.parts.publish()
    window.until(window.parts.publishing.dialog.isVisible)
    press(window, row_of(window, "no address"), "Go to it")
    window.until(lambda: window.editor.text() == TWO)
    line = TWO[: TWO.index("And [")].count("\n")
    window.until(lambda: window.editor.textCursor().blockNumber() == line)
    assert window.editor.hasFocus()


def test_a_note_that_was_begun_belongs_to_its_course(window: Window, course: str) -> None:
    note = window.parts.publishing.dialog.fields["note"]
    with Workspace.open(window.folder) as ws:
        other = outlining.begin(ws, "Another").log
        mine = ws.courses.at(course).log
    for log, words, begun in ((mine, "Mine", ""), (other, "Theirs", ""), (mine, "", "Mine")):
        window.parts.publishing.open(log)
        window.until(window.parts.publishing.dialog.isVisible)
        assert note.words() == begun
        QTest.keyClicks(note, words)
        window.parts.publishing.dialog.close_it()
