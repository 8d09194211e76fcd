"""The window in little room: comments are dots, the outline a drawer, at last one pane."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.flows.review import commenting
from app.flows.versions import publishing
from editor.panels.versions.values import DRAFT
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import Window


@pytest.fixture
def narrow(window: Window, course: str) -> Iterator[Window]:
    """A window of 900 pixels on a lesson with one comment."""
    with Workspace.open(window.folder) as ws:
        opened = ws.courses.at(course)
        lesson = opened.outline.lessons()[0].id
        commenting.comment_on_quote(ws, opened, lesson, "Say what you saw", "In which part?")
    resize(window, 900)
    page = window.parts.page
    window.until(lambda: len(page.learner.dots.dots) == 1)
    yield window


def resize(window: Window, width: int) -> None:
    """Give the window a width, below its least one too."""
    window.parts.window.setMinimumSize(1, 1)  # none at all would let the page set one
    window.parts.window.resize(width, 700)
    window.until(lambda: window.parts.page.width() == width)


def has_focus(window: Window, inside: object) -> bool:
    """Tell whether the focus is in a part of the window."""
    focused = window.parts.window.focusWidget()
    return focused is inside or inside.isAncestorOf(focused)  # type: ignore[attr-defined]


def test_comments_are_dots_that_open_their_card_by_key(narrow: Window) -> None:
    learner = narrow.parts.page.learner
    assert not learner.comments.isVisible()
    [dot] = learner.dots.dots
    assert dot.isVisible()
    assert "In which part?" in dot.accessibleName()
    assert min(dot.width(), dot.height()) >= 24
    QTest.keyClick(dot, Qt.Key.Key_Return)
    narrow.until(lambda: has_focus(narrow, learner.comments))
    assert learner.comments.isVisible()
    QTest.keyClick(narrow.parts.window.focusWidget(), Qt.Key.Key_Escape)
    assert not learner.comments.isVisible()
    assert has_focus(narrow, narrow.editor)


def test_a_comment_is_written_over_the_lesson_and_the_focus_comes_back(narrow: Window) -> None:
    learner = narrow.parts.page.learner
    narrow.editor.select(0, 10)
    narrow.parts.do("comment")
    assert learner.comments.isVisible()
    field = narrow.parts.window.focusWidget()
    QTest.keyClicks(field, "Shorter?")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    narrow.until(lambda: len(learner.dots.dots) == 2)
    assert has_focus(narrow, narrow.editor)
    narrow.until(lambda: not learner.comments.isVisible())


def test_the_outline_is_a_drawer_that_goes_when_one_goes_on(narrow: Window) -> None:
    page = narrow.parts.page
    assert not page.outline.isVisible()
    assert page.header.outline.isVisible()
    narrow.parts.do("outline")
    assert page.outline.isVisible()
    assert has_focus(narrow, page.outline)
    assert page.pane.width() > 300, "the text keeps its room"
    page.pane.editor.setFocus()
    assert not page.outline.isVisible()
    narrow.parts.do("outline")
    QTest.keyClick(page.outline.tree, Qt.Key.Key_Escape)
    assert not page.outline.isVisible()
    assert has_focus(narrow, page.pane.editor)


def test_the_versions_are_a_drawer_with_all_that_they_say_and_do(narrow: Window) -> None:
    page = narrow.parts.page
    with Workspace.open(narrow.folder) as ws:
        opened = ws.courses.at(narrow.parts.course.course)
        publishing.publish(ws, opened, "First")
        publishing.publish(ws, opened, "Second")
    narrow.parts.course.show_page("Versions")
    narrow.until(lambda: len(page.timeline._choices) == 3)
    assert not page.timeline.isVisible()
    assert page.header.outline.isVisible()
    assert page.header.outline.accessibleName() == "Show versions"
    narrow.parts.do("outline")
    assert page.timeline.isVisible()
    assert not page.outline.isVisible()
    focused = narrow.parts.window.focusWidget()
    assert focused.accessibleName() == "Draft"
    resize(narrow, 880)
    assert page.timeline.isVisible(), "a line that comes at the foot takes it from nobody"
    QTest.keyClick(focused, Qt.Key.Key_Down)
    assert page.timeline.isVisible(), "who walks through them goes on"
    focused = narrow.parts.window.focusWidget()
    assert "Second" in focused.accessibleDescription()
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert not page.timeline.isVisible()
    assert has_focus(narrow, page.versions)
    narrow.until(lambda: page.versions.on_show.after != DRAFT)
    narrow.parts.do("outline")
    QTest.keyClick(narrow.parts.window.focusWidget(), Qt.Key.Key_Escape)
    assert not page.timeline.isVisible()
    assert page.page == "Versions"
    assert page.header.outline.hasFocus()
    QTest.keyClick(page.header.outline, Qt.Key.Key_Return)
    assert page.timeline.isVisible()
    page.timeline.back.emit()
    assert page.page == "Write"
    assert not page.timeline.isVisible()
    assert has_focus(narrow, page.pane.editor)


def test_the_versions_are_beside_their_page_where_there_is_room(narrow: Window) -> None:
    page = narrow.parts.page
    narrow.parts.course.show_page("Versions")
    narrow.parts.do("outline")
    resize(narrow, 1520)
    assert page.timeline.isVisible()
    assert page.timeline.height() == page.height()
    assert page.versions.mapTo(page, QPoint()).x() >= page.timeline.width()
    assert not page.header.outline.isVisible()
    assert not page.outline.isVisible()
    narrow.parts.course.show_page("Write")
    assert page.header.outline.accessibleName() == "Show outline"
    assert page.outline.isVisible()


def test_the_way_of_the_words_stays_in_sight(narrow: Window) -> None:
    page = narrow.parts.page
    narrow.until(lambda: page.slim_trail.steps == page.foot.trail.steps)
    assert page.slim_trail.isVisible()
    assert page.slim_trail.steps


def test_in_one_pane_the_text_or_the_preview_by_the_same_keys(narrow: Window) -> None:
    resize(narrow, 760)
    page = narrow.parts.page
    assert page.pane.isVisible()
    assert not page.learner.isVisible()
    narrow.parts.do("to-preview")
    assert page.learner.isVisible()
    assert not page.pane.isVisible()
    narrow.parts.do("to-comments")
    assert has_focus(narrow, page.learner.comments)
    narrow.parts.do("to-text")
    assert has_focus(narrow, page.pane.editor)


def test_wide_again_all_is_where_it_was(narrow: Window) -> None:
    page = narrow.parts.page
    resize(narrow, 1520)
    assert page.outline.isVisible()
    assert page.learner.comments.isVisible()
    assert not page.learner.dots.isVisible()
    assert not page.slim_trail.isVisible()
    narrow.parts.do("outline")
    narrow.parts.do("outline")
    assert not page.outline.isVisible()
    page.show_page("Play")
    page.show_page("Write")
    assert not page.outline.isVisible(), "what a person hid stays hidden"
