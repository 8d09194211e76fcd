"""A thread says what it is about, how it was closed, and what it said before; all in place."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from editor.panels.cards.form import Words
from editor.panels.comments.card import NoteCard
from editor.panels.comments.column import COMPOSER, CommentColumn
from editor.panels.comments.composer import Composer
from editor.panels.comments.grip import THREAD as DRAGGED
from editor.panels.comments.grip import Grip
from editor.panels.comments.naming import Naming
from editor.panels.comments.overlap_card import OverlapNoteCard
from editor.panels.comments.suggestion_card import SuggestionCard
from editor.panels.comments.thread_card import ThreadCard
from editor.panels.comments.values import Before, Choice, Closing, CommentThread, Remark
from editor.panels.kit.arrange import row
from editor.panels.kit.labels import Label
from editor.panels.kit.look import Look
from tests.editor.panels.cards.stage import press, stage, texts
from tests.editor.panels.comments.examples import (
    AK,
    LOOSE,
    ME,
    OVERLAP,
    RM,
    SUGGESTION,
    THREAD,
)
from tests.editor.panels.conftest import misnamed_buttons, unnamed_controls

CONTROL = Qt.KeyboardModifier.ControlModifier
MINE = replace(THREAD, face=ME)
DONE = Closing(AK, "1 h", "done", "Said now", "r1")


def card(look: Look, qtbot: QtBot, thread: CommentThread, *, in_tray: bool = False) -> ThreadCard:
    made = ThreadCard(look, thread, in_tray=in_tray, people=lambda: ("A. K.", "Reviewer"))
    stage(qtbot, made, 280, 420)
    return made


def field() -> QPlainTextEdit:
    found = QApplication.focusWidget()
    assert isinstance(found, QPlainTextEdit)
    return found


def ways(shown: ThreadCard) -> list[str]:
    return [b.text() for b in shown.findChildren(QPushButton) if b.isVisibleTo(shown)]


def send(qtbot: QtBot, words: str) -> None:
    qtbot.keyClicks(field(), words)
    qtbot.keyClick(field(), Qt.Key.Key_Return, CONTROL)


def test_every_button_goes_by_the_words_that_are_seen(look: Look, qtbot: QtBot) -> None:
    mine = replace(MINE, earlier=(Before("1 h", "As it was"),), replies=(Remark(ME, "", "x"),))
    said_by_me = replace(DONE, face=ME)
    for thread in (THREAD, mine, LOOSE, *(replace(t, closing=said_by_me) for t in (THREAD, mine))):
        shown = card(look, qtbot, thread, in_tray=thread is LOOSE)
        assert ways(shown) and misnamed_buttons(shown) == []
    decided = replace(SUGGESTION, may_decide=True, more=2)
    for note in (SUGGESTION, replace(SUGGESTION, face=ME), decided):
        assert misnamed_buttons(SuggestionCard(look, note)) == []
    overlap = OverlapNoteCard(look, OVERLAP)
    assert misnamed_buttons(overlap) == []


def test_whoever_commented_says_whether_it_is_answered(look: Look, qtbot: QtBot) -> None:
    shown = card(look, qtbot, replace(MINE, closing=DONE))
    assert "Done, says A. K.: Said now" in texts(shown)
    assert "Does this answer your comment?" in texts(shown)
    with qtbot.waitSignal(shown.confirmed):
        press(qtbot, shown, "This answers it")
    press(qtbot, shown, "Reopen…")
    with qtbot.waitSignal(shown.reopened) as said:
        send(qtbot, "Not yet")
    assert said.args == ["Not yet"]
    shown.show_thread(replace(MINE, closing=replace(DONE, confirmed=ME, confirmed_why="Thanks")))
    assert "You said that this answers your comment. Thanks" in texts(shown)
    assert not unnamed_controls(shown)


def test_others_wait_for_that_and_may_open_it_again(look: Look, qtbot: QtBot) -> None:
    shown = card(look, qtbot, replace(THREAD, closing=DONE))
    assert "R. M. has not said yet whether this answers it." in texts(shown)
    assert ways(shown) == ["Reopen…"]
    shown.show_thread(replace(THREAD, closing=DONE, may_answer=False))
    assert ways(shown) == []
    own = replace(DONE, face=RM, confirmed=RM)
    shown.show_thread(replace(THREAD, closing=own))
    assert "answers it" not in texts(shown)


def test_own_words_are_worded_anew_and_what_they_said_is_seen(look: Look, qtbot: QtBot) -> None:
    reply = Remark(ME, "1 h", "To al.", id="p1", earlier=(Before("10:42", "To none."),))
    shown = card(look, qtbot, replace(MINE, replies=(reply, Remark(AK, "2 h", "No", id="p2"))))
    press(qtbot, shown, "Edited")
    assert "10:42, it said: To none." in texts(shown)
    edits = [b for b in shown.findChildren(QWidget) if b.accessibleName().startswith("Edit your")]
    assert [b.accessibleName() for b in edits] == ["Edit your reply: To al.", "Edit your comment"]
    edits[0].setFocus()
    qtbot.keyClick(edits[0], Qt.Key.Key_Return)
    assert field().toPlainText() == "To al."
    assert shown.unsent() is None, "nothing was written yet"
    field().selectAll()
    qtbot.keyClicks(field(), "To all.")
    assert shown.unsent() == ("edit p1", "To all.")
    with qtbot.waitSignal(shown.edited) as said:
        qtbot.keyClick(field(), Qt.Key.Key_Return, CONTROL)
    assert said.args == ["p1", "To all."]


def test_reasons_say_what_was_done_with_them(look: Look, qtbot: QtBot) -> None:
    replies = (
        Remark(AK, "2 h", "Said now", id="r1", deed="closed"),
        Remark(ME, "1 h", "Not yet", id="r2", deed="reopened"),
    )
    said = texts(card(look, qtbot, replace(THREAD, replies=replies, about="picture", to_me=True)))
    for line in (
        "A. K. had closed it",
        "You opened it again",
        "On this picture",
        "It speaks to you.",
    ):
        assert line in said


def test_a_loose_comment_is_held_by_its_grip(look: Look, qtbot: QtBot) -> None:
    shown = card(look, qtbot, replace(LOOSE, came_from="Old lesson"), in_tray=True)
    assert "It was in “Old lesson”, which was removed." in texts(shown)
    grip = shown.findChild(Grip)
    assert grip is not None and grip.accessibleName() == "Drag it onto text"
    dragged = grip.drag()
    assert bytes(dragged.mimeData().data(DRAGGED).data()) == b"l1"
    with qtbot.waitSignal(shown.put_wanted):
        press(qtbot, shown, "Put it here")


def test_names_are_offered_after_the_sign(look: Look, qtbot: QtBot) -> None:
    shown = card(look, qtbot, THREAD)
    press(qtbot, shown, "Reply")
    naming = field().findChild(Naming)
    assert naming is not None
    qtbot.keyClicks(field(), "Ask @")
    assert naming.offered == ["A. K.", "Reviewer"]
    qtbot.keyClicks(field(), "re")
    assert naming.offered == ["Reviewer"]
    qtbot.keyClick(field(), Qt.Key.Key_Return)
    assert field().toPlainText() == "Ask @Reviewer "
    assert naming.offered == []
    qtbot.keyClicks(field(), "or @k")
    qtbot.keyClick(field(), Qt.Key.Key_Escape)
    assert naming.offered == [] and shown.unsent() == ("reply", "Ask @Reviewer or @k")


def test_names_are_offered_for_the_reason_of_a_verdict(look: Look, qtbot: QtBot) -> None:
    shown = card(look, qtbot, THREAD)
    press(qtbot, shown, "Resolve…")
    [why] = [one for one in shown.findChildren(Words) if one.isVisible()]
    why.setFocus()
    qtbot.keyClicks(why, "As @re")
    qtbot.keyClick(why, Qt.Key.Key_Return)
    assert why.toPlainText() == "As @Reviewer "


def test_a_new_comment_is_about_what_is_chosen(look: Look, qtbot: QtBot) -> None:
    shown = CommentColumn(look)
    shown.show_lesson("l")
    shown.show_notes([THREAD])
    stage(qtbot, shown, 280, 500)
    shown.compose(4, 8, "loop")
    picture = Choice("picture", 0, 12, "![loop](l)")
    choices = [Choice("words", 4, 8, "loop"), picture, Choice("lesson", 0, 0)]
    shown.offer(choices)
    composer = shown.findChild(Composer)
    assert composer is not None and "loop" in texts(composer)
    menu = composer.menu
    offered = {action.text(): action for action in menu.actions()}
    assert list(offered) == ["These words", "This picture", "The whole lesson"]
    assert offered["These words"].isChecked()
    qtbot.keyClicks(field(), "Which?")
    composer.findChildren(QPushButton)[0].setFocus()
    offered["This picture"].trigger()
    assert composer.isAncestorOf(field()), "one writes on after the choice"
    button = next(b for b in composer.findChildren(QPushButton) if "picture" in b.text())
    assert button.accessibleName() == "The comment is about: This picture"
    assert "loop (l)" in texts(composer)
    assert (shown.about("l"), shown.composing) == ("picture", (0, 12))
    shown.follow([(0, 0, "ab")])
    assert shown.composing == (2, 14)
    shown.show_places({"c1": 20, COMPOSER: 9_000})
    assert composer.geometry().bottom() < shown.height(), "what is written stays in sight"
    [unsent] = shown.unsent()
    assert (unsent.words, unsent.more) == ("Which?", "picture")


def test_a_card_whose_note_changed_is_not_empty_for_a_moment(look: Look, qtbot: QtBot) -> None:
    card = NoteCard(look)
    stage(qtbot, card, 280, 200)
    first, second = Label("One line."), Label("Another.")
    card.refill(first, row(look, second))
    assert first.isVisible() and second.isVisible()
    assert card.height_at(280) > first.sizeHint().height() + second.sizeHint().height()
