"""What others write in the lesson on show waits for a yes, through leaving and a restart."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.flows.courses import outlining
from app.flows.lesson.apart import waiting_everywhere, waiting_lessons
from app.flows.review import commenting
from editor.panels.cards.marked_text import MarkedText
from editor.panels.kit.buttons import Button
from editor.panels.kit.look import Look
from sync.model.ids import NodeId
from sync.model.kinds import payload_of
from sync.workspace.opening import Workspace
from tests.app.shell.colleague import Colleague
from tests.app.shell.conftest import TEXT, Window
from tests.editor.panels.conftest import unnamed_controls

THEIRS = TEXT.replace("Say what you saw", "Tell them what you saw")


def lesson_of(window: Window) -> NodeId:
    lesson = window.parts.writing.lesson
    assert lesson is not None
    return lesson


def press(window: Window, words: str) -> None:
    buttons = window.parts.waiting.bar.findChildren(Button)
    [button] = [one for one in buttons if one.text() == words]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def held_back(window: Window, course: str, colleague: Colleague) -> None:
    """Let a colleague's words come while the person wants to be asked."""
    window.parts.settings.change(arrivals="when-i-say")
    colleague.replace(lesson_of(window), "Say what you saw", "Tell them what you saw")
    colleague.arrive()
    window.until(window.parts.waiting.bar.isVisible)


def test_it_waits_while_one_writes_on_and_comes_in_with_the_yes(
    window: Window, course: str, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    colleague = Colleague(tmp_path / "colleague", window.folder, course)
    lesson = lesson_of(window)
    with Workspace.open(window.folder) as ws:
        opened = ws.courses.at(course)
        first = ws.lessons.today(opened.log, lesson).state
        at = TEXT.index("effect")
        commenting.comment(ws, opened, lesson, at, at + 6, "Which?", first)
    held_back(window, course, colleague)
    bar = window.parts.waiting.bar
    assert bar.shown is not None
    assert bar.shown.title == "1 change by Colleague is waiting for this lesson."
    assert unnamed_controls(bar) == []
    assert window.editor.text() == TEXT
    window.until(lambda: len(window.notes()) == 1)
    [place] = [p for name, p in window.editor.mark_places().items() if name in window.notes()]
    assert window.editor.text()[slice(*place)] == "effect", "placed in the text that is shown"
    press(window, "Look")
    [told] = bar.findChildren(MarkedText)
    assert "[inserted: Tell them]" in told.accessibleName()

    window.editor.select(len(TEXT), len(TEXT))
    QTest.keyClicks(window.editor, "Mine.")
    window.parts.writing.seal()
    window.settled()
    assert window.editor.text() == TEXT + "Mine."
    with Workspace.open(window.folder) as ws:
        mine = ws.store.log.facts(opened.log, kinds={"text.revised"}, subject=lesson)[-1]
        assert payload_of(mine).parents == first.heads, "exactly the heads that the text contained"
    assert window.stored(lesson, course) == THEIRS + "Mine.", "everybody else has both"

    window.close()
    again = Window(window.folder, look, qtbot)
    again.start(course)
    again.until(again.parts.waiting.bar.isVisible)
    assert again.editor.text() == TEXT + "Mine.", "nothing came in by closing"
    press(again, "Take in")
    again.until(lambda: again.editor.text() == THEIRS + "Mine.")
    assert not again.parts.waiting.bar.isVisible()
    again.editor.undo()
    assert again.editor.text() == THEIRS, "undo is of my own words alone"
    again.settled()
    again.close()
    assert window.stored(lesson, course) == THEIRS


def test_another_lesson_and_back_holds_it_still_and_at_once_takes_it_in(
    window: Window, course: str, tmp_path: Path
) -> None:
    colleague = Colleague(tmp_path / "colleague", window.folder, course)
    lesson = lesson_of(window)
    with Workspace.open(window.folder) as ws:
        other = outlining.add(ws, ws.courses.at(course), "lesson", "Second", text="# S\n").nodes[0]
    held_back(window, course, colleague)
    bar = window.parts.waiting.bar
    window.editor.insert_text("Mine. ", 0)
    window.until(lambda: other in _lessons(window))
    window.parts.course.open_lesson(other)
    window.until(lambda: window.parts.writing.lesson == other)
    assert not bar.isVisible()
    with Workspace.open(window.folder) as ws:
        [told] = waiting_lessons(ws, ws.courses.at(course))
        assert (told.lesson, told.people) == (lesson, ("Colleague",))
        assert waiting_everywhere(ws) == [told]
    window.parts.course.open_lesson(lesson)
    window.until(bar.isVisible)
    assert window.editor.text() == "Mine. " + TEXT
    window.parts.settings.change(arrivals="at-once")
    window.until(lambda: window.editor.text() == "Mine. " + THEIRS)
    assert not bar.isVisible()
    window.settled()
    with Workspace.open(window.folder) as ws:
        assert waiting_lessons(ws, ws.courses.at(course)) == []


def test_both_at_one_place_is_an_overlap_only_once_it_is_taken_in(
    window: Window, course: str, tmp_path: Path
) -> None:
    colleague = Colleague(tmp_path / "colleague", window.folder, course)
    window.parts.settings.change(arrivals="when-i-say")
    old = "Say what effect it had on you."
    colleague.replace(lesson_of(window), old, "Name every effect that it had on you, and say why.")
    colleague.arrive()
    window.until(window.parts.waiting.bar.isVisible)
    at = TEXT.index(old)
    window.editor.select(at, at + len("Say what"))
    window.editor.insert_text("Tell which")
    window.parts.writing.seal()
    window.settled()
    assert "Tell which effect it had on you." in window.editor.text()
    assert window.notes() == [], "their text is not on show"
    press(window, "Take in")
    window.until(lambda: len(window.notes()) == 1)
    assert window.editor.text() == window.stored(lesson_of(window), course)


def _lessons(window: Window) -> list[NodeId]:
    read = window.parts.course._read
    return [row.id for row in read.shown.rows] if read else []
