"""What is worth a look, in the real window: counted, marked, gone to, mended by a key, undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.cli import run
from app.flows.courses import outlining
from editor.panels.checks.row import Answer
from editor.panels.kit.buttons import Button
from sync.workspace.opening import Workspace
from tests.app.flows.attached import attach
from tests.app.shell.conftest import Window

CONTROL = Qt.KeyboardModifier.ControlModifier
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>'
WRONG = """# درس: ردود الفعل 😀

See [the next](NEXT.md) and ![](pictures/loop.svg).

#### Übung {#x}

| a | b |
|---|
| 1 | 2 |

Which? <b id="x">漢字</b>

[(X)] one
[(X)] two
"""


@pytest.fixture
def course(tmp_path: Path) -> str:
    """A course whose first lesson has much that is worth a look."""
    with Workspace.open(tmp_path / "ws") as ws:
        made = outlining.begin(ws, "Peer learning")
        outlining.add(ws, made, "lesson", "Feedback", text=WRONG)
        made = ws.courses.at(made.id)
        outlining.add(ws, made, "lesson", "Next", text="# Next\n\nAfter this lesson you can.\n")
        made = ws.courses.at(made.id)
        lesson = next(n.id for n in made.outline.lessons() if n.title == "Feedback")
        attach(ws, made, lesson, "loop.svg", SVG)
        return made.id


def shown(window: Window) -> list[str]:
    return [row.check.what for row in window.parts.page.pane.checks.rows]


def rules(window: Window) -> list[str]:
    looked = window.parts.checks._looked
    return [one.rule for one in looked.found] if looked else []


def checked(window: Window) -> None:
    """Wait until the checks are those of the text on show."""
    desk = window.parts.checks
    window.until(lambda: desk._looked is not None and desk._looked.text == window.editor.text())


def undo_all(window: Window) -> None:
    QTest.keyClick(window.editor, Qt.Key.Key_Z, CONTROL)


def test_what_is_worth_a_look_is_counted_marked_and_the_same_as_the_command_says(
    window: Window, course: str, capsys: pytest.CaptureFixture[str]
) -> None:
    checked(window)
    found = rules(window)
    assert {"two-right-answers", "dead-link", "no-alt-text", "heading-jump", "duplicate-id"} < set(
        found
    )
    foot = [
        one for one in window.parts.page.pane.findChildren(Button) if "worth a look" in one.text()
    ]
    assert [one.text() for one in foot] == [f"{len(found)} things worth a look"]
    dotted = QTextCharFormat.UnderlineStyle.DotLine
    lines = [one.cursor.selectedText() for one in window.editor.extraSelections()
             if one.format.underlineStyle() is dotted]  # fmt: skip
    assert "[the next](NEXT.md)" in lines
    assert "x" in lines
    lesson = window.parts.writing.lesson
    window.settled()
    capsys.readouterr()
    assert run(["--workspace", str(window.folder), "check", course, "--json"]) == 0
    told = [one for one in json.loads(capsys.readouterr().out) if one["lesson"] == lesson]
    looked = window.parts.checks._looked
    assert looked is not None
    assert sorted((one["rule"], one["line"], one["what"], one["mend"]) for one in told) == sorted(
        (one.rule, one.line + 1, one.what, one.mend) for one in looked.found
    )


def test_one_key_goes_round_and_one_mends_with_one_step_back(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr("editor.panels.source.editor.announce", lambda _, text: heard.append(text))
    checked(window)
    window.editor.select(0, 0)
    QTest.keyClick(window.parts.window, Qt.Key.Key_F8)
    window.until(lambda: window.editor.textCursor().blockNumber() == 2)
    window.until(lambda: bool(heard) and "leads to “NEXT.md”" in heard[-1])
    QTest.keyClick(window.parts.window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    window.until(lambda: window.editor.textCursor().blockNumber() != 2)
    mended = {
        "the next](NEXT.md": "[the next](02-next.md)",
        "#### ": "## Übung",
        "|---|\n": "|---| --- |\n",
        '"x"': '<b id="x-2">',
        "[(X)] one": "[[X]] one\n[[X]] two",
    }
    for place, after in mended.items():
        at = window.editor.text().index(place)
        window.editor.select(at, at + 1)
        window.editor.select(at + 1, at + 1)
        QTest.keyClick(window.editor, Qt.Key.Key_Period, CONTROL)
        assert after.split("02-")[-1] in window.editor.text().replace("01-next", "next"), place
        undo_all(window)
        assert window.editor.text() == WRONG
        checked(window)
    number = rules(window).index("heading-jump")
    window.editor.insert_text("New words.\n\n", 0)
    window.parts.checks.mend(window.parts.checks._idents[number])
    assert "#### Übung" in window.editor.text(), "the places are no longer those"
    window.until(lambda: "\n## Übung" in window.editor.text())
    assert window.editor.text() == "New words.\n\n" + WRONG.replace("####", "##")


def test_the_list_asks_for_the_words_of_a_picture_by_keys_alone(window: Window) -> None:
    checked(window)
    QTest.keyClick(window.editor, Qt.Key.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    panel = window.parts.page.pane.checks
    assert panel.isVisible()
    assert len(panel.rows) == len(rules(window))
    assert isinstance(QApplication.focusWidget(), Button)
    for row in panel.rows:
        buttons = [one for one in row.findChildren(Button) if one.isVisible()]
        assert all(row.check.what in one.accessibleName() for one in buttons)
    reached = [one for one in panel.findChildren(QWidget) if one.focusPolicy() and one.isVisible()]
    assert all(one.accessibleName() for one in reached)
    at = rules(window).index("no-alt-text")
    for _ in range(at):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    field = QApplication.focusWidget()
    assert isinstance(field, Answer)
    assert field.accessibleName() == "What does the picture show?"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.editor.text() == WRONG, "an empty answer mends nothing"
    QTest.keyClicks(field, "two [arrows] in a ring")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "![two \\[arrows\\] in a ring](pictures/loop.svg)" in window.editor.text()
    assert window.editor.hasFocus()
    checked(window)
    assert "no-alt-text" not in rules(window)
    assert len(panel.rows) == len(rules(window)), "the list follows"
    undo_all(window)
    assert window.editor.text() == WRONG
    panel.open()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert window.editor.hasFocus()


def test_who_only_reads_is_offered_no_mend(window: Window) -> None:
    checked(window)
    window.editor.set_only_read(True)
    window.parts.checks._look()
    window.parts.do("checks")
    panel = window.parts.page.pane.checks
    window.until(lambda: bool(panel.rows) and not any(row.check.mend for row in panel.rows))
    window.parts.checks.mend(window.parts.checks._idents[0])
    assert window.editor.text() == WRONG
