"""Comments in the real window: on the words that were meant, and never lost on the way."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from app.flows.lesson import writing
from app.flows.review import commenting
from editor.panels.comments.composer import Composer
from editor.panels.comments.thread_card import ThreadCard
from editor.panels.kit.banner import Banner
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import TEXT, Window

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
