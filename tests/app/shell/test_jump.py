"""Jumping in the real window: by key, by field, to a lesson, to a word, to a command."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.flows.courses import outlining
from app.shell.commands import WINDOW_COMMANDS
from app.shell.finding.jump_desk import JumpDesk
from editor.panels.jump.values import JumpItem
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import Window

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def other(window: Window, course: str) -> str:
    """A second course, and a second lesson in the first."""
    with Workspace.open(window.folder) as ws:
        first = ws.courses.at(course)
        outlining.add(ws, first, "lesson", "Roles and expectations", text="# Roles\n\nWho acts.\n")
        made = outlining.begin(ws, "Cranes")
        outlining.add(ws, made, "lesson", "Reading a load chart", text="# Chart\n\nA boom, long.\n")
        return made.id


def jump(window: Window) -> JumpDesk:
    return window.parts.jump


def opened(window: Window) -> None:
    window.parts.window.activateWindow()
    QTest.keyClick(window.editor, Qt.Key.Key_K, CONTROL)
    window.until(jump(window).panel.isVisible)


def typed(window: Window, words: str, title: str) -> JumpItem:
    QTest.keyClicks(jump(window).panel.field, words)
    window.until(lambda: titles_now(window) == title)
    item = jump(window).panel.results.current()
    assert item is not None
    return item


def titles_now(window: Window) -> str:
    item = jump(window).panel.results.current()
    return item.title if item else ""


def test_a_lesson_of_this_course_by_a_few_letters(window: Window, other: str) -> None:
    opened(window)
    typed(window, "expcet", "Roles and expectations")
    QTest.keyClick(jump(window).panel.field, Qt.Key.Key_Return)
    window.until(lambda: window.editor.text().startswith("# Roles"))
    assert jump(window).panel.isHidden()


def test_a_lesson_of_another_course_opens_that_course_there(window: Window, other: str) -> None:
    with Workspace.open(window.folder) as ws:
        last = outlining.add(ws, ws.courses.at(other), "lesson", "Lifting", text="# Lifting\n")
    opened(window)
    typed(window, "lifting", "Lifting")
    QTest.keyClick(jump(window).panel.field, Qt.Key.Key_Return)
    window.until(lambda: window.editor.text().startswith("# Lifting"))
    assert window.parts.course.course == other
    assert window.parts.writing.lesson == last.nodes[0]


def test_enter_before_the_answer_goes_where_the_answer_says(window: Window, other: str) -> None:
    opened(window)
    QTest.keyClicks(jump(window).panel.field, "load chart")
    QTest.keyClick(jump(window).panel.field, Qt.Key.Key_Return)
    window.until(lambda: window.editor.text().startswith("# Chart"))


def test_the_field_at_home_goes_on_in_the_jump(window: Window, other: str) -> None:
    window.parts.go_home()
    window.parts.side.focus_search()
    QTest.keyClicks(window.parts.window.focusWidget(), "l")
    window.until(jump(window).panel.isVisible)
    QTest.keyClicks(window.parts.window.focusWidget(), "o")
    panel = jump(window).panel
    window.until(lambda: panel.isVisible() and panel.field.text() == "lo")
    typed(window, "ad", "Reading a load chart")
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    window.until(lambda: window.editor.text().startswith("# Chart"))


def test_words_of_a_text_lead_to_where_they_stand(window: Window, other: str) -> None:
    opened(window)
    item = typed(window, "boom", "Reading a load chart")
    assert ("boom", True) in item.found
    QTest.keyClick(jump(window).panel.field, Qt.Key.Key_Return)
    window.until(lambda: window.editor.text().startswith("# Chart"))
    start, end = sorted(window.editor.selection())
    assert window.editor.text()[start:end] == "boom"


def test_commands_are_done_by_name(window: Window, other: str) -> None:
    opened(window)
    typed(window, "publ", "Publish…")
    QTest.keyClick(jump(window).panel.field, Qt.Key.Key_Return)
    window.until(window.parts.publishing.dialog.isVisible)


def test_arrows_walk_and_come_round(window: Window, other: str) -> None:
    opened(window)
    panel = jump(window).panel
    window.until(lambda: panel.results.current() is not None)
    first = titles_now(window)
    QTest.keyClick(panel.field, Qt.Key.Key_Down)
    assert titles_now(window) != first
    QTest.keyClick(panel.field, Qt.Key.Key_Up)
    QTest.keyClick(panel.field, Qt.Key.Key_Up)
    at, count = panel.results.place_of_current()
    assert at == count > 2
    assert panel.field.hasFocus()


def test_nothing_found_says_so_and_esc_goes_back_to_the_text(window: Window, other: str) -> None:
    opened(window)
    panel = jump(window).panel
    QTest.keyClicks(panel.field, "qqqzzz")
    window.until(lambda: panel.nothing_said == "Nothing found for “qqqzzz”.")
    QTest.keyClick(panel.field, Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert window.editor.hasFocus()


def test_the_key_goes_on_in_the_search_of_texts(window: Window, other: str) -> None:
    opened(window)
    panel = jump(window).panel
    QTest.keyClicks(panel.field, "boom")
    QTest.keyClick(panel.field, Qt.Key.Key_F, CONTROL | SHIFT)
    assert panel.isHidden()
    search = window.parts.search.panel
    window.until(lambda: search.results.current() is not None)
    assert search.field.text() == "boom" and search.field.hasFocus()


def test_a_person_is_found_and_what_they_wrote_is_looked_through(
    window: Window, other: str
) -> None:
    opened(window)
    typed(window, "you", "You")
    QTest.keyClick(jump(window).panel.field, Qt.Key.Key_Return)
    search = window.parts.search.panel
    window.until(search.isVisible)
    QTest.keyClicks(search.field, "boom")
    window.until(lambda: search.results.current() is not None)
    QTest.keyClicks(search.field, "qqq")
    window.until(lambda: "By You" in search.nothing.said)


def test_every_command_of_the_table_is_bound(window: Window) -> None:
    assert set(window.parts.commands) == {command.name for command in WINDOW_COMMANDS}
    keys = [command.keys for command in WINDOW_COMMANDS if command.keys]
    assert len(keys) == len(set(keys))
