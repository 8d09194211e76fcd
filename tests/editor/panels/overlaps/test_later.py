"""What others write at a place while its card is on show is seen, and words begun there stay."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from editor.panels.kit.look import Look
from editor.panels.overlaps.panel import OverlapPanel
from editor.panels.overlaps.values import OverlapItem, Wording
from tests.editor.panels.cards.stage import press, texts
from tests.editor.panels.overlaps.examples import RM, SENTENCE, THREE
from tests.editor.panels.overlaps.test_panel import card, focused, panel

Key = Qt.Key


def begin(look: Look, qtbot: QtBot, words: str, *items: OverlapItem) -> OverlapPanel:
    shown = panel(look, qtbot, *items)
    qtbot.keyClick(card(shown), Key.Key_E)
    qtbot.keyClicks(focused(), words)
    return shown


def field_words(shown: OverlapPanel) -> str:
    field = focused()
    assert isinstance(field, QPlainTextEdit) and shown.isAncestorOf(field)
    return field.toPlainText()


def test_what_others_wrote_meanwhile_is_seen_before_words_replace_it(
    look: Look, qtbot: QtBot
) -> None:
    over = replace(SENTENCE, now="It never works.\n", settled=True, over=(RM,))
    grown = replace(
        SENTENCE,
        id="o11",
        wordings=(*SENTENCE.wordings, Wording("3", "It never works.\n", (RM,))),
        now="It never works.\n",
    )
    for later in (over, grown):
        shown = begin(look, qtbot, "My words", SENTENCE, THREE)
        shown.show_overlaps((THREE, later))
        assert shown.current == later.id and field_words(shown) == "My words"
        said = texts(shown)
        assert "R. M. wrote here while you were writing." in said
        assert "R. M.’s text · this is in the lesson now" in said and "never" in said
        assert "Both together" not in said and "Settled meanwhile" not in said
        with qtbot.waitSignal(shown.confirmed) as sent:
            press(qtbot, shown, "Use this text instead")
        assert sent.args == [later.id, "text", "My words\n"] and shown.item == later


def test_a_place_that_is_gone_says_so_beside_the_words(look: Look, qtbot: QtBot) -> None:
    shown = begin(look, qtbot, "My words", SENTENCE, THREE)
    shown.show_overlaps((THREE,))
    assert "nothing is left to choose here" in texts(shown) and field_words(shown) == "My words"
    assert "this is in the lesson now" not in texts(shown)
    shown.show_overlaps((SENTENCE, THREE))
    assert "nothing is left to choose here" not in texts(shown)
    qtbot.keyClick(focused(), Key.Key_F8)
    assert shown.current == THREE.id
    qtbot.keyClick(focused(), Key.Key_F8)
    assert field_words(shown) == "My words", "who goes on and comes back finds them"
    assert "while you were writing" not in texts(shown)


def test_who_wrote_over_both_texts_is_said(look: Look, qtbot: QtBot) -> None:
    said = texts(panel(look, qtbot, replace(SENTENCE, now="Never.\n", settled=True, over=(RM,))))
    assert "R. M. wrote over this place since, with both texts in view." in said
    assert "R. M.’s text · this is in the lesson now" in said and "Both together" not in said
    assert "A. K. and R. M. see your choice" in said
