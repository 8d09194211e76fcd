"""Find and replace over the course in the real window: seen first, done at once, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.flows.courses import outlining
from app.flows.lesson.writing import edit
from editor.panels.replace.panel import ReplacePanel
from sync.model.ids import NodeId
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import Window

LESSONS = {
    "Leaves": "# Leaves\n\nThe colour of a leaf.\n",
    "Bark": "# Bark\n\nNo word of it.\n",
    "Roots": "# Roots\n\nA colour, another Colour.\n\nColourful soil.\n",
}


@pytest.fixture
def course(tmp_path: Path) -> str:
    """A course of three lessons."""
    with Workspace.open(tmp_path / "ws") as ws:
        made = outlining.begin(ws, "Trees")
        for title, text in LESSONS.items():
            outlining.add(ws, ws.courses.open(made.log), "lesson", title, text=text)
        return made.id


def texts(window: Window, course: str) -> list[str]:
    with Workspace.open(window.folder) as ws:
        log = ws.courses.at(course).log
        nodes = ws.courses.open(log).outline.lessons()
        return [ws.lessons.seen_now(log, node.id).text for node in nodes]


def panel_of(window: Window) -> ReplacePanel:
    return window.parts.replacing.panel


def looked(window: Window, places: int) -> None:
    panel = panel_of(window)
    window.until(lambda: panel.model.count[0] == places and not panel.replace.reason)


def test_a_word_is_replaced_in_every_lesson_and_taken_back(window: Window, course: str) -> None:
    parts, panel, editor = window.parts, panel_of(window), window.editor
    editor.run("replace")
    bar = parts.page.pane.find_bar
    QTest.keyClicks(bar._words, "colour")
    QTest.keyClicks(bar._other, "hue")
    window.until(lambda: "becomes “hue”" in bar._becomes.text())
    editor.insert_text("Typed just now. ", 10)
    bar.course_wanted.emit(bar._query(), bar._other.text())
    window.until(lambda: parts.front.shown == "replace" and panel.isVisible())
    looked(window, 4)
    assert panel.title.text() == "Find and replace in “Trees”"
    tree, model = panel.tree, panel.model
    assert tree.isExpanded(model.index(1, 0))
    spoken = model.index(0, 0, model.index(0, 0)).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "[deleted: colour] [inserted: hue]" in spoken

    # a place, then a whole lesson, is left out by keys alone
    tree.setFocus()
    tree.setCurrentIndex(model.index(2, 0, model.index(1, 0)))
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert model.ticked == (3, 2)
    assert "Replace 3 places in 2 lessons" in panel.replace.accessibleName()
    QTest.keyClicks(panel.other, "s")
    window.until(lambda: "hues" in str(model.index(0, 0, model.index(0, 0)).data()))
    looked(window, 4)
    assert model.ticked == (3, 2), "what was unticked stays so while one goes on typing"

    before = texts(window, course)
    panel.replace.click()
    window.until(lambda: "Replaced 3 places in 2 lessons." in panel._news.text())
    after = texts(window, course)
    assert after[0].count("hues") == 1
    assert "Typed just now." in after[0]
    assert after[2] == "# Roots\n\nA hues, another hues.\n\nColourful soil.\n"
    window.until(lambda: editor.text() == after[0])

    panel.back.click()
    window.until(lambda: "Taken back: 3 places in 2 lessons." in panel._news.text())
    assert texts(window, course) == before
    window.until(lambda: editor.text() == before[0])

    looked(window, 4)
    tree.setCurrentIndex(model.index(1, 0, model.index(1, 0)))
    QTest.keyClick(tree, Qt.Key.Key_Return)
    window.until(lambda: window.parts.window.page == "course" and editor.selected_text() != "")
    assert editor.selected_text() == "Colour"


def test_options_problems_and_nothing(window: Window, course: str) -> None:
    panel = panel_of(window)
    window.parts.do("replace-course")
    window.until(panel.isVisible)
    QTest.keyClicks(panel.words, "colour")
    looked(window, 4)
    panel.options["whole"].click()
    looked(window, 3)
    panel.options["case"].click()
    looked(window, 2)
    panel.options["pattern"].click()
    panel.words.setText("colour(")
    panel.ask()
    window.until(lambda: "not finished" in panel._said.text())
    panel.words.setText("nowhere")
    panel.ask()
    window.until(lambda: "Nothing found for “nowhere”" in panel._said.text())
    assert panel.replace.reason
    QTest.keyClick(panel.words, Qt.Key.Key_Escape)
    window.until(lambda: window.parts.window.page == "course")


def test_what_is_disputed_begins_unticked(window: Window, course: str) -> None:
    with Workspace.open(window.folder) as ws:
        made = ws.courses.at(course)
        leaves = next(node for node in made.outline.lessons() if node.title == "Leaves")
        base = ws.lessons.today(made.log, leaves.id).state
        for other in ("tree", "flower"):
            edit(ws, made, leaves.id, LESSONS["Leaves"].replace("leaf", other), base)
    window.parts.do("replace-course")
    panel = panel_of(window)
    window.until(panel.isVisible)
    QTest.keyClicks(panel.words, "colour")
    looked(window, 4)
    assert panel.model.ticked == (3, 1)
    lesson = panel.model.index(0, 0)
    assert "1 in an overlap to check" in str(lesson.data())
    panel.all.click()
    assert panel.model.ticked == (4, 2)


def test_it_comes_back_another_day_from_the_palette(window: Window, course: str) -> None:
    with Workspace.open(window.folder) as ws:
        from app.flows.finding import replacing
        from app.shell.finding.replace_rows import finder
        from editor.panels.source.finding import Query

        log = ws.courses.at(course).log
        lessons = replacing.lessons_in(ws, log)
        found = replacing.look_through(ws, log, lessons, finder(Query("o"), "0"))
        chosen = [replacing.Chosen(NodeId(f.lesson), f.text, f.edits) for f in found]
        replacing.replace_in_course(ws, log, chosen)
    assert "0" in "".join(texts(window, course))
    window.parts.do("replace-back")
    window.until(lambda: "Taken back" in window.parts.receipts.news.words)
    assert texts(window, course) == list(LESSONS.values())
