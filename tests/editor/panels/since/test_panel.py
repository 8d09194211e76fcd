"""The page of what is new: each line leads to its lesson, and all of it is marked as seen."""

from __future__ import annotations

from typing import get_args

import pytest
from pytestqt.qtbot import QtBot

from app.flows.overview.since import What
from app.flows.overview.since_talk import How
from editor.panels.kit.avatars import Face
from editor.panels.kit.look import Look
from editor.panels.receipts.values import ReceiptLine
from editor.panels.since.panel import MOST_LINES, SincePanel
from editor.panels.since.telling import HappenedTold, SaidTold, happened_line, said_line
from editor.panels.since.values import SinceCourse, SinceSection
from tests.editor.panels.cards.stage import HOSTILE, press, rich_texts, stage, texts
from tests.editor.panels.conftest import unnamed_controls

AK = Face("ak", "A. K.")
LINE = ReceiptLine("A. K. changed a sentence in “Feedback”", "17:05", AK, lesson="l1")
NEW = SinceCourse(
    "c1", "Cranes", "1 lesson changed since Friday",
    (SinceSection("Feedback", "1", (LINE,)),), can_be_seen=True,
)  # fmt: skip


def panel(look: Look, qtbot: QtBot, *courses: SinceCourse) -> SincePanel:
    made = SincePanel(look)
    made.show_news(courses)
    stage(qtbot, made, 900, 700)
    return made


def test_a_line_leads_to_its_lesson_in_its_course(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, NEW)
    assert "1 lesson changed since Friday" in texts(shown)
    with qtbot.waitSignal(shown.lesson_chosen) as said:
        press(qtbot, shown, "Go to it")
    assert said.args == ["c1", "l1"]


def test_all_is_marked_as_seen_and_as_not_seen(look: Look, qtbot: QtBot) -> None:
    shown = panel(look, qtbot, NEW)
    with qtbot.waitSignal(shown.seen) as said:
        press(qtbot, shown, "Mark all as seen")
    assert said.args == ["c1"]
    shown.show_news(
        (SinceCourse("c1", "Cranes", "You have seen all of it.", can_be_set_back=True),)
    )
    with qtbot.waitSignal(shown.set_back) as said:
        press(qtbot, shown, "Mark as not seen")
    assert said.args == ["c1"]


def test_nothing_is_new(look: Look, qtbot: QtBot) -> None:
    assert "Nothing is new" in texts(panel(look, qtbot))


def test_many_lines_are_cut_and_counted_and_nothing_is_obeyed(look: Look, qtbot: QtBot) -> None:
    lines = tuple(ReceiptLine(HOSTILE, HOSTILE, AK, lesson="l1") for _ in range(MOST_LINES + 3))
    shown = panel(look, qtbot, SinceCourse("c", HOSTILE, "", (SinceSection(HOSTILE, "", lines),)))
    assert "and 3 more" in texts(shown)
    assert unnamed_controls(shown) == []
    assert rich_texts(shown) == []


@pytest.mark.parametrize("how", get_args(How))
@pytest.mark.parametrize("to_me", [True, False])
def test_everything_said_is_told(how: str, to_me: bool) -> None:
    line = said_line(SaidTold(how, AK, "17:05", "Why?", "quote", to_me, "l1"))
    assert line.title.startswith("A. K. ")
    assert (line.detail, line.pill) == ("17:05: “Why?”", "to you" if to_me else "")


@pytest.mark.parametrize("what", get_args(What))
def test_everything_that_happened_is_told(what: str) -> None:
    assert happened_line(HappenedTold(what, AK, "17:05", "New", 3)).title.startswith("A. K. ")
