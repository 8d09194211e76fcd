"""Words begun at an overlap and a verdict begun outlast the window, until they are sent."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.flows.lesson.half_written import ANEW, VERDICT, half_written_forms
from app.flows.overlaps import merging
from app.flows.versions import publishing
from app.shell.review.begun_beside import overlap_halves, overlaps_of, verdict_halves, verdicts_of
from app.shell.sharing.news_line import NewsLine
from editor.panels.cards.form import Words
from editor.panels.kit.look import Look
from editor.panels.overlaps.begun import Begun, Waiting, Written, view_of
from editor.panels.overlaps.panel import OverlapPanel
from editor.panels.review.verdict import BegunVerdict
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import Window
from tests.app.shell.test_overlaps import apart
from tests.editor.panels.cards.stage import press, stage, texts
from tests.editor.panels.overlaps.examples import AK, SENTENCE, THREE

OLD = "Say what effect it had on you."
NOTE = "Because step 2 is unclear"


def waiting(folder: Path) -> set[str]:
    """Name the kinds that wait at overlaps and as verdicts, as another process sees it."""
    with Workspace.open(folder) as ws:
        return {half.kind for half in half_written_forms(ws).values()}


def anew(window: Window) -> Words | None:
    fields = window.parts.page.overlaps.findChildren(Words)
    named = (one for one in fields if one.accessibleName() == "The text, written anew")
    return next((one for one in named if one.isVisible()), None)


def note(window: Window) -> Words:
    (found,) = window.parts.page.review.verdict.findChildren(Words)
    return found


def opened_again(old: Window, course: str, qtbot: QtBot) -> Window:
    again = Window(old.folder, old.look, qtbot)
    again.start(course)
    again.settled()
    return again


def test_what_was_begun_beside_the_text_is_there_again(
    window: Window, course: str, qtbot: QtBot
) -> None:
    lesson = apart(window, course, (OLD, "Tell which effect it had."), (OLD, "Name the effect."))
    with Workspace.open(window.folder) as ws:
        publishing.publish(ws, ws.courses.at(course))
    window.parts.course.show_overlap("")
    window.until(lambda: window.parts.page.overlaps.item is not None)
    window.settled()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_E)
    QTest.keyClicks(QApplication.focusWidget(), "Half written words")
    window.parts.do("review")
    window.until(lambda: window.parts.review._version)
    window.settled()
    press(qtbot, window.parts.page.review, "Ask for changes")
    QTest.keyClicks(note(window), NOTE)
    window.until(lambda: waiting(window.folder) == {ANEW, VERDICT})

    window.close()
    again = opened_again(window, course, qtbot)
    (line,) = again.parts.window.findChildren(NewsLine)
    again.until(lambda: "begun at an overlap" in line.words)
    line._go()
    again.until(lambda: anew(again) is not None)
    assert anew(again).words() == "Half written words"  # type: ignore[union-attr]
    again.parts.do("review")
    again.until(lambda: again.parts.review._version)
    again.settled()
    assert note(again).isVisible() and note(again).words() == NOTE
    press(qtbot, again.parts.page.review, "I am done reviewing")
    again.until(lambda: waiting(again.folder) == {ANEW})

    # settled elsewhere while the window was closed: there is no card for the words any more
    again.close()
    with Workspace.open(again.folder) as ws:
        opened = ws.courses.at(course)
        (left,) = merging.overlaps(ws, opened)
        merging.confirm(ws, opened, left, left.mine)
    last = opened_again(again, course, qtbot)
    (line,) = last.parts.window.findChildren(NewsLine)
    last.until(lambda: "was settled" in line.words)
    line._go()
    assert QGuiApplication.clipboard().text() == "Half written words"
    last.until(lambda: not waiting(last.folder))
    assert "Half written" not in last.stored(lesson, course)
    last.close()


def test_words_that_outlasted_their_window_stand_beside_what_came(look: Look, qtbot: QtBot) -> None:
    begun = Begun(anew=Written("Mine, half", 3, 0))
    for seen, came in ((view_of(SENTENCE), False), ("of another day", True)):
        shown = OverlapPanel(look)
        shown.bring_back({SENTENCE.id: Waiting(SENTENCE.lesson, seen, begun)})
        shown.show_overlaps((THREE, SENTENCE))
        stage(qtbot, shown, 1240, 860)
        assert set(shown.begun()) == {SENTENCE.id}, "also while another is on show"
        shown.go_next()
        assert shown.is_writing and set(shown.begun()) == {SENTENCE.id}
        assert ("was changed while you were writing" in texts(shown)) is came
        with qtbot.waitSignal(shown.wrote):
            press(qtbot, shown, "Cancel")
        assert shown.begun() == {}


def test_all_that_can_be_begun_is_written_down() -> None:
    begun = Begun(Written("a\U0001f600", 3, 3), Written("b?", 2, 2), Written("c", 1, 1), AK)
    held = {"o1": Waiting("l1", "seen", begun), "o2": Waiting("", "", Begun(why=None))}
    halves = overlap_halves(held)
    assert overlaps_of(halves.values()) == {"o1": held["o1"]}
    verdicts = {"v1": BegunVerdict("ask-changes", "w"), "v2": BegunVerdict(None, "x")}
    assert verdicts_of(verdict_halves(verdicts).values()) == verdicts
