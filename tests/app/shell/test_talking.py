"""Comments in the real window: on the words that were meant, and never lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QTextBrowser, QWidget

from app.flows.lesson import writing
from app.flows.review import commenting
from editor.panels.comments.composer import Composer
from editor.panels.comments.grip import THREAD as DRAGGED
from editor.panels.comments.grip import Grip
from editor.panels.comments.landing import Landing
from editor.panels.comments.loose import LooseTray
from editor.panels.comments.thread_card import ThreadCard
from editor.panels.kit.banner import Banner
from sync.model.ids import LogId
from sync.model.payloads import MemberSet
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import TEXT, Window
from tests.editor.panels.cards.stage import texts

CONTROL = Qt.KeyboardModifier.ControlModifier


def composers(window: Window) -> list[Composer]:
    cards = window.parts.page.learner.comments.cards.values()
    return [card for card in cards if isinstance(card, Composer)]


def threads(window: Window) -> list[ThreadCard]:
    cards = window.parts.page.learner.comments.cards.values()
    return [card for card in cards if isinstance(card, ThreadCard)]


def field(card: Composer | ThreadCard) -> QPlainTextEdit:
    found = next(f for f in card.findChildren(QPlainTextEdit) if f.isVisibleTo(card))
    assert isinstance(found, QPlainTextEdit)
    return found


def said(window: Window, course: str) -> list[tuple[str, str, str, int | None]]:
    """Tell of each comment its quote, its words, how it stands in today's text, and where."""
    with Workspace.open(window.folder) as ws:
        found = commenting.threads(ws, ws.courses.at(course))
        return [(p.thread.quote, p.thread.text, p.spot.how, p.spot.start) for p in found]


def begin(window: Window, words: str) -> Composer:
    place = TEXT.index(words)
    window.editor.setFocus()
    window.editor.select(place, place + len(words))
    window.parts.do("comment")
    window.until(lambda: len(composers(window)) == 1)
    return composers(window)[0]


def written_meanwhile(window: Window, course: str, text: str) -> None:
    """Let a command change the lesson, and wait until the window shows it."""
    with Workspace.open(window.folder) as ws:
        opened, lesson = ws.courses.at(course), window.parts.course.lesson
        assert lesson is not None
        writing.edit(ws, opened, lesson, text, writing.read(ws, opened, lesson).state)
    window.until(lambda: window.editor.text() == text)


def test_a_comment_stays_on_its_words_when_the_text_changes_while_it_is_written(
    window: Window, course: str
) -> None:
    card = begin(window, "what you saw")
    QTest.keyClicks(field(card), "Only that?")
    longer = TEXT.replace("# Feedback\n", "# Feedback\n\nA first paragraph, quite long.\n")
    written_meanwhile(window, course, longer)
    at = longer.index("what you saw")
    assert window.parts.page.learner.comments.composing == (at, at + len("what you saw"))
    QTest.keyClick(field(card), Qt.Key.Key_Return, CONTROL)
    window.until(lambda: len(threads(window)) == 1 and not composers(window))
    [(quote, text, how, start)] = said(window, course)
    assert (quote, text, start) == ("what you saw", "Only that?", at)
    assert how != "loose"


def test_a_comment_on_words_that_go_meanwhile_keeps_them(window: Window, course: str) -> None:
    card = begin(window, "Say what effect it had on you.")
    QTest.keyClicks(field(card), "Why?")
    written_meanwhile(window, course, "# Feedback\n\nSay what you saw in the draft.\n")
    QTest.keyClick(field(card), Qt.Key.Key_Return, CONTROL)
    window.until(lambda: len(said(window, course)) == 1)
    assert said(window, course) == [("Say what effect it had on you.", "Why?", "loose", None)]


def test_what_was_typed_just_before_counts(window: Window, course: str) -> None:
    window.editor.setFocus()
    window.editor.select(0, 0)
    QTest.keyClicks(window.editor, "Some ")
    place = window.editor.text().index("effect")
    window.editor.select(place, place + 6)
    QTest.keyClick(window.editor, Qt.Key.Key_M, CONTROL | Qt.KeyboardModifier.AltModifier)
    window.until(lambda: len(composers(window)) == 1)
    QTest.keyClicks(field(composers(window)[0]), "On whom?")
    QTest.keyClick(field(composers(window)[0]), Qt.Key.Key_Return, CONTROL)
    window.until(lambda: len(threads(window)) == 1)
    assert said(window, course)[0][:2] == ("effect", "On whom?")
    assert said(window, course)[0][3] == place


