"""The light preview writes what is in sight and somewhat more; the rest when it is wanted."""

from __future__ import annotations

from random import Random

import pytest
from PySide6.QtCore import QEventLoop, QPoint, QTimer, QUrl
from PySide6.QtWidgets import QApplication, QTextBrowser
from pytestqt.qtbot import QtBot

from editor.panels.kit.look import Look
from editor.panels.preview.light_difference import as_far_as
from editor.panels.preview.values import PreviewMark, PreviewMarkKind
from tests.editor.panels.preview.conftest import Desk, desk_of

BLOCKS = 400
LESSON = "".join(f"Block {n} of [some](#end) words.\n\n" for n in range(BLOCKS)) + "## End\n"


@pytest.fixture
def light(look: Look, qtbot: QtBot) -> Desk:
    made = desk_of(look, qtbot, full=False)
    browser(made).clearFocus()
    return made


def browser(desk: Desk) -> QTextBrowser:
    return desk.preview.findChildren(QTextBrowser)[0]


def written(desk: Desk) -> list[str]:
    """List the lines that are written, without asking for more."""
    return [line for line in browser(desk).document().toPlainText().split("\n") if line.strip()]


def come_to_rest(desk: Desk) -> None:
    """Let it write as long as it goes on."""
    (later,) = (timer for timer in desk.preview.findChildren(QTimer) if timer.isSingleShot())
    while later.isActive():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def top(desk: Desk) -> str:
    """Return the line at the top."""
    return browser(desk).cursorForPosition(QPoint(40, 14)).block().text()


def test_what_nobody_looks_at_is_not_written(light: Desk, qtbot: QtBot) -> None:
    light.show(LESSON)
    come_to_rest(light)
    few = len(written(light))
    assert 20 < few < BLOCKS // 2
    bar = browser(light).verticalScrollBar()
    bar.setValue(bar.maximum())
    come_to_rest(light)
    assert few < len(written(light)) < BLOCKS
    light.wait_for_text(lambda words: words.endswith("End"))


def test_a_line_far_below_comes_to_the_top(light: Desk, qtbot: QtBot) -> None:
    light.show(LESSON)
    light.preview.scroll_to_line(600.0)
    qtbot.waitUntil(lambda: top(light).startswith("Block 300 "))
    assert len(written(light)) < BLOCKS


def test_a_mark_and_the_goal_of_a_link_are_written(light: Desk, qtbot: QtBot) -> None:
    light.show(LESSON)
    with qtbot.waitSignal(light.preview.placed):
        light.preview.show_marks([PreviewMark("far", PreviewMarkKind.COMMENT, 500, "words")])
    light.preview.go_to_mark("far")
    qtbot.waitUntil(lambda: any(line.startswith("Block 250 ") for line in written(light)))
    light.show(LESSON)
    light.preview.show_marks([])
    browser(light).anchorClicked.emit(QUrl("#end"))
    qtbot.waitUntil(lambda: written(light)[-1].strip() == "End")


def test_edits_leave_the_beginning_of_the_whole(light: Desk, look: Look, qtbot: QtBot) -> None:
    chance, whole = Random(5), desk_of(look, qtbot, full=False)
    lines = LESSON.split("\n")
    light.show(LESSON)
    come_to_rest(light)
    for turn in range(30):
        at = chance.choice((0, 3, len(written(light)) * 2 - 3, len(written(light)) * 2, 500))
        gone = chance.choice((0, 1, 2, 5))
        put = [f"New {turn}", "", "more", ""][: chance.choice((0, 1, 2, 4))]
        lines[at : at + gone] = put
        light.edit(at, gone, put)
        if chance.random() < 0.5:
            come_to_rest(light)
    come_to_rest(light)
    whole.show("\n".join(lines))
    whole.preview.shown_text()
    come_to_rest(whole)
    part = written(light)
    assert 20 < len(part) < BLOCKS - 50
    assert part == written(whole)[: len(part)]


def test_how_far_new_blocks_go() -> None:
    old = [(1, "a"), (2, "b"), (3, "c")]
    assert as_far_as(old, [(1, "a"), (9, "x"), (2, "b"), (3, "c"), (4, "d")])[-1] == (3, "c")
    assert as_far_as(old, [(1, "a"), (2, "b"), (8, "y"), (4, "d")]) == [(1, "a"), (2, "b")]
    assert as_far_as(old, [(8, "y")]) == []
