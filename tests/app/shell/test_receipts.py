"""The page of receipts in the real window, from the trail, the jump field and the news line."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.flows.lesson import writing
from editor.panels.kit.buttons import Button
from sync.model.ids import FactId
from sync.workspace.opening import Workspace
from sync.workspace.receipts import Entry, Receipt
from tests.app.shell.conftest import TEXT, Window


@pytest.fixture
def receipt(window: Window, course: str) -> str:
    """A sync that brought a change which overlaps with another."""
    with Workspace.open(window.folder) as ws:
        opened = ws.courses.at(course)
        lesson = opened.outline.lessons()[0].id
        state = ws.lessons.today(opened.log, lesson).state
        for words in ("Name it.", "Tell it."):
            text = TEXT.replace("Say what you saw in the draft.", words)
            writing.edit(ws, opened, lesson, text, state)
        [item] = ws.lessons.today(opened.log, lesson).items
        came = Entry(
            FactId("f"), "text.revised", opened.log, opened.id, ws.identity.person, 1, lesson
        )
        told = Receipt("", 1, "https://team.example", received=(came,), overlaps=tuple(item.ids))
        with ws.store.writing():
            return ws.store.receipts.write(msgspec.json.encode(told), 1)


def press(panel: QWidget, verb: str) -> None:
    [button] = [
        one
        for one in panel.findChildren(Button)
        if one.accessibleName().startswith(verb) and one.isVisible()
    ]
    button.click()


def shown(window: Window) -> bool:
    panel = window.parts.receipts.panel
    return any(
        button.isVisible() and button.accessibleName().startswith("Check it")
        for button in panel.findChildren(Button)
    )


def test_a_click_on_the_trail_opens_the_page_and_esc_comes_back(
    window: Window, receipt: str
) -> None:
    trail = window.parts.page.foot.trail
    QTest.mouseClick(trail, Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
    window.until(lambda: shown(window))
    assert window.parts.front.page.isVisible()
    window.parts.window.activateWindow()
    focused = window.parts.window.focusWidget()
    assert window.parts.receipts.panel.isAncestorOf(focused)
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    window.until(lambda: window.parts.window.page == "course")
    assert window.editor.text().startswith("# Feedback")


def test_check_it_leads_to_the_overlap(window: Window, receipt: str) -> None:
    window.parts.do("receipts")
    window.until(lambda: shown(window))
    press(window.parts.receipts.panel, "Check it")
    window.until(lambda: window.parts.page.overlaps.current != "")
    assert window.parts.window.page == "course"


def test_show_leads_to_the_lesson(window: Window, receipt: str) -> None:
    window.parts.go_home()
    window.parts.do("receipts")
    window.until(lambda: shown(window))
    press(window.parts.receipts.panel, "Show")
    window.until(lambda: window.parts.writing.lesson is not None)
    window.until(lambda: window.parts.window.page == "course")


def test_a_sync_that_brought_something_says_so_in_one_line(window: Window, receipt: str) -> None:
    news = window.parts.receipts.news
    done = {"received": 3, "sent": 1, "overlaps": 1, "receipt": receipt, "refused": []}
    window.parts.sync.synced.emit({**done, "received": 0})
    assert news.words == ""
    window.parts.sync.synced.emit(done)
    assert news.words == "From others: 3 in, 1 out. 1 to check."
    assert window.parts.notices.told == []
    assert window.editor.hasFocus()
    press(news, "What came")
    window.until(lambda: shown(window))
    assert news.words == ""