def test_a_full_disk_takes_no_words(window: Window, course: str) -> None:
    """A comment and an answer stay where they are being written until the store has them."""

    def room(pages: int) -> None:
        ready: list[object] = []
        window.parts.session.store.do(
            lambda ws: ws.store.connection.row(f"PRAGMA max_page_count={pages}"), ready.append
        )
        window.until(lambda: bool(ready))

    card = begin(window, "what you saw")
    words = "Which of the many things? " * 400
    field(card).setPlainText(words)
    room(1)
    QTest.keyClick(field(card), Qt.Key.Key_Return, CONTROL)
    window.until(window.parts.window.findChild(Banner).isVisible)
    assert composers(window) == [card]
    assert field(card).toPlainText() == words
    room(1_000_000)
    QTest.keyClick(field(card), Qt.Key.Key_Return, CONTROL)
    window.until(lambda: len(threads(window)) == 1 and not composers(window))
    [thread] = threads(window)
    next(b for b in thread.findChildren(QPushButton) if b.text() == "Reply").click()
    field(thread).setPlainText(words + "!")
    room(1)
    QTest.keyClick(field(thread), Qt.Key.Key_Return, CONTROL)
    window.settled()
    assert field(thread).toPlainText() == words + "!"
    room(1_000_000)
    QTest.keyClick(field(thread), Qt.Key.Key_Return, CONTROL)
    window.until(lambda: not thread.is_writing)
    with Workspace.open(window.folder) as ws:
        [one] = ws.courses.at(course).facts.threads.values()
        assert [reply.text for reply in one.replies] == [(words + "!").strip()]


def other_laptop(window: Window, course: str, tmp_path: Path) -> tuple[Workspace, LogId]:
    """Give a colleague's laptop the course, as it is in the window."""
    other = Workspace.open(tmp_path / "other")
    with Workspace.open(window.folder) as ws:
        log = ws.courses.at(course).log
        ws.ledger.write(log, MemberSet(other.identity.person, "A. K.", "author"))
        row = ws.store.log.log(log)
        assert row is not None
        other.store.log.add_log(row)
    return other, log


def meet(window: Window, other: Workspace, log: LogId) -> None:
    """Let both take what the other has; the window sees it as an arrival."""
    with Workspace.open(window.folder) as ws:
        for giver, taker in ((ws, other), (other, ws)):
            known = {stored.fact.id for stored in taker.store.log.every(log)}
            facts = [stored.fact for stored in giver.store.log.every(log)]
            taker.ledger.take(log, [fact for fact in facts if fact.id not in known])


def click(card: QWidget, words: str) -> None:
    """Press one of the buttons of a card."""
    shown = [b for b in card.findChildren(QPushButton) if b.isVisibleTo(card)]
    next(b for b in shown if b.text() == words).click()


def test_a_thread_goes_from_hand_to_hand_until_its_writer_agrees(
    window: Window, course: str, tmp_path: Path
) -> None:
    """Spoken to by name, closed by the colleague, opened again, worded anew, closed and agreed."""
    other, log = other_laptop(window, course, tmp_path)
    column = window.parts.page.learner.comments
    with other:
        window.until(lambda: column.people == ("A. K.",))
        card = begin(window, "what you saw")
        window.until(lambda: card.choice is not None)
        card.choose("block")
        QTest.keyClicks(field(card), "Only that, @")
        QTest.keyClick(field(card), Qt.Key.Key_Return)
        QTest.keyClick(field(card), Qt.Key.Key_Return, CONTROL)
        window.until(lambda: len(threads(window)) == 1 and not composers(window))
        meet(window, other, log)
        [made] = other.courses.open(log).facts.threads.values()
        assert (made.about, made.quote) == ("block", "Say what you saw in the draft.")
        assert made.text == "Only that, @A. K." and made.mentions == (other.identity.person,)
        commenting.resolve(other, other.courses.open(log), made, "done", "Said more")
        meet(window, other, log)
        window.until(lambda: "Done, says A. K." in texts(threads(window)[0]))
        [thread] = threads(window)
        click(thread, "Reopen…")
        QTest.keyClicks(field(thread), "Where")
        QTest.keyClick(field(thread), Qt.Key.Key_Return, CONTROL)
        window.until(lambda: "You opened it again" in texts(threads(window)[0]))
        reason = next(
            b for b in thread.findChildren(QPushButton)
            if b.accessibleName() == "Edit your reply: Where"
        )  # fmt: skip
        reason.click()
        QTest.keyClicks(field(thread), "?")
        QTest.keyClick(field(thread), Qt.Key.Key_Return, CONTROL)
        window.until(lambda: "Where?" in texts(threads(window)[0]))
        meet(window, other, log)
        [made] = other.courses.open(log).facts.threads.values()
        assert made.resolution is None and made.reopenings[0].why == "Where"
        assert [reply.text for reply in made.replies] == ["Said more", "Where?"]
        commenting.resolve(other, other.courses.open(log), made, "done", "In the draft")
        meet(window, other, log)
        window.until(lambda: "In the draft" in texts(threads(window)[0]))
        click(threads(window)[0], "This answers it")
        window.until(lambda: not threads(window))
        meet(window, other, log)
        [made] = other.courses.open(log).facts.threads.values()
        assert made.confirmed is not None and made.confirmed.person == made.person


