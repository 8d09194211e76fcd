"""Searching all texts in the real window: typing, filters, and the way to the very words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.flows.courses import outlining
from app.flows.review import commenting
from app.shell.finding.search_finding import Answer
from editor.panels.search.filters import Chip
from editor.panels.search.nothing import HINT
from editor.panels.search.panel import SearchPanel
from editor.panels.search.values import Found
from sync.store.search_scope import EVERYTHING
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import Window
from tests.editor.panels.conftest import unnamed_controls

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CHART = "# Chart\n\nThe überlange boom, when it is long.\n\nA second boom, shorter.\n"


@pytest.fixture
def other(window: Window) -> str:
    """A second course with a lesson, a comment and a suggestion."""
    with Workspace.open(window.folder) as ws:
        made = outlining.begin(ws, "Cranes")
        lesson = outlining.add(ws, made, "lesson", "Load chart", text=CHART).nodes[0]
        course = ws.courses.open(made.log)
        commenting.comment_on_quote(ws, course, lesson, "when it is long", "Which jib is meant?")
        outlining.add(ws, course, "lesson", "Boom types", text="# Types\n\nLattice boom.\n")
        return made.id


def opened(window: Window) -> SearchPanel:
    window.parts.window.activateWindow()
    QTest.keyClick(window.editor, Qt.Key.Key_F, CONTROL | SHIFT)
    panel = window.parts.search.panel
    window.until(panel.field.hasFocus)
    return panel


def typed(window: Window, words: str) -> SearchPanel:
    panel = opened(window)
    QTest.keyClicks(panel.field, words)
    window.until(lambda: panel.results.current() is not None)
    return panel


def selected(window: Window) -> str:
    start, end = sorted(window.editor.selection())
    return str(window.editor.text()[start:end])


def chip(panel: SearchPanel, name: str) -> Chip:
    return next(one for one in panel.chips.chips() if one.accessibleName().startswith(name))


def test_results_are_grouped_by_course_with_the_words_marked(window: Window, other: str) -> None:
    panel = typed(window, "uberlange bo")
    item = panel.results.current()
    assert item is not None and item.title == "Load chart"
    assert [text for text, strong in item.found if strong] == ["überlange", "bo", "bo"]
    assert panel.results.model().index(0, 0).data() == "Cranes · 1"
    assert unnamed_controls(panel) == []


def test_enter_goes_to_the_very_words(window: Window, other: str) -> None:
    panel = typed(window, "second boom")
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    window.until(lambda: window.editor.text() == CHART)
    assert selected(window) == "second boom"
    assert window.parts.course.course == other


def test_arrows_choose_and_a_comment_opens_at_its_card(window: Window, other: str) -> None:
    panel = typed(window, "jib")
    item = panel.results.current()
    assert item is not None and item.place == "Comment"
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    comments = window.parts.page.learner.comments
    window.until(lambda: comments.active != "")
    assert window.editor.text() == CHART


def test_empty_says_what_can_be_found_and_esc_goes_back(window: Window, other: str) -> None:
    panel = opened(window)
    window.settled()
    assert panel.nothing.isVisible() and panel.nothing.said == HINT
    QTest.keyClick(panel.field, Qt.Key.Key_Escape)
    window.until(window.editor.hasFocus)


def test_filters_narrow_and_nothing_found_offers_to_drop_them(window: Window, other: str) -> None:
    panel = typed(window, "boom")
    QTest.mouseClick(panel.filters, Qt.MouseButton.LeftButton)
    window.until(lambda: panel.chips.chips() != [])
    QTest.mouseClick(chip(panel, "Comments"), Qt.MouseButton.LeftButton)
    window.until(panel.nothing.isVisible)
    assert panel.nothing.said == "Nothing found for “boom” in: Comments."
    QTest.mouseClick(chip(panel, "Lessons"), Qt.MouseButton.LeftButton)
    window.until(lambda: panel.results.current() is not None)
    QTest.mouseClick(chip(panel, "Peer learning"), Qt.MouseButton.LeftButton)
    window.until(panel.nothing.isVisible)
    dropped = "Look without “Peer learning”"
    way = next(
        b for b in panel.nothing.findChildren(type(panel.filters)) if b.accessibleName() == dropped
    )
    way.chosen.emit()
    window.until(lambda: panel.results.current() is not None)
    assert not chip(panel, "Peer learning").isChecked() and chip(panel, "Lessons").isChecked()


def test_an_older_answer_never_replaces_a_newer(window: Window, other: str) -> None:
    panel = typed(window, "boom")
    desk = window.parts.search
    shown = panel.results.place_of_current()
    desk._found(Answer(desk._number - 1, Found("boom", ()), EVERYTHING, more=False))
    assert panel.results.place_of_current() == shown
    panel.show_found(Found("bo", ()))
    assert panel.results.place_of_current() == shown


def test_selected_words_are_looked_for_at_once(window: Window, other: str) -> None:
    text = window.editor.text()
    window.editor.select(text.index("effect"), text.index("effect") + 6)
    window.editor.setFocus()
    panel = opened(window)
    window.until(lambda: panel.results.current() is not None)
    assert panel.field.text() == "effect"
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    window.until(window.editor.hasFocus)
    window.until(lambda: selected(window) == "effect")
