"""Suggesting a change in the real window: by key for whoever writes, by typing for a reviewer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.flows.changes import Changes
from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.review import suggesting
from app.flows.sharing import syncing
from app.shell.review.suggest_desk import block_at
from editor.panels.comments.suggestion_card import SuggestionCard
from editor.panels.comments.suggestion_composer import SuggestionComposer
from editor.panels.kit.look import Look
from editor.panels.source.tracked_editor import TrackedEditor
from sync.model.errors import DiskFull
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


def stands(window: Window, course: str) -> list[tuple[str, str]]:
    with Workspace.open(window.folder) as ws:
        found = ws.courses.at(course).facts.suggestions.values()
        return [(one.after, one.stands) for one in found]


def copied(window: Window) -> TrackedEditor:
    return window.parts.suggest_mode.view.editor


def span_of(editor: TrackedEditor, words: str) -> tuple[int, int]:
    place = editor.text().index(words)
    return place, place + len(words)


def caret_at(window: Window, words: str) -> None:
    place = TEXT.index(words)
    window.editor.setFocus()
    window.editor.select(place, place)


def test_an_author_suggests_by_writing_and_goes_back_by_the_same_key(
    window: Window, course: str
) -> None:
    caret_at(window, "what you saw")
    assert window.parts.page.header.mode.isVisible() or window.parts.page.pane.toolbar.isVisible()
    QTest.keyClick(focused(window), Qt.Key.Key_E, CONTROL | SHIFT)
    window.until(lambda: window.parts.suggest_mode.is_on)
    editor = copied(window)
    assert focused(window) is editor
    assert editor.selection() == (TEXT.index("what you saw"),) * 2, "the caret is where it was"
    QTest.keyClicks(editor, "exactly ")
    editor.select(*span_of(editor, "effect"))
    QTest.keyClicks(editor, "it did")
    marked = [text for kind, text in editor.tracked if kind != "same"]
    assert marked == ["exactly ", "effect", "it did"]
    assert window.editor.text() == TEXT, "nothing of it is in the lesson"
    window.until(lambda: any(m.instead for m in window.parts.course.preview._marks))
    window.parts.suggest_mode.view.panel.why.setPlainText("Clearer")
    QTest.keyClick(editor, Qt.Key.Key_E, CONTROL | SHIFT)
    window.until(lambda: len(cards(window)) == 2)
    assert not window.parts.suggest_mode.is_on
    assert focused(window) is window.editor
    assert window.editor.text() == TEXT, "the lesson waits for the yes"
    assert [(after.rstrip(), why) for _, after, why in made(window, course)] == [
        ("Say exactly what you saw in the draft.", "Clearer"),
        ("Say what it did it had on you.", "Clearer"),
    ]


def test_what_was_suggested_is_changed_further_in_the_copy(window: Window, course: str) -> None:
    window.parts.do("suggest")
    window.until(lambda: window.parts.suggest_mode.is_on)
    editor = copied(window)
    for count, words in ((1, "exactly "), (2, "and only ")):
        place = editor.text().index("what you saw")
        editor.select(place, place)
        QTest.keyClicks(editor, words)
        window.parts.suggest_mode.make()  # as at a pause
        window.settled()
        window.until(lambda: len(cards(window)) == 1)
        assert len(stands(window, course)) == count
    assert [state for _, state in stands(window, course)] == ["withdrawn", "open"]
    assert stands(window, course)[1][0].startswith("Say exactly and only what you saw")
    window.parts.suggest_mode.make()
    window.settled()
    assert len(stands(window, course)) == 2, "nothing new, nothing suggested"
    place = editor.text().index("what you saw")
    editor.select(place, place)
    QTest.keyClicks(editor, "twice ")
    window.parts.suggest_mode.make()  # still on its way when the next comes
    place = editor.text().index("exactly and only twice ")
    editor.select(place, place + 23)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert not editor.tracked.is_changed
    window.parts.suggest_mode.leave()
    window.until(lambda: {state for _, state in stands(window, course)} == {"withdrawn"})


def test_a_copy_goes_on_from_a_lesson_that_moved_on(window: Window, course: str) -> None:
    window.parts.do("suggest")
    window.until(lambda: window.parts.suggest_mode.is_on)
    editor, lesson = copied(window), window.parts.course.lesson
    assert lesson is not None
    with Workspace.open(window.folder) as ws:
        writing.edit(ws, ws.courses.at(course), lesson, "# New\n\n" + TEXT)
    window.until(lambda: editor.text().startswith("# New"))
    place = editor.text().index("what you saw")
    editor.select(place, place)
    QTest.keyClicks(editor, "exactly ")
    with Workspace.open(window.folder) as ws:
        text = ws.lessons.today(ws.courses.at(course).log, lesson).text
        writing.edit(ws, ws.courses.at(course), lesson, text.replace("# New", "# Newer"))
    window.until(lambda: window.editor.text().startswith("# Newer"))
    assert editor.text().startswith("# New\n"), "what one writes on stays as it is"
    window.parts.suggest_mode.leave()
    window.until(lambda: len(cards(window)) == 1)
    [(before, after, _)] = made(window, course)
    assert (before.rstrip(), after.rstrip()) == (
        "Say what you saw in the draft.",
        "Say exactly what you saw in the draft.",
    )


def test_esc_keeps_what_was_written_for_the_same_block(window: Window, course: str) -> None:
    caret_at(window, "what you saw")
    window.parts.suggesting.compose()
    window.until(lambda: len(composers(window)) == 1)
    QTest.keyClicks(composers(window)[0].field, "all of ")
    QTest.keyClick(composers(window)[0].field, Qt.Key.Key_Escape)
    assert composers(window) == []
    assert focused(window) is window.editor
    caret_at(window, "effect")
    window.parts.suggesting.compose()
    window.until(lambda: len(composers(window)) == 1)
    assert composers(window)[0].field.words() == "Say what effect it had on you."
    caret_at(window, "what you saw")
    window.parts.suggesting.compose()
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
    window.parts.suggesting.compose()
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
    editor = copied(window)
    assert focused(window) is editor
    assert "Say just what effect it had on you." in editor.tracked.wanted, "each key is taken in"
    assert not window.parts.suggest_mode.view.panel.toolbar.mode.isVisible(), "nothing else to do"
    for key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
        editor.select(*(editor.text().index("you saw"),) * 2)
        QTest.keyClick(editor, key)
    QApplication.clipboard().setText("and heard ")
    editor.select(*(editor.text().index("in the draft"),) * 2)
    QTest.keyClick(editor, Qt.Key.Key_V, CONTROL)
    assert window.editor.text() == TEXT
    QTest.keyClick(focused(window), Qt.Key.Key_E, CONTROL | SHIFT)
    window.until(lambda: len(cards(window)) == 2)
    assert [after.rstrip() for _, after, _ in made(window, course)] == [
        "Say whatou saw and heard in the draft.",
        "Say just what effect it had on you.",
    ]


def test_what_comes_in_meanwhile_does_not_bend_a_suggestion(window: Window, course: str) -> None:
    caret_at(window, "what effect")
    window.parts.suggesting.compose()
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


def test_what_could_not_be_made_is_in_the_copy_again(
    window: Window, course: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.parts.do("suggest")
    window.until(lambda: window.parts.suggest_mode.is_on)
    editor = copied(window)
    editor.select(*span_of(editor, "effect"))
    QTest.keyClicks(editor, "it did")

    def no_room(*given: object) -> Changes:
        raise DiskFull("The disk is full.")

    with monkeypatch.context() as full:
        full.setattr(suggesting, "suggest_anew", no_room)
        window.parts.suggest_mode.leave()
        assert not window.parts.suggest_mode.is_on
        window.until(lambda: window.parts.suggest_mode.is_on)
    assert [text for kind, text in editor.tracked if kind != "same"] == ["effect", "it did"]
    window.parts.suggest_mode.leave()
    window.until(lambda: len(cards(window)) == 1)