@pytest.fixture
def loose(window: Window, course: str) -> LooseTray:
    """The tray, with a comment whose words are gone."""
    with Workspace.open(window.folder) as ws:
        lesson = window.parts.course.lesson
        assert lesson is not None
        opened = ws.courses.at(course)
        commenting.comment_on_quote(ws, opened, lesson, "what effect it had", "On whom?")
    window.until(lambda: len(threads(window)) == 1)
    written_meanwhile(window, course, "# Feedback\n\nSay what you saw in the draft.\n")
    tray = window.parts.page.loose
    window.until(lambda: len(tray.findChildren(Grip)) == 1)
    assert tray.isVisible() and tray.is_folded, "where one writes it takes a line"
    window.parts.do("next-open")
    window.until(lambda: not tray.is_folded)
    assert tray.isAncestorOf(QApplication.focusWidget()), "F8 leads to it, and opens the tray"
    return tray


def drop(onto: QWidget, place: QPoint, tray: LooseTray) -> None:
    """Drag the loose comment of the tray over something, and let it go there."""
    held = QMimeData()
    held.setData(DRAGGED, tray.findChildren(Grip)[0].drag().mimeData().data(DRAGGED))
    more = (Qt.DropAction.MoveAction, held, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier)  # fmt: skip
    for event in (
        QDragEnterEvent(place, *more),
        QDragMoveEvent(place, *more),
        QDropEvent(place.toPointF(), *more),
    ):
        assert QApplication.sendEvent(onto, event) and event.isAccepted()


def test_a_loose_comment_is_dragged_onto_text_and_back(
    window: Window, course: str, loose: LooseTray
) -> None:
    """Onto a line of the source; “Put it back” undoes it; then onto what learners see."""
    news: list[tuple[str, str, object]] = []
    window.parts.attaching.news.connect(lambda *told: news.append(told))
    place = window.editor.cursorRect(window.editor.document().find("you saw")).center()
    drop(window.editor.viewport(), place, loose)
    window.until(lambda: len(threads(window)) == 1 and bool(news))
    assert said(window, course)[0][:2] == ("Say what you saw in the draft.", "On whom?")
    assert window.editor.text() == "# Feedback\n\nSay what you saw in the draft.\n"
    words, way, back = news[-1]
    assert (words, way) == ("The comment stands on these words now.", "Put it back")
    assert callable(back)
    back()
    window.until(lambda: len(loose.findChildren(Grip)) == 1 and not threads(window))
    preview = window.parts.preview
    browser = preview.findChildren(QTextBrowser)[0]
    window.until(lambda: "saw in the draft" in preview.shown_text())
    loose.dragging.emit(True)
    landing = window.parts.page.findChild(Landing)
    assert landing is not None and landing.isVisible() and landing.size() == preview.size()
    title = browser.cursorRect(browser.document().find("Feedback")).center()
    drop(landing, browser.viewport().mapTo(preview, title), loose)
    assert landing.isHidden()
    window.until(lambda: len(threads(window)) == 1)
    assert said(window, course)[0][:2] == ("# Feedback", "On whom?")


def test_a_loose_comment_is_put_on_selected_words_by_keys(
    window: Window, course: str, loose: LooseTray
) -> None:
    news: list[str] = []
    window.parts.attaching.news.connect(lambda words, *_: news.append(words))
    [card] = loose.findChildren(ThreadCard)
    for _ in range(4):
        if loose.isAncestorOf(QApplication.focusWidget()):
            break
        window.parts.do("next-pane")
    assert loose.isAncestorOf(QApplication.focusWidget()), "F6 comes to the loose comments"
    window.editor.select(12, 12)
    click(card, "Put it here")
    window.until(lambda: bool(news))
    assert "Select the words" in news[-1]
    start = window.editor.text().index("the draft")
    window.editor.select(start, start + 9)
    click(card, "Put it here")
    window.until(lambda: len(threads(window)) == 1)
    assert said(window, course) == [("the draft", "On whom?", "exact", start)]


def test_what_is_selected_in_the_learners_view_is_commented_on(window: Window, course: str) -> None:
    browser = window.parts.preview.findChildren(QTextBrowser)[0]
    window.until(lambda: "effect it had" in window.parts.preview.shown_text())
    window.parts.course.show_page("Review")
    cursor = browser.document().find("effect it")
    browser.setTextCursor(cursor)
    window.parts.do("comment")
    window.until(lambda: len(composers(window)) == 1)
    QTest.keyClicks(field(composers(window)[0]), "On whom?")
    QTest.keyClick(field(composers(window)[0]), Qt.Key.Key_Return, CONTROL)
    window.until(lambda: len(said(window, course)) == 1)
    assert said(window, course) == [("effect it", "On whom?", "exact", TEXT.index("effect it"))]
