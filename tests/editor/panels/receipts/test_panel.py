"""Every sync can be read, line by line, and each line leads to what it is about."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor.panels.cards.choice import Choice
from editor.panels.cards.runs import Run
from editor.panels.kit.avatars import Face
from editor.panels.kit.choices import CheckBox
from editor.panels.kit.look import Look
from editor.panels.receipts.panel import MOST_LINES, ReceiptPanel
from editor.panels.receipts.values import Going, ReceiptLine, ReceiptPage, ReceiptRow
from tests.editor.panels.cards.stage import HOSTILE, press, rich_texts, stage, texts
from tests.editor.panels.conftest import unnamed_controls

ROWS = (
    ReceiptRow("a", "Today", "10:42", "6 in, 3 out, 1 overlap"),
    ReceiptRow("b", "Friday", "17:40", "11 out"),
    ReceiptRow("c", "Friday", "13:02", "9 waited", "no-network"),
)
PAGE = ReceiptPage(
    "a",
    "Today, 10:42",
    "with the server of Plant North",
    6,
    3,
    (
        ReceiptLine(
            "A. K. changed “Feedback”",
            "Course",
            Face("ak", "A. K."),
            (Run("gone", "does not work"), Run("new", "rarely works")),
            lesson="l1",
        ),
        ReceiptLine("1 overlap was made by this", "Both texts are kept.", "stitches", overlap="o1"),
    ),
    (ReceiptLine("You wrote an answer", "Course"),),
)


def panel(look: Look, qtbot: QtBot, page: ReceiptPage | None = PAGE) -> ReceiptPanel:
    made = ReceiptPanel(look)
    made.show_receipts(ROWS)
    made.show_receipt(page)
    stage(qtbot, made, 1200, 860)
    return made


def test_the_account_and_its_lines_are_read(look: Look, qtbot: QtBot) -> None:
    said = texts(panel(look, qtbot))
    for words in (
        "All of it arrived, and all of it is accounted for.",
        "6 in, 3 out.",
        "[deleted: does not work] [inserted: rarely works]",
        "Came in",
        "Went out",
    ):
        assert words in said


def test_the_days_head_the_list(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot)
    names = [one.accessibleName() for one in shown.findChildren(Choice)]
    assert names == ["Today, 10:42", "Friday, 17:40", "Friday, 13:02"]
    assert texts(shown).split("\n").count("Friday") == 1
    assert "No network" in shown.findChildren(Choice)[2].accessibleDescription()


def test_another_sync_is_chosen_with_the_keys(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot)
    first = shown.findChildren(Choice)[0]
    assert first.isChecked()
    first.setFocus()
    with qtbot.waitSignal(shown.receipt_chosen) as said:
        qtbot.keyClick(first, Qt.Key.Key_Down)
    assert said.args == ["b"]


def test_lines_lead_to_lesson_and_overlap(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot)
    with qtbot.waitSignal(shown.lesson_chosen) as said:
        press(qtbot, shown, "Go to it")
    assert said.args == ["l1"]
    with qtbot.waitSignal(shown.overlap_chosen) as said:
        press(qtbot, shown, "Check it")
    assert said.args == ["o1"]


def going(*lines: ReceiptLine, way: Going = "take-back") -> ReceiptPage:
    return ReceiptPage("a", "Today, 10:42", "", 3, 0, lines, going=way, before="10:42")


ONE = ReceiptLine("A. K. changed “Feedback”", sign=Face("ak", "A. K."), id="1", by="A. K.")
TWO = ReceiptLine("R. M. changed “Roles”", sign=Face("rm", "R. M."), id="2", by="R. M.")
STAYS = ReceiptLine("R. M. wrote 2 comments", sign=Face("rm", "R. M."), pill="stays")


def test_what_is_ticked_goes_back_with_the_reason(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, going(ONE, TWO, STAYS))
    take, boxes = shown.taking.take, shown.findChildren(CheckBox)
    assert [one.accessibleName() for one in boxes] == [
        "Goes back: A. K. changed “Feedback”",
        "Goes back: R. M. changed “Roles”",
    ]
    assert all(one.isChecked() for one in boxes), "all that came can go back at one press"
    assert take.accessibleName() == "Take back 2"
    press(qtbot, shown, "Leave it")
    assert (take.reason, shown.taking.take.accessibleName()) == (
        "Tick what is to go back.",
        "Take back",
    )
    with qtbot.assertNotEmitted(shown.taken_back):
        take.click()
    boxes[0].setChecked(True)
    assert "Your reason; A. K. sees it" in texts(shown)
    assert "1 change by A. K. stays in the history" in texts(shown)
    boxes[1].setChecked(True)
    assert (take.accessibleName(), take.reason) == ("Take back 2", "")
    assert "2 changes stay in the history" in texts(shown)
    shown.taking.why.setPlainText(" The source says so. ")
    with qtbot.waitSignal(shown.taken_back) as said:
        take.click()
    assert said.args == ["a", ["1", "2"], "The source says so."]


def test_the_whole_batch_goes_back_also_what_is_not_shown(look: Look, qtbot: QtBot) -> None:
    many = tuple(replace(ONE, id=str(n)) for n in range(MOST_LINES + 20))
    shown = panel(look, qtbot, going(*many, STAYS))
    assert shown.taking.take.accessibleName() == f"Take back {MOST_LINES + 20}"
    press(qtbot, shown, "Leave it")
    press(qtbot, shown, f"Tick all {MOST_LINES + 20} lines")
    assert shown.taking.take.accessibleName() == f"Take back {MOST_LINES + 20}"
    with qtbot.waitSignal(shown.taken_back) as said:
        shown.taking.take.click()
    assert len(said.args[1]) == MOST_LINES + 20
    press(qtbot, shown, "Leave it")
    assert shown.taking.take.reason == "Tick what is to go back."


def test_ticks_stay_when_the_same_sync_is_read_again(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, going(ONE, TWO))
    shown.findChildren(CheckBox)[0].setChecked(False)
    shown.taking.why.setPlainText("Why")
    shown.show_receipt(going(replace(ONE, id="", pill="taken back"), TWO))
    assert [one.isChecked() for one in shown.findChildren(CheckBox)] == [True]
    assert shown.taking.why.words() == "Why"
    press(qtbot, shown, "Leave it")
    assert not any(one.isChecked() for one in shown.findChildren(CheckBox))


@pytest.mark.parametrize(("way", "verb"), [("put-back", "Put back 1"), ("suggest", "Suggest 1")])
def test_the_button_says_what_it_does(look: Look, qtbot: QtBot, way: Going, verb: str) -> None:
    shown = panel(look, qtbot, going(ONE, way=way))
    assert shown.taking.take.accessibleName() == verb


def test_where_nothing_can_go_back_nothing_is_offered(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, going(STAYS))
    assert not shown.taking.isVisible()
    shown.show_receipt(going(ONE))
    assert shown.taking.isVisible()


def test_a_sync_of_ten_thousand_lines_is_cut_and_counted(look: Look, qtbot: QtBot) -> None:
    many = tuple(ReceiptLine(f"Line {n}") for n in range(10_000))
    shown = panel(look, qtbot, ReceiptPage("a", "Today", "", 10_000, 0, many))
    assert f"and {10_000 - MOST_LINES} more" in texts(shown)


def test_nothing_was_sent_yet(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, None)
    shown.show_receipts(())
    assert "Nothing was sent or fetched yet." in texts(shown)


def test_every_control_has_a_name_and_nothing_is_obeyed(look: Look, qtbot: QtBot) -> None:
    bad = ReceiptPage("a", HOSTILE, HOSTILE, 1, 0, (ReceiptLine(HOSTILE, HOSTILE, lesson="l1"),))
    shown = panel(look, qtbot, bad)
    assert unnamed_controls(shown) == []
    assert rich_texts(shown) == []
