"""The page of receipts in the real window, from the trail, the jump field and the news line."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.flows.lesson import writing
from app.flows.lesson.kept_words import own_kept_words
from app.flows.sharing.refused_words import keep_refused_words
from app.flows.versions import publishing
from app.shell.sharing.receipts_reading import read_receipts
from editor.panels.kit.buttons import Button
from editor.panels.kit.choices import CheckBox
from editor.panels.receipts.values import ReceiptRow
from sync.model.facts import make_fact
from sync.model.ids import FactId, NodeId, PersonId
from sync.model.signing import Key
from sync.workspace.accounting import Account, entry_of
from sync.workspace.opening import Workspace
from sync.workspace.receipts import Entry, Receipt
from sync.workspace.revisions import LessonFacts
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
    press(window.parts.receipts.panel, "Go to it")
    window.until(lambda: window.parts.writing.lesson is not None)
    window.until(lambda: window.parts.window.page == "course")


def test_a_sync_that_brought_something_says_so_in_one_line(window: Window, receipt: str) -> None:
    news = window.parts.receipts.news
    done = {
        "received": 3,
        "sent": 1,
        "overlaps": 1,
        "receipt": receipt,
        "refused": [],
        "broken": [],
    }
    window.parts.sync.synced.emit({**done, "received": 0})
    assert news.words == ""
    window.parts.sync.synced.emit({**done, "suggested": 1, "kept": ["a.md", "b.md"]})
    assert "is a suggestion now" in news.words
    assert news.words.endswith("they are kept in 2 files.")
    window.parts.sync.synced.emit(done)
    assert news.words == "From others: 3 in, 1 out. 1 to check."
    assert window.parts.notices.told == []
    assert window.editor.hasFocus()
    press(news, "What came")
    window.until(lambda: shown(window))
    assert news.words == ""


def test_ticked_lines_go_back_in_the_window_and_come_again(window: Window, course: str) -> None:
    lesson = window.parts.writing.lesson
    batch = came_from_a_colleague(window, course, lesson)
    window.parts.do("receipts")
    panel = window.parts.receipts.panel
    window.until(panel.taking.isVisible)
    [box] = panel.findChildren(CheckBox)
    box.setChecked(True)
    panel.taking.why.setPlainText("The source says so.")
    press(panel, "Take back 1")
    news = window.parts.receipts.news
    window.until(lambda: news.words == "1 change went back.")
    assert window.stored(lesson, course) == TEXT
    window.until(lambda: not panel.taking.isVisible())
    assert [row.state for row in read_receipts_of(window)] == ["taken-back", "all-arrived"]
    press(news, "Put it back")
    window.until(lambda: window.stored(lesson, course) == TEXT.replace("effect", "trace"))
    window.until(panel.taking.isVisible)
    assert batch in [row.id for row in read_receipts_of(window)]


def read_receipts_of(window: Window) -> tuple[ReceiptRow, ...]:
    with Workspace.open(window.folder) as ws:
        return read_receipts(ws).rows


def came_from_a_colleague(window: Window, course: str, lesson: NodeId) -> str:
    """Let a change come in as a sync brings it: stored, and accounted for."""
    with Workspace.open(window.folder) as ws:
        log = ws.courses.at(course).log
        key = Key.fresh()
        facts = LessonFacts(ws.store, log, lesson)
        heads = ws.lessons.today(log, lesson).state.heads
        body = facts.draw_revision(heads, TEXT.replace("effect", "trace"))
        fact = make_fact(
            log=log, payload=body, kind="text.revised", person=PersonId("c" * 32),
            clock=ws.store.log.top_clock(log) + 1, device=key.device, causes=heads,
        )  # fmt: skip
        fact = key.sign(fact)
        account = Account(ws, {log: [fact]})
        new = ws.ledger.take(log, [fact])
        told = tuple(entry_of(one, {}) for one in ws.store.log.told([fact.id]))
        receipt = Receipt("", 1, "u", received=told, touched=account.touched(new))
        with ws.store.writing():
            return ws.store.receipts.write(msgspec.json.encode(receipt), 1)


def test_words_that_nobody_took_are_told_after_each_start_until_one_looks(
    window: Window, course: str
) -> None:
    with Workspace.open(window.folder) as ws:
        log = ws.courses.at(course).log
        publishing.publish(ws, ws.courses.at(course), "Nobody took this note.")
        [named] = ws.store.log.facts(log, kinds={"version.named"})
        ws.ledger.announce(log, ws.store.log.refused({named.id: "no"}))
        keep_refused_words(ws, [named], ())
        assert own_kept_words(ws)
    receipts = window.parts.receipts
    for _ in range(2):  # the line alone is easily missed
        receipts.news.hide()
        receipts.tell_unseen()
        window.until(lambda: "they are kept in a file" in receipts.news.words)
    receipts.news._go()
    window.until(lambda: window.parts.front.shown == "receipts")
    window.settled()
    receipts.tell_unseen()
    window.settled()
    assert receipts.news.words == ""
