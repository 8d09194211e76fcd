"""Typing in the real window: saved at once, woven with what arrives, lost never."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.lesson.following import look_and_follow
from app.flows.overview.as_shown import follow
from app.flows.review import commenting
from app.flows.versions import publishing
from editor.models.states import LessonState
from editor.panels.kit.look import Look
from sync.model.ids import NodeId
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import TEXT, Window


def lesson_of(window: Window) -> NodeId:
    lesson = window.parts.writing.lesson
    assert lesson is not None
    return lesson


def test_what_is_typed_is_saved_within_a_moment(window: Window, course: str) -> None:
    window.editor.select(len(TEXT), len(TEXT))
    QTest.keyClicks(window.editor, "More to say.")
    assert not window.saved()
    window.until(window.saved)
    assert window.stored(lesson_of(window), course).endswith("More to say.")


def test_a_released_lesson_is_a_draft_as_soon_as_it_is_written_in(
    window: Window, course: str
) -> None:
    def state() -> LessonState:
        return window.parts.page.outline.tree.model().rows[0].state  # type: ignore[attr-defined, no-any-return]

    with Workspace.open(window.folder) as ws:
        publishing.publish(ws, ws.courses.at(course))
        version = ws.courses.at(course).facts.ordered_versions()[-1]
        publishing.release(ws, ws.courses.at(course), version)
    window.until(lambda: state() is LessonState.RELEASED)
    QTest.keyClicks(window.editor, "Y")
    window.parts.writing.seal()
    window.until(lambda: state() is LessonState.DRAFT)
    window.editor.undo()
    window.parts.writing.seal()
    window.until(lambda: state() is LessonState.RELEASED)


def test_a_killed_window_loses_nothing(
    window: Window, course: str, look: Look, qtbot: QtBot
) -> None:
    window.editor.select(0, 0)
    QTest.keyClicks(window.editor, "x")
    window.until(window.saved)
    lesson = lesson_of(window)
    again = Window(window.folder, look, qtbot)
    again.start(course)
    assert again.editor.text() == "x" + TEXT
    again.editor.undo()
    assert again.editor.text() == TEXT, "undo outlasts the window"
    again.editor.redo()
    again.close()
    assert window.stored(lesson, course) == "x" + TEXT


def test_leaving_and_closing_seal(window: Window, course: str, look: Look, qtbot: QtBot) -> None:
    window.editor.select(0, 0)
    QTest.keyClicks(window.editor, "y")
    window.close()
    with Workspace.open(window.folder) as ws:
        assert ws.store.texts.all_working() == []
        log = ws.courses.at(course).log
        lesson = lesson_of(window)
        today = ws.lessons.today(log, lesson)
        assert today.text == "y" + TEXT
        # somebody writes the same while the window is closed: there is nothing left to undo
        writing.edit(ws, ws.courses.at(course), lesson, "z" + TEXT[1:], today.state)
    again = Window(window.folder, look, qtbot)
    again.start(course)
    again.editor.undo()
    assert again.editor.text() == "z" + TEXT[1:]
    assert again.parts.receipts.news.words.startswith("One step was passed over")
    again.close()


def test_what_a_command_writes_arrives_without_moving_caret_or_undo(
    window: Window, course: str
) -> None:
    lesson = lesson_of(window)
    at = TEXT.index("effect")
    window.editor.select(at, at)
    QTest.keyClicks(window.editor, "big ")
    window.until(window.saved)
    with Workspace.open(window.folder) as ws:
        opened = ws.courses.at(course)
        state = ws.lessons.today(opened.log, lesson).state
        other = TEXT.replace("# Feedback", "# Feedback that helps")
        writing.edit(ws, opened, lesson, other, state)
    window.until(lambda: "that helps" in window.editor.text())
    assert "big effect" in window.editor.text()
    caret = window.editor.selection()[1]
    assert window.editor.text()[caret:].startswith("effect it had")
    end = len(window.editor.text())
    window.editor.select(end, end)
    QTest.keyClicks(window.editor, "The queen of the hive lays the eggs.")
    window.parts.writing.seal()
    window.settled()
    with Workspace.open(window.folder) as ws:
        today = ws.lessons.today(opened.log, lesson)
        moth = "In the dark of the night the moth sleeps."
        rewritten = today.text.replace("The queen of the hive lays the eggs.", moth)
        writing.edit(ws, opened, lesson, rewritten, today.state)
    window.until(lambda: moth in window.editor.text())
    window.editor.undo()
    assert moth in window.editor.text(), "what was written anew is not mine to undo"
    assert window.parts.receipts.news.words.startswith("8 steps were passed over")
    assert "big" not in window.editor.text()
    assert "that helps" in window.editor.text()
    window.settled()


def test_typing_while_something_arrives_loses_neither(window: Window, course: str) -> None:
    lesson = lesson_of(window)
    with Workspace.open(window.folder) as ws:
        opened = ws.courses.at(course)
        state = ws.lessons.today(opened.log, lesson).state
        writing.edit(ws, opened, lesson, TEXT.replace("Say what", "Tell what", 1), state)
    end = len(TEXT)
    window.editor.select(end, end)
    for word in ("one ", "two ", "three "):
        QTest.keyClicks(window.editor, word)
        window.parts.writing.catch_up()
    window.until(lambda: "Tell what you saw" in window.editor.text())
    assert window.editor.text().rstrip().endswith("one two three")
    window.parts.writing.seal()
    window.settled()
    window.until(lambda: "one two three" in window.stored(lesson, course))
    assert "Tell what you saw" in window.stored(lesson, course)


def test_two_looks_at_one_text_bring_in_what_arrived_once(window: Window, course: str) -> None:
    lesson, desk = lesson_of(window), window.parts.writing
    wanted = TEXT.replace("Say what you saw", "Theirs: say what you saw")
    with Workspace.open(window.folder) as ws:
        opened = ws.courses.at(course)
        writing.edit(ws, opened, lesson, wanted, ws.lessons.today(opened.log, lesson).state)
        found = look_and_follow(ws, opened.log, lesson, TEXT)
        looked = follow(ws, lesson, found, TEXT, waits=False)
    version = desk._version
    for _ in range(2):  # both began before either was back
        desk._looked(looked, TEXT, version)
    assert window.editor.text() == wanted
    window.settled()
    assert window.editor.text() == window.stored(lesson, course) == wanted


def test_the_same_sentence_is_marked_and_settled_in_the_window(window: Window, course: str) -> None:
    lesson = lesson_of(window)
    old = "Say what effect it had on you."
    with Workspace.open(window.folder) as ws:
        opened = ws.courses.at(course)
        state = ws.lessons.today(opened.log, lesson).state
        writing.edit(ws, opened, lesson, TEXT.replace(old, "Name what it did."), state)
        writing.edit(ws, opened, lesson, TEXT.replace(old, "Tell how you felt."), state)
    panel = window.parts.page.overlaps
    window.until(lambda: len(window.notes()) == 1)
    window.parts.course.show_overlap("")
    window.until(lambda: panel.current != "")
    window.until(lambda: panel.isAncestorOf(window.parts.window.focusWidget()))
    QTest.keyClick(window.parts.window.focusWidget(), Qt.Key.Key_Return)
    window.until(lambda: panel.current == "")
    window.settled()
    with Workspace.open(window.folder) as ws:
        assert ws.store.drafts.with_overlaps(ws.courses.at(course).log) == []


def test_a_comment_of_a_command_appears_beside_the_text(window: Window, course: str) -> None:
    with Workspace.open(window.folder) as ws:
        opened = ws.courses.at(course)
        commenting.comment_on_quote(
            ws, opened, lesson_of(window), "Say what you saw", "In which part?"
        )
    comments = window.parts.page.learner.comments
    window.until(lambda: len(comments.cards) == 1)
    assert len(window.notes()) == 1


def test_a_new_lesson_appears_in_the_outline_and_opens(window: Window, course: str) -> None:
    window.parts.page.outline.add_lesson.emit(None)
    window.until(lambda: window.editor.text().startswith("# New lesson"))
    with Workspace.open(window.folder) as ws:
        titles = [n.title for n in ws.courses.at(course).outline.lessons()]
    assert titles == ["Feedback", "New lesson"]
    window.parts.page.outline.tree.renamed.emit(lesson_of(window), "Bees")
    window.until(lambda: window.editor.text() == "# Bees\n")
    QTest.keyClicks(window.editor, "They fly.")
    assert window.editor.text() == "# Bees\nThey fly.", "one goes on below the title"


def test_the_first_start_teaches_by_doing(tmp_path: Path, look: Look, qtbot: QtBot) -> None:
    window = Window(tmp_path / "empty", look, qtbot)
    window.parts.start(sample=True)
    window.until(lambda: window.editor.text() != "")
    window.settled()
    text, (_, caret) = window.editor.text(), window.editor.selection()
    assert text.startswith("---\n") and text[caret:].startswith("# "), "below what is known of it"
    assert window.parts.notices.told == []
    assert window.parts.window.page == "course"
    with Workspace.open(window.folder) as ws:
        [entry] = ws.courses.entries()
        opened = ws.courses.open(entry.row)
        assert len(opened.facts.suggestions) == 1
        assert len(opened.facts.threads) == 1
        assert len(ws.store.drafts.with_overlaps(opened.log)) == 1
        node = opened.outline.lessons()[0]
        outlining.rename(ws, opened, node, "Renamed beside the window")
    window.until(lambda: "Renamed beside" in window.editor.text())
    window.close()
