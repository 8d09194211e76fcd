"""What is being written is there again after the window was killed: comments, answers, forms."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.flows.lesson.half_written import HalfWritten, half_written, half_written_forms
from app.flows.review import commenting
from app.shell.review.half_written_desk import words_in
from app.shell.sharing.news_line import NewsLine
from editor.panels.cards.form import Words
from editor.panels.comments.column import CommentColumn
from editor.panels.forms.quiz_form import QuizEditor
from editor.panels.kit.look import Look
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import TEXT, Window

HELD = Qt.KeyboardModifier.ControlModifier


def field(column: CommentColumn, name: str) -> Words:
    """Give the field of a card by its name."""
    (found,) = [one for one in column.findChildren(Words) if one.accessibleName() == name]
    return found


def write_everything(window: Window, course: str) -> None:
    """Begin a comment, a suggestion, a reply and a question, and send none of them."""
    column, editor = window.parts.page.learner.comments, window.editor
    with Workspace.open(window.folder) as ws:
        lesson = window.parts.writing.lesson
        commenting.comment(ws, ws.courses.at(course), lesson, 2, 10, "Which one?")
    window.until(lambda: column.cards)
    (card,) = column.cards.values()
    card._write("reply")
    QTest.keyClicks(field(column, "Your reply"), "The first")
    start = TEXT.index("what you saw")
    editor.select(start, start + 12)
    window.parts.do("comment")
    window.until(lambda: "new" in column.begun)
    QTest.keyClicks(field(column, "Your comment"), "Say where")
    editor.select(TEXT.index("effect"), TEXT.index("effect"))
    window.parts.suggesting.compose()
    window.until(lambda: len(column.begun) == 2)
    QTest.keyClicks(field(column, "The text as you would have it"), "Better: ")
    QTest.keyClicks(field(column, "Why"), "Clearer")
    editor.select(len(TEXT), len(TEXT))
    editor.run("quiz-single")
    form = window.parts.templates.forms.form
    assert isinstance(form, QuizEditor)
    form.answers.rows[0].field.setFocus()
    form.question.clear()
    QTest.keyClicks(form.answers.rows[0].field, "mine, ")
    assert form.page.ready.reason
    card = window.parts.home_panel.new_course_card
    QTest.keyClicks(card.fields["title"], "Next course")
    QTest.keyClicks(card.fields["outline"], "One")
    window.parts.publish()
    dialog = window.parts.publishing.dialog
    window.until(dialog.isVisible)
    QTest.keyClicks(dialog.fields["note"], "Half a note")


def kept(folder: Path, window: Window) -> set[str]:
    """Name the kinds that wait in the store, as another process sees it."""
    with Workspace.open(folder) as ws:
        waiting = half_written(ws, window.parts.writing.lesson) | half_written_forms(ws)
    return {half.kind for half in waiting.values()}


def forms_kept(folder: Path) -> set[str]:
    """Name the forms that wait in the store."""
    with Workspace.open(folder) as ws:
        return set(half_written_forms(ws))


def test_what_was_begun_is_there_again_after_a_kill(
    window: Window, course: str, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    write_everything(window, course)
    begun = {"comment", "suggestion", "reply", "quiz", "form"}
    window.until(lambda: kept(window.folder, window) == begun)
    window.until(lambda: "form publish" in forms_kept(window.folder))
    window.until(window.saved)
    window.settled()
    shutil.copytree(window.folder, tmp_path / "killed")
    again = Window(tmp_path / "killed", look, qtbot)
    again.start(course)
    column = again.parts.page.learner.comments
    again.until(lambda: len(column.begun) == 2)
    again.until(lambda: any(one.unsent() for one in column.cards.values()))
    assert again.editor.hasFocus()
    card = again.parts.home_panel.new_course_card
    again.until(lambda: card.fields["title"].text() == "Next course")
    assert words_in(card.fields["outline"]) == "One"
    card.clear()
    note = again.parts.publishing.dialog.fields["note"]
    assert note.words() == "Half a note"
    note.clear()
    assert field(column, "Your comment").words() == "Say where"
    assert field(column, "Your reply").words() == "The first"
    changed = field(column, "The text as you would have it")
    assert changed.words() == "Say what Better: effect it had on you."
    assert field(column, "Why").words() == "Clearer"
    line = again.parts.window.findChildren(NewsLine)[0]
    again.until(lambda: "question" in line.words)
    line._go()
    form = again.parts.templates.forms.form
    assert isinstance(form, QuizEditor)
    assert form.answers.rows[0].field.text().startswith("mine, ")
    QTest.keyClicks(form.question, "Why?")
    assert form.page.ready.reason == "" and "Why?" in again.editor.text()
    QTest.keyClick(field(column, "Your comment"), Qt.Key.Key_Return, HELD)
    QTest.keyClick(field(column, "Your reply"), Qt.Key.Key_Return, HELD)
    QTest.keyClick(changed, Qt.Key.Key_Return, HELD)
    again.until(lambda: not kept(again.folder, again))
    with Workspace.open(again.folder) as ws:
        facts = ws.courses.at(course).facts
        quotes = {thread.quote: thread for thread in facts.threads.values()}
        assert set(quotes) == {"Feedback", "what you saw"}
        assert [reply.text for reply in quotes["Feedback"].replies] == ["The first"]
        assert len(facts.suggestions) == 1
    again.close()


def test_a_copy_in_which_one_suggests_is_there_again_after_a_kill(
    window: Window, course: str, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    window.parts.do("suggest")
    window.until(lambda: window.parts.suggest_mode.is_on)
    editor = window.parts.suggest_mode.view.editor
    place = editor.text().index("what you saw")
    editor.select(place, place + 4)
    QTest.keyClicks(editor, "all")
    window.parts.suggest_mode.view.panel.why.setPlainText("Clearer")
    window.until(lambda: kept(window.folder, window) == {"copy"})
    window.until(lambda: any(one.more for one in copies(window)))
    shutil.copytree(window.folder, tmp_path / "killed")
    again = Window(tmp_path / "killed", look, qtbot)
    again.start(course)
    again.until(lambda: again.parts.suggest_mode.is_on)
    there = again.parts.suggest_mode.view
    assert [text for kind, text in there.editor.tracked if kind != "same"] == ["what", "all"]
    assert there.panel.why.words() == "Clearer"
    assert again.editor.text() == TEXT
    again.parts.do("suggest")
    again.until(lambda: not kept(again.folder, again))
    with Workspace.open(again.folder) as ws:
        [made] = ws.courses.at(course).facts.suggestions.values()
    assert (made.after.rstrip(), made.why) == ("Say all you saw in the draft.", "Clearer")
    again.close()


def copies(window: Window) -> list[HalfWritten]:
    """Read what waits in the lesson on show, as another process sees it."""
    with Workspace.open(window.folder) as ws:
        return list(half_written(ws, window.parts.writing.lesson).values())
