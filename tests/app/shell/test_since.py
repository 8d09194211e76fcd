"""Since you were last here: from home to the page, to the lesson, and what counts as seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.flows.overview.since import since
from app.shell.course.course_page import VERSIONS, WRITE
from app.shell.home.since_reading import when
from editor.panels.kit.buttons import Button
from sync.model.facts import make_fact
from sync.model.ids import NodeId, PersonId
from sync.model.signing import Key
from sync.store.fact_rows import LogRow
from sync.workspace.opening import Workspace
from sync.workspace.revisions import LessonFacts
from tests.app.shell.conftest import TEXT, Window


@pytest.fixture
def shared(window: Window, course: str) -> NodeId:
    """The course as one that is shared, a lesson of which a colleague changed."""
    lesson = window.parts.writing.lesson
    window.parts.go_home()
    with Workspace.open(window.folder) as ws:
        opened = ws.courses.at(course)
        row = opened.row
        with ws.store.writing():
            ws.store.log.add_log(
                LogRow(row.log, "course", row.course, None, "shared", "u", 0, "owner", None)
            )
        key = Key.fresh()
        facts = LessonFacts(ws.store, row.log, lesson)
        heads = ws.lessons.today(row.log, lesson).state.heads
        body = facts.draw_revision(heads, TEXT.replace("effect", "trace"))
        fact = make_fact(
            log=row.log, payload=body, kind="text.revised", person=PersonId("c" * 32),
            clock=ws.store.log.top_clock(row.log) + 1, device=key.device, causes=heads,
        )  # fmt: skip
        ws.ledger.take(row.log, [key.sign(fact)])
    return lesson


def buttons(widget: QWidget, name: str) -> list[Button]:
    found = widget.findChildren(Button)
    return [one for one in found if one.isVisible() and one.accessibleName().startswith(name)]


def looked_at(window: Window) -> None:
    """Stay until what is on show counts as seen, where it does."""
    window.settled()
    window.until(lambda: not window.parts.since.is_looking)
    window.settled()


def test_who_passes_by_or_looks_at_versions_has_not_read_what_came(
    window: Window, course: str, shared: NodeId
) -> None:
    panel, frame = window.parts.since.panel, window.parts.window

    def is_news() -> bool:
        with Workspace.open(window.folder) as ws:
            return since(ws, ws.courses.at(course)).count == 1

    frame.activateWindow()
    window.until(frame.isActiveWindow)
    window.parts.do("since")
    window.until(lambda: buttons(panel, "Go to it"))
    buttons(panel, "Go to it")[0].click()
    window.until(lambda: "trace" in window.editor.text())
    window.parts.go_home()
    looked_at(window)
    assert is_news()
    window.parts.course.open(course, shared, VERSIONS)
    frame.show_page("course")
    window.until(lambda: window.parts.page.page == VERSIONS)
    looked_at(window)
    assert is_news()
    window.parts.course.show_page(WRITE)
    looked_at(window)
    assert not is_news()


def test_from_home_to_what_is_new_and_back(window: Window, course: str, shared: NodeId) -> None:
    home, panel = window.parts.home_panel, window.parts.since.panel
    window.until(lambda: buttons(home, "Show: A colleague changed 1 lesson"))
    buttons(home, "Show: A colleague changed 1 lesson")[0].click()
    window.until(lambda: buttons(panel, "Go to it"))
    assert window.parts.front.shown == "since"
    buttons(panel, "Mark all as seen")[0].click()
    window.until(lambda: buttons(panel, "Mark as not seen") and not buttons(panel, "Go to it"))
    window.settled()
    window.until(lambda: not buttons(home, "Show: A colleague changed"))
    buttons(panel, "Mark as not seen")[0].click()
    window.until(lambda: buttons(panel, "Go to it"))
    window.parts.window.activateWindow()
    window.until(window.parts.window.isActiveWindow)
    buttons(panel, "Go to it")[0].click()
    window.until(lambda: window.parts.window.page == "course")
    window.until(lambda: "trace" in window.editor.text())
    looked_at(window)
    window.parts.do("since")
    window.until(panel.isVisible)
    window.until(lambda: not buttons(panel, "Go to it"))  # the lesson was looked at
    frame = window.parts.window
    window.until(lambda: panel.isAncestorOf(frame.focusWidget()))
    QTest.keyClick(frame.focusWidget(), Qt.Key.Key_Escape)
    window.until(lambda: window.parts.window.page == "course")


def test_the_time_is_told_as_people_do() -> None:
    assert when(1_000, 1.5).count(":") == 1
    assert ", " in when(0, 3 * 86_400.0)
