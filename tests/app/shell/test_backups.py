"""Backups in the real window: looked into, compared, brought back in two clicks, damaged ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.flows.lesson.writing import edit
from editor.panels.backups.panel import BackupsPanel
from editor.panels.kit.buttons import Button
from editor.panels.kit.labels import Label
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import TEXT, Window
from tests.editor.panels.conftest import unnamed_controls

TODAY = TEXT.replace("Say what you saw", "Tell at once what you saw")


@pytest.fixture
def backup(window: Window, course: str) -> Path:
    """A backup from before one sentence was changed."""
    with Workspace.open(window.folder) as ws:
        made = ws.store.backups.make()
        opened = ws.courses.at(course)
        edit(ws, opened, opened.outline.lessons()[0].id, TODAY)
    window.until(lambda: window.editor.text() == TODAY)
    return made


def page(window: Window) -> BackupsPanel:
    window.parts.window.activateWindow()
    window.until(window.parts.window.isActiveWindow)
    window.parts.do("backups")
    panel = window.parts.backups.panel
    window.until(lambda: bool(panel._choices))
    assert panel.isVisible()
    return panel


def press(window: Window, panel: BackupsPanel, name: str) -> None:
    def found() -> list[Button]:
        return [b for b in panel.findChildren(Button) if b.accessibleName() == name]

    window.until(lambda: bool(found()))
    QTest.mouseClick(found()[0], Qt.MouseButton.LeftButton)


def words(panel: BackupsPanel) -> str:
    return "\n".join(label.accessibleName() for label in panel.findChildren(Label))


def looked_into(window: Window, backup: Path) -> BackupsPanel:
    panel = page(window)
    panel._choices[str(backup)].click()
    return panel


def stored_texts(window: Window, course: str) -> list[tuple[str, str]]:
    with Workspace.open(window.folder) as ws:
        opened = ws.courses.at(course)
        lessons = opened.outline.lessons()
        return [(n.title, ws.lessons.seen_now(opened.log, n.id).text) for n in lessons]


def test_a_lesson_comes_back_in_place_after_it_was_said_what_happens(
    window: Window, course: str, backup: Path
) -> None:
    panel = looked_into(window, backup)
    press(window, panel, "Look into “Peer learning”")
    window.until(lambda: "Reads differently today" in words(panel))
    press(window, panel, "Look into “Feedback”")
    window.until(lambda: "Struck out: then. Underlined: today." in words(panel))
    assert unnamed_controls(panel) == []
    press(window, panel, "Bring it back…")
    assert panel.offer is not None and panel.offer.decline.hasFocus()
    assert "a backup of today is made first" in words(panel)
    assert stored_texts(window, course) == [("Feedback", TODAY)]
    before = len(list(backup.parent.iterdir()))
    press(window, panel, "Bring the lesson back")
    window.until(lambda: "1 lesson brought back" in words(panel))
    assert stored_texts(window, course) == [("Feedback", TEXT)]
    assert len(list(backup.parent.iterdir())) == before + 1
    press(window, panel, "Open it")
    window.until(lambda: window.editor.text() == TEXT)


def test_a_lesson_is_put_beside_todays(window: Window, course: str, backup: Path) -> None:
    panel = looked_into(window, backup)
    press(window, panel, "Look into “Peer learning”")
    press(window, panel, "Look into “Feedback”")
    press(window, panel, "Put it beside today’s…")
    press(window, panel, "Put it beside today’s")
    window.until(lambda: "1 lesson brought back" in words(panel))
    assert [title for title, _ in stored_texts(window, course)] == [
        "Feedback",
        "Feedback (brought back)",
    ]


@pytest.mark.parametrize("all_of_it", [True, False])
def test_a_course_and_everything_come_back(
    window: Window, course: str, backup: Path, all_of_it: bool
) -> None:
    panel = looked_into(window, backup)
    if all_of_it:
        press(window, panel, "Bring everything back…")
        press(window, panel, "Bring everything back")
    else:
        press(window, panel, "Look into “Peer learning”")
        press(window, panel, "Bring the whole course back…")
        press(window, panel, "Bring the course back")
    window.until(lambda: "1 lesson brought back" in words(panel))
    assert stored_texts(window, course) == [("Feedback", TEXT)]


def test_not_now_changes_nothing_and_esc_goes_back(
    window: Window, course: str, backup: Path
) -> None:
    panel = looked_into(window, backup)
    press(window, panel, "Bring everything back…")
    press(window, panel, "Not now")
    assert panel.offer is None
    window.until(lambda: panel.isAncestorOf(window.parts.window.focusWidget()))
    QTest.keyClick(window.parts.window.focusWidget(), Qt.Key.Key_Escape)
    window.until(window.editor.hasFocus)
    assert stored_texts(window, course) == [("Feedback", TODAY)]


def test_a_damaged_backup_is_shown_as_such(window: Window, backup: Path) -> None:
    damaged = backup.with_name(backup.name.replace(backup.stem[-3:], "000"))
    damaged.write_bytes(b"not a store" * 400)
    panel = page(window)
    window.until(lambda: str(damaged) in panel._choices)
    assert "Damaged" in panel._choices[str(damaged)].accessibleDescription()
    panel._choices[str(damaged)].click()
    window.until(lambda: "It cannot be opened" in words(panel))


def test_one_that_is_damaged_inside_is_told_when_it_is_opened(window: Window, backup: Path) -> None:
    whole = bytearray(backup.read_bytes())
    for at in range(len(whole) // 2, len(whole) // 2 + 9000):
        whole[at] = 0xA5
    backup.write_bytes(bytes(whole))
    panel = looked_into(window, backup)
    window.until(lambda: "cannot be" in words(panel))


def test_one_can_be_made_now(window: Window, backup: Path) -> None:
    panel = page(window)
    before = len(panel._choices)
    press(window, panel, "Make one now")
    window.until(lambda: len(panel._choices) == before + 1)
