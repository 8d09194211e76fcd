"""Overlaps are checked by mouse and by keys, one after the other, and never twice."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.panels.cards.choice import Choice
from editor.panels.cards.scroll import Page
from editor.panels.kit.arrange import column
from editor.panels.kit.look import Look
from editor.panels.overlaps.card import OverlapCard
from editor.panels.overlaps.filtering import FilterField
from editor.panels.overlaps.listing import OverlapList
from editor.panels.overlaps.panel import OverlapPanel
from editor.panels.overlaps.values import OverlapItem
from tests.editor.panels.cards.stage import (
    HOSTILE,
    button,
    press,
    rich_texts,
    stage,
    tab_chain,
    texts,
)
from tests.editor.panels.conftest import unnamed_controls
from tests.editor.panels.overlaps.examples import (
    FILES,
    FOUND,
    MOVED,
    SENTENCE,
    SETTLED,
    THREE,
    TITLES,
)

Key, Shift, Ctrl = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def panel(look: Look, qtbot: QtBot, *items: OverlapItem, width: int = 1240) -> OverlapPanel:
    made = OverlapPanel(look)
    made.show_overlaps(items)
    stage(qtbot, made, width, 860)
    made.focus_card()
    return made


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def card(shown: OverlapPanel) -> OverlapCard:
    return next(one for one in shown.findChildren(OverlapCard) if one.isVisibleTo(shown))


def test_the_card_says_what_it_was_and_who_wrote_what(look: Look, qtbot: QtBot) -> None:
    said = texts(panel(look, qtbot, SENTENCE))
    assert "You and A. K. both changed this sentence" in said
    assert "It does not work when it is about the person." in said
    assert "It does not work when it is about the [yours: person’s character] ." in said
    assert "It [theirs: rarely works] when it is about the person." in said
    assert "1 overlap to check" in said


def test_enter_keeps_what_stands_and_the_focus_begins_there(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, SENTENCE)
    assert focused() is button(shown, "Keep this")
    with qtbot.waitSignal(shown.confirmed) as said:
        qtbot.keyClick(focused(), Key.Key_Return)
    assert said.args == ["o1", "merged", None]


def test_one_and_two_take_a_side(look: Look, qtbot: QtBot) -> None:
    for key, take in ((Key.Key_1, "1"), (Key.Key_2, "2"), (Key.Key_3, "3")):
        shown = panel(look, qtbot, THREE)
        with qtbot.waitSignal(shown.confirmed) as said:
            qtbot.keyClick(card(shown), key)
        assert said.args == ["o2", take, None]


def test_a_key_for_no_wording_does_nothing(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, SENTENCE)
    with qtbot.assertNotEmitted(shown.confirmed):
        qtbot.keyClick(card(shown), Key.Key_3)
        qtbot.keyClick(card(shown), Key.Key_1, Ctrl)


def test_enter_on_a_sides_button_takes_that_side(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, SENTENCE)
    button(shown, "Use theirs").setFocus()
    with qtbot.waitSignal(shown.confirmed) as said:
        qtbot.keyClick(focused(), Key.Key_Return)
    assert said.args == ["o1", "2", None]


def test_a_click_takes_a_side(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, SENTENCE)
    with qtbot.waitSignal(shown.confirmed) as said:
        press(qtbot, shown, "Use mine")
    assert said.args == ["o1", "1", None]


def test_a_second_press_confirms_nothing_twice(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, SENTENCE, THREE)
    said: list[tuple[object, ...]] = []
    shown.confirmed.connect(lambda *args: said.append(args))
    qtbot.keyClick(focused(), Key.Key_Return)
    qtbot.keyClick(focused(), Key.Key_Return)
    assert len(said) == 1
    shown.show_overlaps((THREE,))
    qtbot.keyClick(focused(), Key.Key_Return)
    assert said[1] == ("o2", "merged", None)


def test_it_is_written_anew_in_place(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, SENTENCE, THREE)
    qtbot.keyClick(card(shown), Key.Key_E)
    field = focused()
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == SENTENCE.now.rstrip("\n")
    qtbot.keyClicks(field, "12e It seldom works.")
    with qtbot.waitSignal(shown.confirmed) as said:
        qtbot.keyClick(field, Key.Key_Return, Ctrl)
    assert said.args == ["o1", "text", "12e It seldom works.\n"]
    shown.keep_words()  # the disk was full
    shown.show_overlaps((SENTENCE, THREE))
    assert focused() is field, "what did not arrive stays"
    qtbot.keyClick(field, Key.Key_Return, Ctrl)
    shown.show_overlaps((THREE,))
    assert shown.current == THREE.id and card(shown).isAncestorOf(focused())
    assert "Settled meanwhile" not in texts(shown)


def test_escape_leaves_the_field_first_then_the_panel(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, SENTENCE)
    qtbot.keyClick(card(shown), Key.Key_E)
    with qtbot.assertNotEmitted(shown.back):
        qtbot.keyClick(focused(), Key.Key_Escape)
    assert focused() is button(shown, "Write it anew…")
    with qtbot.waitSignal(shown.back):
        qtbot.keyClick(focused(), Key.Key_Escape)


def test_f8_goes_round(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, SENTENCE, THREE, MOVED)
    places = []
    for modifier in (Qt.KeyboardModifier.NoModifier,) * 3 + (Shift,):
        qtbot.keyClick(focused(), Key.Key_F8, modifier)
        places.append(shown.current)
        assert focused() is button(shown, "Keep this")
    assert places == ["o2", "o3", "o1", "o3"]
    assert "Overlap 3 of 3" in texts(shown)


def test_the_list_chooses_and_a_second_press_goes_to_the_card(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, SENTENCE, THREE)
    row = next(one for one in shown.findChildren(Choice) if "three texts" in one.accessibleName())
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert shown.current == "o2"
    assert row.isChecked()
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert focused() is button(shown, "Keep this")


def test_what_was_checked_gives_way_to_the_next(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, SENTENCE, THREE, MOVED)
    shown.go_next()
    shown.show_overlaps((SENTENCE, MOVED))
    assert shown.current == "o3"
    shown.show_overlaps((SENTENCE,))
    assert shown.current == "o1"


def test_nothing_to_check_is_a_good_end(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, SENTENCE)
    shown.show_overlaps(())
    said = texts(shown)
    assert "Nothing to check" in said and "Nothing is lost, nothing is wrong." in said
    with qtbot.waitSignal(shown.back):
        press(qtbot, shown, "Back to writing")


def test_outline_overlaps_have_their_own_choices(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, MOVED)
    assert "You moved “Curating” to Practice; A. K. removed it." in texts(shown)
    assert "It is in Practice." in texts(shown)
    with qtbot.waitSignal(shown.confirmed) as said:
        press(qtbot, shown, "Take it out")
    assert said.args == ["o3", "2", None]


def test_files_apart_are_kept_both_or_one_is_chosen(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, FILES)
    said = texts(shown)
    assert "Different files at one place: “media/bee.png”" in said
    assert "You put this file there" in said and "A. K. put this file there" in said
    assert "media/bee (2).png" in said
    with qtbot.waitSignal(shown.confirmed) as kept:
        press(qtbot, shown, "Keep both")
    assert kept.args == ["o9", "merged", None]
    other = panel(look, qtbot, FILES)
    with qtbot.waitSignal(other.confirmed) as taken:
        press(qtbot, other, "Use theirs")
    assert taken.args == ["o9", "2", None]


def test_an_outline_overlap_is_not_written_anew(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, TITLES)
    qtbot.keyClick(card(shown), Key.Key_E)
    assert not [one for one in shown.findChildren(QPlainTextEdit) if one.isVisible()]


def test_a_found_lesson_has_one_button_to_bring_it_back(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, FOUND)
    with qtbot.waitSignal(shown.confirmed) as said:
        press(qtbot, shown, "Bring it back")
    assert said.args == ["o4", "merged", None]


def test_what_later_writing_settled_is_closed_together(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, SENTENCE, SETTLED, replace(SETTLED, id="o8"))
    assert "1 overlap to check" in texts(shown)
    assert "2 settled by later writing" in texts(shown)
    with qtbot.waitSignal(shown.confirmed_all_settled):
        press(qtbot, shown, "Close 2 together")


def test_one_who_may_not_decide_is_told_why(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, SENTENCE, SETTLED)
    shown.show_overlaps((SENTENCE, SETTLED), hindrance="Authors decide this.")
    with qtbot.assertNotEmitted(shown.confirmed):
        press(qtbot, shown, "Use mine")
        qtbot.keyClick(card(shown), Key.Key_Return)
    assert button(shown, "Keep this").reason == "Authors decide this."
    with qtbot.assertNotEmitted(shown.confirmed_all_settled):
        press(qtbot, shown, "Close it")


def test_words_being_written_are_never_taken_away(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, SENTENCE, THREE)
    qtbot.keyClick(card(shown), Key.Key_E)
    field = focused()
    qtbot.keyClicks(field, "My words")
    shown.show_overlaps((THREE,))
    assert field.isVisible() and field.toPlainText() == "My words"  # type: ignore[attr-defined]
    assert "settled meanwhile" in button(shown, "Use this text").reason
    shown.show_overlaps((SENTENCE, THREE))
    assert field.isVisible() and field.toPlainText() == "My words"  # type: ignore[attr-defined]
    with qtbot.waitSignal(shown.confirmed) as said:
        qtbot.keyClick(field, Key.Key_Return, Ctrl)
    assert said.args == ["o1", "text", "My words\n"]


def test_tab_goes_from_the_bar_through_the_card_to_the_list(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, SENTENCE, THREE)
    chain = tab_chain(shown, button(shown, "Back to writing"))
    wanted = ["Back to writing", "Next overlap", "Use mine", "Use theirs", "Keep this"]
    assert [name for name in chain if name in wanted] == wanted
    assert chain.index("Keep this") < chain.index("One sentence, two texts")


def test_where_it_is_narrow_nothing_is_out_of_reach(look: Look, qtbot: QtBot) -> None:
    shown = OverlapPanel(look)
    shown.show_overlaps((SENTENCE, SETTLED))
    window = QWidget()
    window.setLayout(column(look, shown))
    stage(qtbot, window, 640, 860)
    for words in ("Use mine", "Use theirs", "Keep this", "Close it"):
        one = button(shown, words)
        assert one.mapTo(window, one.rect().topRight()).x() <= 640
    assert card(shown).width() <= 640


def test_where_it_is_low_the_card_has_the_room(look: Look, qtbot: QtBot) -> None:
    """As on a small screen at 200 %: both texts and the choice are in sight."""
    shown = OverlapPanel(look)
    window = QWidget()
    window.setLayout(column(look, shown))
    shown.show_overlaps((replace(SENTENCE, before="Before it.\n\n" * 9),))
    stage(qtbot, window, 640, 410)
    sight = next(one for one in shown.findChildren(Page) if one.isAncestorOf(card(shown)))
    qtbot.waitUntil(lambda: sight.verticalScrollBar().value() > 0)
    for words in ("Use mine", "Use theirs", "Keep this"):
        one = button(shown, words)
        top = one.mapTo(sight.viewport(), one.rect().topLeft()).y()
        assert 0 <= top <= sight.viewport().height() - one.height()
    assert not shown.findChildren(OverlapList)[0].isVisible()
    shown.show_overlaps((SENTENCE, THREE))
    assert shown.findChildren(OverlapList)[0].isVisible()


def test_every_control_has_a_name(look: Look, qtbot: QtBot) -> None:
    assert unnamed_controls(panel(look, qtbot, SENTENCE, MOVED, SETTLED)) == []


def test_nothing_of_a_lesson_is_obeyed(look: Look, qtbot: QtBot) -> None:
    one, two = SENTENCE.wordings
    face = replace(one.faces[0], name=HOSTILE, me=False)
    bad = replace(
        SENTENCE,
        title=HOSTILE,
        was=HOSTILE,
        now=HOSTILE,
        before=HOSTILE,
        after=HOSTILE,
        wordings=(replace(one, text=HOSTILE, when=HOSTILE), replace(two, faces=(face,))),
    )
    shown = panel(look, qtbot, bad, replace(MOVED, title=HOSTILE))
    # Tips with a person's name are made by the avatar of the kit.
    assert [one for one in rich_texts(shown) if "tip of Avatar" not in one] == []


def test_many_are_told_apart_and_filtered(look: Look, qtbot: QtBot) -> None:
    many = [
        replace(SENTENCE, id=f"o{n}", was=f"Sentence number {n} was so.", title=f"Part {n // 5}")
        for n in range(20)
    ]
    shown = panel(look, qtbot, *many, replace(TITLES, id="title"))
    rows = [row.accessibleDescription() for row in shown.findChildren(Choice)]
    assert len(rows) == len(set(rows)) == 21, "no two rows read the same"
    [field] = shown.findChildren(FilterField)
    field.setText("number 7")
    assert shown.current == "o7"
    assert "1 of 21 have it." in texts(shown)
    shown.go_next()
    assert shown.current == "o7", "it walks what the filter left"
    field.setText("part 1")
    shown.go_previous()
    assert shown.current == "o6"
    field.setText("nothing has this")
    assert shown.current == "o6", "nothing is taken away"
    shown.show_overlaps(many, "o12")
    assert (shown.current, field.text()) == ("o12", ""), "who is led to one sees it"
    field.setText("o")
    QTest.keyClick(field, Key.Key_Escape)
    assert field.text() == ""


def test_few_have_no_filter(look: Look, qtbot: QtBot) -> None:
    [field] = panel(look, qtbot, SENTENCE, TITLES).findChildren(FilterField)
    assert not field.isVisible()
