"""An overlap is walked in the window: chosen, taken back, asked about, left, and what broke too."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.flows.lesson import writing
from app.flows.overlaps import merging
from app.flows.overlaps.giving import given
from app.shell.page_names import WRITE
from editor.panels.cards.form import Words
from editor.panels.comments.overlap_card import OverlapNoteCard
from editor.panels.kit.buttons import Button
from editor.panels.overlaps.panel import OverlapPanel
from editor.panels.overlaps.values import WRITTEN
from sync.model.ids import NodeId
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import TEXT, Window
from tests.editor.panels.cards.stage import press, texts

QUIZ = "\n".join(f"[( )] {name}" for name in ("Apple", "Beet", "Corn", "Dill", "Endive"))
WHOLE = f"{TEXT}\nWhich one?\n\n{QUIZ}\n"


def apart(window: Window, course: str, *edits: tuple[str, str]) -> NodeId:
    """Write edits of one state that know nothing of each other, beside the window."""
    with Workspace.open(window.folder) as ws:
        opened = ws.courses.at(course)
        lesson = opened.outline.lessons()[0].id
        writing.edit(ws, opened, lesson, WHOLE)
        state = ws.lessons.today(opened.log, lesson).state
        for old, new in edits:
            writing.edit(ws, opened, lesson, WHOLE.replace(old, new), state)
    window.until(lambda: "Which one?" in window.editor.text())
    return lesson


@pytest.fixture
def panel(window: Window, course: str) -> OverlapPanel:
    """The page of overlaps with one of a sentence, and a question that broke by merging."""
    apart(
        window,
        course,
        ("Say what effect it had on you.", "Tell which effect it had.\n\n"),
        ("Say what effect it had on you.", "Name the effect on you."),
        ("[( )] Beet", "[(X)] Beet"),
        ("[( )] Endive", "[(X)] Endive"),
    )
    window.parts.course.show_overlap("")
    shown = window.parts.page.overlaps
    window.until(lambda: len(shown.findChildren(Button)) > 4 and shown.item is not None)
    window.settled()
    return shown


def stored(window: Window, course: str) -> list[merging.OverlapView]:
    with Workspace.open(window.folder) as ws:
        return merging.overlaps(ws, ws.courses.at(course))


def test_an_overlap_and_what_broke_are_walked_in_the_window(
    window: Window, course: str, panel: OverlapPanel
) -> None:
    lesson = stored(window, course)[0].lesson
    first, before = panel.current, window.stored(lesson, course)
    other, chosen = (one.text.strip() for one in panel.items[0].wordings)
    QTest.keyClick(QApplication.focusWidget() or panel, Qt.Key.Key_2)
    window.until(lambda: panel.current != first)
    window.settled()
    assert stored(window, course) == []
    assert chosen in window.stored(lesson, course)
    assert other not in window.stored(lesson, course)
    assert window.parts.receipts.news.isVisible()
    QTest.keySequence(QApplication.focusWidget() or panel, QKeySequence.StandardKey.Undo)
    window.until(lambda: len(stored(window, course)) == 1)
    assert window.stored(lesson, course) == before
    window.until(lambda: panel.current == first)
    choose_two(window, course, panel)
    window.until(lambda: panel.current == first)
    panel.confirmed.emit(first, WRITTEN, "Say how it felt.")
    window.until(lambda: stored(window, course) == [])
    assert "\n\nSay how it felt.\n\n" in window.stored(lesson, course)
    window.parts.overlaps.take_last_back()
    window.until(lambda: panel.current == first and len(stored(window, course)) == 1)
    window.settled()
    with Workspace.open(window.folder) as ws:
        me = ws.identity.person
    panel.given.emit(first, me, "I know the place.")
    window.until(lambda: "I know the place." in texts(panel))
    assert said_of_the_one(window, course) == (me, "")
    panel.left_for.emit(first, 7)
    window.until(lambda: "Left until" in texts(panel))
    to, until = said_of_the_one(window, course)
    assert until and not to
    press(window.qtbot, panel, "Take it up again")
    window.until(lambda: "Left until" not in texts(panel))
    for left in ("Left until", "I know the place."):
        QTest.keySequence(QApplication.focusWidget() or panel, QKeySequence.StandardKey.Undo)
        window.until(lambda left=left: left in texts(panel))  # type: ignore[misc]
        window.settled()
    assert said_of_the_one(window, course) == (me, "")
    panel.asked.emit(first, "Which do you mean?")
    window.until(lambda: "Which do you mean?" in texts(panel))
    assert "You asked" in texts(panel)
    window.until(lambda: "Asked." in window.parts.receipts.news.words)
    press(window.qtbot, window.parts.receipts.news, "Take it back")
    window.until(lambda: "Which do you mean?" not in texts(panel))
    assert "The question is closed" in window.parts.receipts.news.words
    panel.go_next()
    assert "has more than one right answer" in texts(panel)
    assert "Two different right answers" in texts(panel)
    press(window.qtbot, panel, "Keep E")
    window.until(lambda: "[( )] Beet" in window.stored(lesson, course))
    window.settled()
    assert "[(X)] Endive" in window.stored(lesson, course)
    window.until(lambda: "has more than one right answer" not in texts(panel))
    window.parts.overlaps.take_last_back()
    window.until(lambda: "[(X)] Beet" in window.stored(lesson, course))
    beside_its_text(window, course, lesson)
    written_while_writing(window, course, panel, lesson)


def written_while_writing(window: Window, course: str, panel: OverlapPanel, lesson: NodeId) -> None:
    """Write a place anew while it is written over elsewhere: neither goes unseen."""
    window.parts.course.show_overlap("")
    window.settled()
    window.until(lambda: panel.isVisible() and panel.item is not None and not panel.item.broken)
    panel.focus_card()
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_E)
    QTest.keyClicks(panel.focusWidget(), "My words.")
    window.settled()
    before = window.stored(lesson, course)
    [view] = stored(window, course)
    with Workspace.open(window.folder) as ws:
        opened = ws.courses.at(course)
        writing.edit(ws, opened, lesson, before.replace(view.merged, "Later words.\n"))
    field = panel.focusWidget()
    assert isinstance(field, Words)
    window.parts.overlaps.refresh()
    field.sent.emit()  # before the window hears of it
    window.until(lambda: "Later words." in texts(panel))
    assert "Later words." in window.stored(lesson, course), "nothing goes that was not in view"
    field = panel.focusWidget()
    assert isinstance(field, Words) and field.words() == "My words."
    press(window.qtbot, panel, "Use this text instead")
    window.until(lambda: "\n\nMy words.\n" in window.stored(lesson, course))
    assert stored(window, course) == []


def test_a_choice_beside_the_text_writes_over_nothing_that_was_not_in_view(
    window: Window, course: str
) -> None:
    old = "Say what effect it had on you."
    lesson = apart(window, course, (old, "Tell which effect it had."), (old, "Name the effect."))
    comments = window.parts.page.learner.comments
    window.until(lambda: comments.findChildren(OverlapNoteCard))
    window.settled()
    [card] = comments.findChildren(OverlapNoteCard)
    card.setFocus()
    [view] = stored(window, course)
    before = window.stored(lesson, course)
    with Workspace.open(window.folder) as ws:
        opened = ws.courses.at(course)
        writing.edit(ws, opened, lesson, before.replace(view.merged, "Later words.\n"))
    QTest.keyClick(card, Qt.Key.Key_2)  # before the window hears of it
    window.until(lambda: "This place was changed meanwhile" in texts(window.parts.banner))
    window.settled()
    assert "Later words." in window.stored(lesson, course)
    with Workspace.open(window.folder) as ws:
        views = merging.overlaps(ws, ws.courses.at(course), settled=True)
    assert [one.state for one in views] == ["settled"], "and nobody has closed it"


def said_of_the_one(window: Window, course: str) -> tuple[str, str]:
    with Workspace.open(window.folder) as ws:
        opened = ws.courses.at(course)
        said = given(opened, merging.overlaps(ws, opened)[0])
    return (said.to, said.until) if said else ("", "")


def choose_two(window: Window, course: str, panel: OverlapPanel) -> None:
    """Choose twice; each undo takes back the last choice that still counts."""
    count = len(panel.items)
    for left in (count - 1, count - 2):
        QTest.keyClick(QApplication.focusWidget() or panel, Qt.Key.Key_2)
        window.until(lambda left=left: len(panel.items) == left)  # type: ignore[misc]
        window.settled()
    for left in (count - 1, count):
        QTest.keySequence(QApplication.focusWidget() or panel, QKeySequence.StandardKey.Undo)
        window.until(lambda left=left: len(panel.items) == left)  # type: ignore[misc]
        window.settled()


def beside_its_text(window: Window, course: str, lesson: NodeId) -> None:
    """Choose beside the text: undo there takes back the choice, and then what was typed."""
    window.parts.course.show_page(WRITE)
    window.settled()
    window.editor.setFocus()
    window.editor.insert_text("More. ", 0)
    window.until(lambda: window.stored(lesson, course).startswith("More. "))
    comments, before = window.parts.page.learner.comments, window.stored(lesson, course)
    window.until(lambda: comments.findChildren(OverlapNoteCard))
    card = comments.findChildren(OverlapNoteCard)[0]
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_2)
    window.until(lambda: stored(window, course) == [])
    window.until(lambda: not comments.findChildren(OverlapNoteCard))
    QTest.keySequence(QApplication.focusWidget(), QKeySequence.StandardKey.Undo)
    window.until(lambda: len(stored(window, course)) == 1)
    assert window.stored(lesson, course) == before
    window.settled()
    window.editor.setFocus()
    QTest.keySequence(window.editor, QKeySequence.StandardKey.Undo)
    window.until(lambda: not window.editor.text().startswith("More. "))
    window.settled()
    assert len(stored(window, course)) == 1
