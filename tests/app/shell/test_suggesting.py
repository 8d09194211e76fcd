"""Suggesting a change in the real window: by key for whoever writes, by typing for a reviewer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.sharing import syncing
from app.shell.review.suggest_desk import block_at
from editor.panels.comments.suggestion_card import SuggestionCard
from editor.panels.comments.suggestion_composer import SuggestionComposer
from editor.panels.kit.look import Look
from sync.server import operations
from sync.server.serving import Embedded
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import TEXT, Window

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def composers(window: Window) -> list[SuggestionComposer]:
    cards = window.parts.page.learner.comments.cards.values()
    return [card for card in cards if isinstance(card, SuggestionComposer)]


def cards(window: Window) -> list[SuggestionCard]:
    shown = window.parts.page.learner.comments.cards.values()
    return [card for card in shown if isinstance(card, SuggestionCard)]


def focused(window: Window) -> QWidget:
    window.parts.window.activateWindow()
    widget = window.parts.window.focusWidget()
    assert widget is not None
    return widget


def made(window: Window, course: str) -> list[tuple[str, str, str]]:
    with Workspace.open(window.folder) as ws:
        found = ws.courses.at(course).facts.suggestions.values()
        return [(one.before, one.after, one.why) for one in found]


def caret_at(window: Window, words: str) -> None:
    place = TEXT.index(words)
    window.editor.setFocus()
    window.editor.select(place, place)


def test_an_author_suggests_the_block_at_the_caret_by_key(window: Window, course: str) -> None:
    caret_at(window, "what you saw")
    QTest.keyClick(focused(window), Qt.Key.Key_E, CONTROL | SHIFT)
    window.until(lambda: len(composers(window)) == 1)
    [card] = composers(window)
    assert card.field.words() == "Say what you saw in the draft."
    assert card.field.hasFocus() or focused(window) is card.field
    QTest.keyClicks(card.field, "exactly ")
    QTest.keyClick(card.field, Qt.Key.Key_Tab)
    QTest.keyClicks(focused(window), "Clearer")
    QTest.keyClick(focused(window), Qt.Key.Key_Return, CONTROL)
    window.until(lambda: len(cards(window)) == 1 and not composers(window))
    assert "Clearer" in cards(window)[0].accessibleName()
    assert window.editor.text() == TEXT, "the lesson waits for the yes"
    [(before, after, why)] = made(window, course)
    assert before.rstrip() == "Say what you saw in the draft."
    assert after.rstrip() == "Say exactly what you saw in the draft."
    assert why == "Clearer"


def test_esc_keeps_what_was_written_for_the_same_block(window: Window, course: str) -> None:
    caret_at(window, "what you saw")
    window.parts.do("suggest")
    window.until(lambda: len(composers(window)) == 1)
    QTest.keyClicks(composers(window)[0].field, "all of ")
    QTest.keyClick(composers(window)[0].field, Qt.Key.Key_Escape)
    assert composers(window) == []
    assert focused(window) is window.editor
    caret_at(window, "effect")
    window.parts.do("suggest")
    window.until(lambda: len(composers(window)) == 1)
    assert composers(window)[0].field.words() == "Say what effect it had on you."
    caret_at(window, "what you saw")
    window.parts.do("suggest")
    window.until(lambda: len(composers(window)) == 2)
    assert composers(window)[0].field.words() == "Say all of what you saw in the draft."
    assert made(window, course) == []


def test_what_was_begun_stays_with_its_lesson(window: Window, course: str) -> None:
    with Workspace.open(window.folder) as ws:
        outlining.add(ws, ws.courses.at(course), "lesson", "Roles", text="# Roles\n\nWho acts.\n")
    first = window.parts.course.lesson
    assert first is not None
    window.parts.course.refresh()
    rows = lambda: window.parts.course._read.shown.rows  # type: ignore[union-attr] # noqa: E731
    window.until(lambda: len(rows()) == 2)
    caret_at(window, "what you saw")
    window.parts.do("suggest")
    window.until(lambda: len(composers(window)) == 1)
    QTest.keyClicks(composers(window)[0].field, "all of ")
    window.parts.course.open_lesson(rows()[1].id)
    window.until(lambda: window.editor.text().startswith("# Roles") and not composers(window))
    window.parts.course.open_lesson(first)
    window.until(lambda: len(composers(window)) == 1)
    QTest.keyClick(composers(window)[0].field, Qt.Key.Key_Return, CONTROL)
    window.until(lambda: len(cards(window)) == 1)
    assert made(window, course)[0][1].rstrip() == "Say all of what you saw in the draft."


@pytest.fixture
def reviewer(tmp_path: Path, look: Look, qtbot: QtBot) -> Iterator[Window]:
    """The window of a person who reviews a shared course of one lesson."""
    server = Embedded(tmp_path / "server")
    url = server.start()
    role = {
        "Author": operations.invite(tmp_path / "server", role="owner", name="Author").invite,
        "Reviewer": operations.invite(tmp_path / "server", role="reviewer", name="Reviewer").invite,
    }
    with Workspace.open(tmp_path / "author") as author, Workspace.open(tmp_path / "ws") as ws:
        syncing.connect(author, url, role["Author"], "Author")
        begun = outlining.begin(author, "Peer learning")
        outlining.add(author, begun, "lesson", "Feedback", text=TEXT)
        syncing.share(author, begun)
        syncing.sync(author)
        syncing.connect(ws, url, role["Reviewer"], "Reviewer")
        syncing.sync(ws)
    server.stop()
    window = Window(tmp_path / "ws", look, qtbot)
    window.start(begun.id)
    window.title = begun.id  # type: ignore[attr-defined]
    yield window
    window.close()


def test_a_reviewer_types_and_it_becomes_a_suggestion(reviewer: Window) -> None:
    window, course = reviewer, reviewer.title  # type: ignore[attr-defined]
    pane = window.parts.page.pane
    assert pane.reading.isVisible()
    assert not pane.toolbar.isVisible()
    caret_at(window, "what effect")
    for letter in "just ":
        QTest.keyClick(focused(window), letter)
    [card] = composers(window)
    assert card.field.words() == "Say just what effect it had on you.", "each key is taken in"
    assert window.editor.text() == TEXT
    QTest.keyClick(focused(window), Qt.Key.Key_Return, CONTROL)
    window.until(lambda: len(cards(window)) == 1 and not composers(window))
    assert [after.rstrip() for _, after, _ in made(window, course)] == [
        "Say just what effect it had on you."
    ]
    for key in (Qt.Key.Key_Backspace, Qt.Key.Key_Right):
        caret_at(window, "you saw")
        QTest.keyClick(window.editor, key)
    [card] = composers(window)
    assert card.field.words() == "Say whatyou saw in the draft."
    QTest.keyClick(card.field, Qt.Key.Key_Escape)
    QApplication.clipboard().setText("and heard ")
    caret_at(window, "in the draft")
    QTest.keyClick(window.editor, Qt.Key.Key_V, CONTROL)
    [card] = composers(window)
    assert "and heard" in card.field.words()
    assert window.editor.text() == TEXT


def test_what_comes_in_meanwhile_does_not_bend_a_suggestion(window: Window, course: str) -> None:
    caret_at(window, "what effect")
    window.parts.do("suggest")
    window.until(lambda: len(composers(window)) == 1)
    lesson = window.parts.course.lesson
    assert lesson is not None
    with Workspace.open(window.folder) as ws:
        writing.edit(ws, ws.courses.at(course), lesson, "# New\n\nFirst.\n\n" + TEXT)
    window.until(lambda: window.editor.text().startswith("# New"))
    QTest.keyClicks(composers(window)[0].field, "just ")
    QTest.keyClick(composers(window)[0].field, Qt.Key.Key_Return, CONTROL)
    window.until(lambda: len(cards(window)) == 1)
    [(before, after, _)] = made(window, course)
    assert before.rstrip() == "Say what effect it had on you."
    assert after.rstrip() == "Say just what effect it had on you."


def test_a_block_is_found_from_any_place_in_it() -> None:
    text = "# One\n\nTwo\nlines.\n\n\nThree.\n"
    two, three = text.index("Two"), text.index("Three")
    assert block_at(text, two + 5, two + 5) == (two, two + 10)
    assert block_at(text, two + 2, three + 1) == (two, three + 6)
    assert block_at(text, three - 1, three - 1) == (two, two + 10), "a blank line: the one before"
    assert block_at("", 0, 0) == (0, 0)
