"""The bar above a course from which much would go: looked at, left, taken in, and undone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.shell.home.home_reading import read_home
from app.shell.home.home_words import home_of
from app.shell.page_names import WRITE
from editor.panels.kit.buttons import Button
from sync.workspace.opening import Workspace
from tests.app.shell.colleague import Colleague
from tests.app.shell.conftest import Window
from tests.editor.panels.conftest import unnamed_controls


def test_a_large_removal_is_asked_about_and_the_answer_undone(
    window: Window, course: str, tmp_path: Path
) -> None:
    log = window.parts.course.log
    assert log is not None
    colleague = Colleague(tmp_path / "colleague", window.folder, course)
    with colleague.open() as ws:
        for number in range(9):
            outlining.add(ws, colleague.course(ws), "lesson", f"Lesson {number}", text="# L\n")
    colleague.arrive()
    window.until(lambda: _lessons(window) == 10)
    with colleague.open() as ws:
        gone = colleague.course(ws).outline.lessons()[2:6]
        outlining.remove(ws, colleague.course(ws), gone)
    colleague.arrive()
    bar = window.parts.held.bar
    window.until(bar.isVisible)
    assert bar.shown is not None and bar.shown.title == "4 of 10 lessons would go from sight."
    assert "removed by Colleague" in bar.shown.text
    assert unnamed_controls(bar) == []
    _press(window, "Look at them")
    assert bar.is_open and len([b for b in bar.findChildren(Button) if "Go to" in b.text()]) == 4
    window.settled()
    assert _lessons(window) == 10, "nothing has gone"
    _press(window, "Not now")
    window.until(lambda: "goes on waiting" in window.parts.receipts.news.words)
    window.parts.course.refresh()
    window.settled()
    assert not bar.isVisible()
    with Workspace.open(window.folder) as ws:
        needs = {row.id: row for row in home_of(read_home(ws)).needs}
    assert "4 lessons" in needs[f"{WRITE}:{course}"].detail, "home goes on saying whose it is"
    assert "Colleague" in needs[f"{WRITE}:{course}"].detail
    window.parts.do("held")
    window.until(bar.isVisible)
    _press(window, "Take it in")
    window.until(lambda: _lessons(window) == 6)
    assert "4 lessons have gone" in window.parts.receipts.news.words
    window.parts.receipts.news._go()
    window.until(lambda: _lessons(window) == 10 and bar.isVisible())


def test_words_of_a_lesson_that_stays_are_named_beside_those_that_go(
    window: Window, course: str, tmp_path: Path
) -> None:
    """Who agrees by the title alone knows of them."""
    assert window.parts.course.log is not None
    colleague = Colleague(tmp_path / "colleague", window.folder, course)
    long = "# L\n\n" + "words that are written over " * 12 + "\n"
    with colleague.open() as ws:
        for number in range(5):
            outlining.add(ws, colleague.course(ws), "lesson", f"Lesson {number}", text=long)
    colleague.arrive()
    window.until(lambda: _lessons(window) == 6)
    with colleague.open() as ws:
        *gone, over = colleague.course(ws).outline.lessons()[2:6]
        outlining.remove(ws, colleague.course(ws), gone)
        writing.edit(ws, colleague.course(ws), over.id, "# L\n")
    colleague.arrive()
    bar = window.parts.held.bar
    window.until(bar.isVisible)
    assert bar.shown is not None
    assert bar.shown.title == (
        "3 of 6 lessons would go from sight, and 60 words of another lesson."
    )
    with Workspace.open(window.folder) as ws:
        needs = {row.id: row for row in home_of(read_home(ws)).needs}
    told = needs[f"{WRITE}:{course}"].detail
    assert told.startswith("Colleague removed 3 lessons and 60 words of another lesson.")
    _press(window, "Take it in")
    window.until(lambda: _lessons(window) == 3)
    words = window.parts.receipts.news.words
    assert words == "Taken in: 3 lessons have gone from sight, and 60 words of another lesson."


def _lessons(window: Window) -> int:
    read = window.parts.course._read
    return sum(row.kind == "lesson" for row in read.shown.rows) if read else 0


def _press(window: Window, words: str) -> None:
    buttons = window.parts.held.bar.findChildren(Button)
    [button] = [one for one in buttons if one.text() == words]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
