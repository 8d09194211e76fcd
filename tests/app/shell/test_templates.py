"""Templates in the real window: a lesson from one, a snippet with its own undo, one's own kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.flows.beginning.templates import templates
from app.shell.sharing.news_line import NewsLine
from editor.panels.cards.choice import Choice
from editor.panels.jump.panel import JumpPanel
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import TEXT, Window


def choose(window: Window, panel: JumpPanel, words: str, title: str) -> None:
    window.until(lambda: panel.isVisible() and panel.results.current() is not None)
    QTest.keyClicks(panel.field, words)
    window.until(lambda: (item := panel.results.current()) is not None and item.title == title)
    QTest.keyClick(panel.field, Qt.Key.Key_Return)


def test_a_lesson_from_a_template_is_named_in_place(window: Window) -> None:
    window.parts.do("lesson-from-template")
    with Workspace.open(window.folder) as ws:
        name = templates(ws, "lesson")[0].name
    choose(window, window.parts.templates.lessons, name, name)
    window.until(lambda: window.editor.text() != TEXT)
    assert "New lesson" in window.editor.text()
    focused = window.parts.window.focusWidget
    window.until(lambda: focused() is not None and focused().accessibleName() == "Title")


def test_a_snippet_goes_in_as_one_step_that_can_be_undone(window: Window) -> None:
    window.editor.go_to_line(3)
    window.parts.do("snippet")
    choose(window, window.parts.templates.snippets, "key points", "Key points")
    window.until(lambda: window.editor.text() != TEXT)
    assert "¦" not in window.editor.text()
    window.editor.run("undo")
    assert window.editor.text() == TEXT


def test_a_lesson_is_kept_as_a_template_and_that_can_be_undone(window: Window) -> None:
    def own() -> list[str]:
        with Workspace.open(window.folder) as ws:
            return [one.name for one in templates(ws, "lesson") if one.own]

    window.parts.do("keep-template")
    line = window.parts.window.findChildren(NewsLine)[0]
    window.until(line.isVisible)
    assert own() == ["Feedback"]
    window.parts.templates.choose_lesson()
    choose(window, window.parts.templates.lessons, "feedb", "Feedback")
    window.until(lambda: window.editor.text() == TEXT.replace("Feedback", "New lesson"))


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_snippets_are_in_the_insert_palette_and_take_the_place_of_the_slash(
    window: Window,
) -> None:
    palette = window.parts.page.pane.inserting
    window.until(lambda: bool(palette._more.items))
    window.editor.select(len(TEXT), len(TEXT))
    QTest.keyClick(window.editor, Qt.Key.Key_Return)
    QTest.keyClicks(window.editor, "/")
    window.until(palette.isVisible)
    QTest.keyClicks(palette.field, "worked exam")
    item = palette.results.current()
    assert item is not None and item.title == "Worked example"
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    window.until(lambda: "/" not in window.editor.text() and len(window.editor.text()) > len(TEXT))


def test_snippets_and_courses_are_kept_renamed_and_taken_out_with_a_way_back(
    window: Window,
) -> None:
    def own() -> dict[str, str]:
        with Workspace.open(window.folder) as ws:
            return {one.kind: one.name for one in templates(ws) if one.own}

    line = window.parts.window.findChildren(NewsLine)[0]
    panel = window.parts.kept.panel
    window.parts.do("keep-snippet")
    assert "Select" in line.words
    window.editor.select(TEXT.index("Say"), TEXT.index("Say") + 16)
    window.parts.do("keep-snippet")
    window.until(lambda: "kept as a snippet" in line.words)
    window.parts.do("keep-course")
    window.until(lambda: "new courses" in line.words)
    assert own() == {"snippet": "Say what you saw", "course": "Peer learning"}
    window.parts.do("templates")
    window.until(lambda: panel.isVisible() and len(panel.rows) == 2)
    row = next(one for one in panel.rows.values() if one.accessibleName().startswith("Say"))
    row.rename()
    row.field.clear()
    QTest.keyClicks(row.field, "What I saw")
    QTest.keyClick(row.field, Qt.Key.Key_Return)
    window.until(lambda: own()["snippet"] == "What I saw")
    window.until(lambda: "What I saw" in [one.accessibleName() for one in panel.rows.values()])
    line._go()
    window.until(lambda: own()["snippet"] == "Say what you saw")
    window.until(lambda: len(panel.rows) == 2)
    next(iter(panel.rows.values())).removed.emit()
    window.until(lambda: "course" not in own() and len(panel.rows) == 1)
    line._go()
    window.until(lambda: "course" in own() and len(panel.rows) == 2)
    kept = next(one for one in panel.rows.values() if one.accessibleName().startswith("Say"))
    window.editor.select(len(TEXT), len(TEXT))
    kept.used.emit()
    window.until(lambda: window.editor.text().count("Say what you saw") == 2)
    assert window.parts.window.page == "course"
    window.parts.do("templates")
    window.until(lambda: panel.isVisible() and len(panel.rows) == 2)
    course = next(one for one in panel.rows.values() if one.accessibleName() == "Peer learning")
    before = window.parts.course.course
    course.used.emit()
    card = window.parts.home_panel.new_course_card
    window.until(
        lambda: (
            [one.accessibleName() for one in card.findChildren(Choice) if one.isChecked()]
            == ["Peer learning"]
        )
    )
    QTest.keyClicks(window.parts.window.focusWidget(), "Learning again")
    QTest.keyClick(window.parts.window.focusWidget(), Qt.Key.Key_Return)
    window.until(lambda: window.parts.window.page == "course" and window.editor.text() == TEXT)
    assert window.parts.course.course != before
