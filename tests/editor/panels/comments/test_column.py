"""All that is said beside a text is said in place, by mouse and by keys."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from editor.panels.cards.marked_text import MarkedText
from editor.panels.cards.runs import Run
from editor.panels.comments.card import NoteCard
from editor.panels.comments.column import COMPOSER, MOST_AT_ONCE, CommentColumn
from editor.panels.comments.values import Closing, Note, Remark
from editor.panels.kit.look import Look
from sync.model.ids import FactId
from tests.editor.panels.cards.stage import (
    HOSTILE,
    button,
    press,
    rich_texts,
    stage,
    tab_chain,
    texts,
)
from tests.editor.panels.comments.examples import (
    AK,
    LOOSE,
    ME,
    OTHER,
    OVERLAP,
    SUGGESTION,
    THREAD,
)
from tests.editor.panels.conftest import unnamed_controls

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier


def column(look: Look, qtbot: QtBot, *notes: Note, height: int = 800) -> CommentColumn:
    made = CommentColumn(look)
    made.show_notes(notes)
    made.show_places({"o1": 40, "c1": 200, "s1": 380, "c2": 600})
    stage(qtbot, made, 270, height)
    return made


def card(shown: CommentColumn, ident: str) -> NoteCard:
    return shown.cards[ident]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_cards_stand_beside_their_text(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot, OVERLAP, THREAD, SUGGESTION, OTHER)
    assert [one.y() for one in shown.cards.values()] == [40, 200, 380, 600]
    shown.show_places({"o1": 40, "c1": 45, "s1": 380, "c2": 600})
    assert card(shown, "c1").y() == card(shown, "o1").geometry().bottom() + 1 + look.px(12)


def test_the_card_in_use_stands_exactly_there(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot, OVERLAP, THREAD)
    shown.show_places({"o1": -90, "c1": 60})
    qtbot.mouseClick(card(shown, "c1"), Qt.MouseButton.LeftButton, pos=QPoint(120, 40))
    qtbot.waitUntil(lambda: card(shown, "c1").y() == 60)
    assert card(shown, "o1").geometry().bottom() < 60


def test_the_card_in_use_does_not_cut_off_the_one_above(look: Look, qtbot: QtBot) -> None:
    """Its text is in sight, and may stand at the beginning, where nothing scrolls."""
    shown = column(look, qtbot, OVERLAP, THREAD)
    shown.show_places({"o1": 40, "c1": 60})
    shown.activate("c1")
    qtbot.waitUntil(lambda: card(shown, "o1").y() == look.px(12))
    assert card(shown, "c1").y() == card(shown, "o1").geometry().bottom() + 1 + look.px(12)
    assert card(shown, "c1").geometry().bottom() < shown.height()


def test_coming_to_a_card_is_told(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot, THREAD, OTHER)
    shown.setFocus()
    shown.activate("")
    with qtbot.waitSignal(shown.went_to) as said:
        shown.go_next()
    assert said.args == ["c1"]
    with qtbot.waitSignal(shown.went_to) as said:
        qtbot.keyClick(focused(), Key.Key_Down)
    assert said.args == ["c2"]
    with qtbot.waitSignal(shown.went_to) as said:
        button(card(shown, "c1"), "Reply").setFocus()
    assert said.args == ["c1"]


def test_a_reply_is_written_in_place(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot, THREAD, OTHER)
    press(qtbot, card(shown, "c1"), "Reply")
    qtbot.keyClicks(focused(), "The author does.")
    with qtbot.waitSignal(shown.replied) as said:
        qtbot.keyClick(focused(), Key.Key_Return, Ctrl)
    assert said.args == ["c1", "The author does."]
    assert card(shown, "c1").is_writing, "the words stay until they are in the store"
    shown.answered("c1")
    assert not card(shown, "c1").is_writing
    assert focused() is card(shown, "c1")


def test_a_card_grows_with_its_form_and_the_next_gives_way(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot, THREAD, OTHER)
    shown.show_places({"c1": 200, "c2": 360})
    low = card(shown, "c1").height()
    press(qtbot, card(shown, "c1"), "Resolve…")
    qtbot.waitUntil(lambda: card(shown, "c1").height() > low + 60)
    assert card(shown, "c2").y() > card(shown, "c1").geometry().bottom()


def test_a_comment_is_resolved_with_a_verdict(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot, THREAD)
    press(qtbot, shown, "Resolve…")
    with qtbot.waitSignal(shown.resolved) as said:
        press(qtbot, shown, "Resolve")
    assert said.args == ["c1", "done", ""]


def test_what_will_not_be_done_needs_a_reason(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot, THREAD)
    press(qtbot, shown, "Resolve…")
    wont = next(r for r in shown.findChildren(QRadioButton) if "not" in r.text())
    qtbot.mouseClick(wont, Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(shown.resolved):
        press(qtbot, shown, "Resolve")
    assert isinstance(focused(), QPlainTextEdit)
    qtbot.keyClicks(focused(), "It is in lesson 2")
    with qtbot.waitSignal(shown.resolved) as said:
        qtbot.keyClick(focused(), Key.Key_Return, Ctrl)
    assert said.args == ["c1", "wont", "It is in lesson 2"]


def test_a_accepts_and_r_asks_why_not(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot, SUGGESTION)
    shown.go_to("s1")
    with qtbot.waitSignal(shown.accepted) as said:
        qtbot.keyClick(focused(), Key.Key_A)
    assert said.args == ["s1"]
    qtbot.keyClick(focused(), Key.Key_R)
    with qtbot.assertNotEmitted(shown.accepted):
        qtbot.keyClicks(focused(), "Are you sure")
    with qtbot.waitSignal(shown.rejected) as said:
        qtbot.keyClick(focused(), Key.Key_Return, Ctrl)
    assert said.args == ["s1", "Are you sure"]


def test_the_single_keys_sleep_elsewhere(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot, THREAD, SUGGESTION)
    shown.go_to("c1")
    with qtbot.assertNotEmitted(shown.accepted):
        qtbot.keyClick(focused(), Key.Key_A)
        qtbot.keyClick(card(shown, "s1"), Key.Key_A, Ctrl)


def test_accept_by_button_and_by_enter(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot, SUGGESTION)
    with qtbot.waitSignal(shown.accepted):
        press(qtbot, shown, "Accept")
    button(shown, "Accept").setFocus()
    with qtbot.waitSignal(shown.accepted):
        qtbot.keyClick(focused(), Key.Key_Return)


def test_my_own_suggestion_is_not_mine_to_accept(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot, replace(SUGGESTION, face=ME, may_decide=False))
    assert "You suggest" in texts(shown)
    assert "The author accepts it or says why not." in texts(shown)
    shown.go_to("s1")
    with qtbot.assertNotEmitted(shown.accepted):
        qtbot.keyClick(focused(), Key.Key_A)


def test_an_overlap_leads_to_its_check(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot, OVERLAP)
    assert "Both texts are kept." in texts(shown)
    with qtbot.waitSignal(shown.overlap_chosen) as said:
        press(qtbot, shown, "Check it")
    assert said.args == ["o1"]


def test_a_comment_is_begun_and_sent(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot, THREAD)
    shown.show_lesson("l1")
    shown.compose(3, 9, "Feedback **works**")
    assert "Feedback works" in texts(shown)
    qtbot.keyClicks(focused(), "Does it?")
    shown.follow([(0, 0, "ab")])
    assert shown.composing == (5, 11)
    with qtbot.waitSignal(shown.commented) as said:
        qtbot.keyClick(focused(), Key.Key_Return, Ctrl)
    assert said.args == ["l1", "Does it?"]
    assert COMPOSER in shown.cards, "not taken away before it is in the store"
    shown.close_comment("l1")
    assert COMPOSER not in shown.cards
    assert shown.composing is None


def test_words_begun_are_kept_when_another_comment_is_begun(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot, THREAD)
    shown.compose(3, 9, "one")
    qtbot.keyClicks(focused(), "Half a th")
    shown.show_notes((THREAD, OTHER))
    shown.compose(20, 30, "two")
    assert shown.composing == (3, 9)
    assert focused().toPlainText() == "Half a th"  # type: ignore[attr-defined]
    qtbot.keyClick(focused(), Key.Key_Escape)
    assert shown.composing is None
    shown.compose(20, 30, "two")
    assert focused().toPlainText() == "Half a th"  # type: ignore[attr-defined]


def test_a_half_written_reply_outlives_what_comes_in(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot, THREAD)
    press(qtbot, shown, "Reply")
    field = focused()
    qtbot.keyClicks(field, "Half a th")
    answered = replace(THREAD, replies=(Remark(AK, "now", "I do."),))
    shown.show_notes((answered, OTHER))
    assert "I do." in texts(shown)
    assert field.hasFocus() and field.toPlainText() == "Half a th"  # type: ignore[attr-defined]
    shown.show_notes((OTHER,))
    assert field.isVisible() and field.toPlainText() == "Half a th"  # type: ignore[attr-defined]


def test_resolved_threads_are_behind_a_button(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot)
    closed = replace(OTHER, closing=Closing(AK, "Tue", "done", "in version 7"))
    shown.show_notes((THREAD,), (closed,))
    assert list(shown.cards) == ["c1"]
    press(qtbot, shown, "1 resolved")
    assert list(shown.cards) == ["c1", "c2"]
    assert "Done, says A. K.: in version 7" in texts(shown)


def test_what_was_not_sent_says_so(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot, replace(THREAD, waiting=True))
    assert "Waiting to send" in texts(shown)


def test_cards_pushed_out_of_sight_are_reached_by_the_wheel(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot, THREAD, OTHER, height=220)
    shown.show_places({"c1": 10, "c2": 20})
    assert card(shown, "c2").geometry().bottom() > 220
    for _ in range(6):
        turn = QWheelEvent(
            QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, -240),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(shown, turn)
    assert card(shown, "c2").geometry().bottom() <= 220
    shown.show_places({"c1": 11, "c2": 20})
    assert card(shown, "c1").y() == 11


def test_tab_goes_from_card_to_card(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot, OTHER, SUGGESTION, OVERLAP)
    chain = tab_chain(shown, card(shown, "o1"))
    heads = [name.split(",")[0].split(":")[0] for name in chain]
    assert heads == [
        "Overlap to check",
        "Check it",
        "R. M. suggests",
        "Accept",
        "Not now",
        "Accept with a change… (R. M.)",
        "Reply (R. M.)",
        "Comment by A. K.",
        "Reply to the comment by A. K.",
        "Resolve the comment by A. K.",
    ]


def test_every_control_has_a_name(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot, OVERLAP, THREAD, SUGGESTION)
    shown.compose(1, 2, "x")
    assert unnamed_controls(shown) == []
    assert all(one.accessibleName() for one in shown.cards.values())
    shown.show_notes([replace(SUGGESTION, why="")])
    name = shown.cards[SUGGESTION.id].accessibleName()
    assert "[deleted: as a reader] [inserted: as you read]" in name, "it has no other words"


def test_nothing_that_was_written_is_obeyed(look: Look, qtbot: QtBot) -> None:
    bad = replace(THREAD, text=HOSTILE, quote=HOSTILE, replies=(Remark(AK, HOSTILE, HOSTILE),))
    shown = column(
        look, qtbot, bad, replace(SUGGESTION, why=HOSTILE), replace(OVERLAP, sentence=HOSTILE)
    )
    shown.compose(1, 2, HOSTILE)
    assert rich_texts(shown) == []


def test_hundreds_of_comments_come_bit_by_bit_and_in_order(look: Look, qtbot: QtBot) -> None:
    notes = [replace(THREAD, id=FactId(f"c{n}"), start=n) for n in range(3 * MOST_AT_ONCE)]
    shown = column(look, qtbot)
    shown.show_notes(notes)
    assert 0 < len(shown.cards) < len(notes)
    qtbot.waitUntil(lambda: len(shown.cards) == len(notes))
    assert list(shown.cards) == [str(note.id) for note in notes]
    last = shown.cards[str(notes[-1].id)]
    earlier = [replace(THREAD, id=FactId(f"e{n}"), start=-n) for n in range(2 * MOST_AT_ONCE)]
    shown.show_notes((*notes, *earlier))
    assert shown.cards[str(notes[-1].id)] is last


def test_a_loose_comment_stands_last_and_says_so(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot, LOOSE, THREAD)
    assert list(shown.cards) == ["c1", "l1"]
    assert "The text it was on is gone; it is kept here." in texts(card(shown, "l1"))
    assert "is gone" not in texts(card(shown, "c1"))


def test_a_suggestion_decided_apart_tells_both_decisions(look: Look, qtbot: QtBot) -> None:
    no = Remark(AK, "1 h", "The old one rhymes.")
    decided = replace(SUGGESTION, accepted=ME, refusals=(no,), may_decide=False)
    one = card(column(look, qtbot, decided), "s1")
    assert "You accepted it" in texts(one)
    assert "A. K. said not now, apart: The old one rhymes." in texts(one)
    assert "rhymes" in one.accessibleName()


def test_all_words_of_a_suggestion_are_in_its_card_whatever_its_border(
    look: Look, qtbot: QtBot
) -> None:
    for letters in range(4, 60, 4):
        face = replace(SUGGESTION.face, name="A" * (letters % 24 + 1))
        runs = (Run("gone", "gone words " * (letters // 6)), Run("new", "w" * (letters % 9 + 1)))
        made = CommentColumn(look)
        qtbot.addWidget(made)
        made.setStyleSheet('QFrame[box="card"] { border: 3px solid black }')
        made.show_notes([replace(SUGGESTION, face=face, runs=runs)])
        made.resize(270, 600)
        made.show()
        made.arrange()
        [text] = card(made, "s1").findChildren(MarkedText)
        qtbot.waitUntil(lambda text=text: text.width() > 100)
        made.arrange()
        assert text.height() >= text.heightForWidth(text.width())


def test_the_focus_goes_on_where_a_card_went_away(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot, THREAD, SUGGESTION, OTHER)
    card(shown, "s1").setFocus()
    shown.show_notes([THREAD, OTHER])
    assert focused() is card(shown, "c2")
    with qtbot.waitSignal(shown.focus_left):
        shown.show_notes([])


def test_an_answer_that_was_begun_waits_for_its_card(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot, OTHER)
    ident = str(THREAD.id)
    shown.write_again(ident, "reply", "begun before")
    begun = [("reply", ident, "begun before")]
    assert [(one.kind, one.card, one.words) for one in shown.unsent()] == begun
    shown.show_notes([THREAD, OTHER])
    assert card(shown, ident).unsent() == ("reply", "begun before")
    assert [(one.kind, one.card, one.words) for one in shown.unsent()] == begun
    card(shown, ident).answered()
    assert shown.unsent() == []


def test_a_suggestion_that_was_passed_on_names_both(look: Look, qtbot: QtBot) -> None:
    shown = column(look, qtbot, replace(SUGGESTION, passed_on=AK))
    by = f"By {SUGGESTION.face.name}; {AK.name} passed it on."
    assert by in texts(shown)
    assert by in card(shown, SUGGESTION.id).accessibleName()
    shown.show_notes([replace(SUGGESTION, passed_on=ME)])
    assert "you passed it on" in texts(shown)
