"""Whose turn a place is, what was asked, further choices; and nothing takes focus or words away."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from editor.panels.kit.look import Look
from editor.panels.overlaps.panel import OverlapPanel
from editor.panels.overlaps.sentences import keep, question, use, wrote
from editor.panels.overlaps.values import THIRD, OverlapItem, Question, Turn, Wording
from tests.editor.panels.cards.stage import button, press, stage, texts
from tests.editor.panels.conftest import unnamed_controls
from tests.editor.panels.overlaps.examples import AK, ME, RM, SENTENCE

BROKEN = OverlapItem(
    "b1",
    "two-right-answers",
    SENTENCE.lesson,
    "Final quiz",
    "[( )] a\n[( )] b\n",
    (
        Wording("1", "[(X)] a\n[( )] b", (ME,), said="You made A right", use="Keep A"),
        Wording("2", "[( )] a\n[(X)] b", (AK,), said="A. K. made B right", use="Keep B"),
    ),
    "[(X)] a\n[(X)] b\n",
    broken="“Which?” has more than one right answer (2), but learners choose one.",
    may_stay=False,
)


def panel(look: Look, qtbot: QtBot, *items: OverlapItem, note: str = "") -> OverlapPanel:
    made = OverlapPanel(look)
    made.show_overlaps(items, people=(ME, AK, RM), note=note)
    stage(qtbot, made, 1240, 900)
    made.focus_card()
    return made


def test_it_is_given_with_a_reason_and_taken_up_again(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, SENTENCE)
    press(qtbot, shown, "Give to…")
    [menu] = [one for one in shown.findChildren(QMenu) if one.isVisible()]
    assert [action.text() for action in menu.actions()] == ["A. K.", "R. M."], "not to myself"
    menu.actions()[1].trigger()
    menu.close()
    field = next(one for one in shown.findChildren(QPlainTextEdit) if one.isVisible())
    field.setPlainText("You know it")
    with qtbot.waitSignal(shown.given) as given:
        press(qtbot, shown, "Give to R. M.")
    assert given.args == ["o1", "rm", "You know it"]
    turn = replace(SENTENCE, turn=Turn(ME, RM, "You know it"))
    shown.show_overlaps((turn,), people=(ME, AK, RM))
    assert "Given to R. M.: You know it" in texts(shown)
    with qtbot.waitSignal(shown.taken_up):
        press(qtbot, shown, "Take it up again")
    left = replace(SENTENCE, turn=Turn(ME, until="29 November"))
    shown.show_overlaps((left,), people=(ME, AK, RM))
    assert texts(shown).count("Left until 29 November") == 2, "on the card and in the list"
    assert unnamed_controls(shown) == []


def test_the_other_is_asked_once_and_the_answer_stands_there(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, SENTENCE)
    press(qtbot, shown, "Ask A. K.")
    field = next(one for one in shown.findChildren(QPlainTextEdit) if one.isVisible())
    field.setPlainText("Which?")
    with qtbot.waitSignal(shown.asked) as asked:
        qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == ["o1", "Which?"]
    asked_about = Question(ME, "just now", "Which?", ((AK, "Mine."),))
    shown.show_overlaps((replace(SENTENCE, questions=(asked_about,)),))
    told = texts(shown)
    assert "You asked" in told
    assert "A. K. answered" in told


def test_a_suggestion_is_a_further_choice(look: Look, qtbot: QtBot) -> None:
    third = Wording(f"{THIRD}s1", "It helps.\n", (RM,))
    item = replace(SENTENCE, wordings=(*SENTENCE.wordings, third))
    shown = panel(look, qtbot, item)
    assert "R. M. suggests" in texts(shown)
    assert "You and A. K. both changed this sentence" in texts(shown), "two wrote it, no third"
    with qtbot.waitSignal(shown.confirmed) as taken:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_3)
    assert taken.args == ["o1", f"{THIRD}s1", None]
    shown.show_overlaps((item,), note="You review here.")
    assert "You review here." in texts(shown)
    assert not [one for one in shown.findChildren(type(button(shown, "Use mine"))) if "Take" in
                one.text() and one.isVisible()]  # fmt: skip


def test_what_broke_is_kept_by_one_or_changed_by_hand(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, BROKEN)
    told = texts(shown)
    assert "more than one right answer" in told
    assert "Two different right answers" in told
    assert "A. K. made B right" in told
    with qtbot.waitSignal(shown.by_hand):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_E)
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    with qtbot.waitSignal(shown.confirmed) as taken:
        press(qtbot, shown, "Keep B")
    assert taken.args == ["b1", "2", None]


def test_what_was_moved_and_changed_says_so() -> None:
    item = replace(
        SENTENCE,
        kind="moved-edited",
        wordings=(
            Wording("1", SENTENCE.was, (ME,)),
            Wording("2", "It rarely works when it is about the person.\n", (AK,)),
        ),
        now="It rarely works when it is about the person.\n",
    )
    assert [wrote(one, item) for one in item.wordings] == [
        "You moved it here",
        "A. K. changed it at its old place",
    ]
    assert keep(item) == "Change it at the new place"
    assert use(item, item.wordings[0]) == "Leave its words alone"


def test_what_comes_in_takes_neither_the_focus_nor_words_begun(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, SENTENCE)
    button(shown, "Write it anew…").setFocus()
    shown.show_overlaps((SENTENCE,), people=(ME, AK, RM))
    assert QApplication.focusWidget() is button(shown, "Write it anew…")
    later = replace(SENTENCE, when="an hour ago")
    shown.show_overlaps((later,), people=(ME, AK, RM))
    assert QApplication.focusWidget() is button(shown, "Write it anew…"), "though it is made anew"
    press(qtbot, shown, "Write it anew…")
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText("Begun")
    shown.show_overlaps((SENTENCE,), people=(ME, AK, RM))
    assert QApplication.focusWidget() is field
    assert field.toPlainText() == "Begun"


def test_two_texts_of_ones_own_are_told_apart() -> None:
    item = replace(
        SENTENCE, wordings=(SENTENCE.wordings[0], Wording("2", "It rarely works.\n", (ME,)))
    )
    assert question(item) == "You changed this place more than once, apart"
    assert [use(item, one) for one in item.wordings] == ["Use text 1", "Use text 2"]
