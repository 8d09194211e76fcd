"""Text and preview scroll in step, block for block, whatever the blocks are; both previews."""

from __future__ import annotations

from itertools import cycle

import pytest
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from editor.panels.preview.full import FullPreview
from tests.editor.panels.preview.conftest import Desk

KINDS = (
    "## Head {n}",
    "A paragraph {n} of some words that go on and on. " * 6,
    "- one {n}\n- two\n- three",
    "| a | b |\n|---|---|\n| {n} | c |",
    "```\ncode {n}\nmore\n```",
    "> said {n}",
    "Which {n}?\n\n[( )] this\n[(X)] that",
)
LESSON = "\n\n".join(KINDS[n % len(KINDS)].replace("{n}", str(n)) for n in range(84)) + "\n"


def scrolled(desk: Desk, by: float) -> None:
    """Scroll as a person does."""
    if isinstance(desk.preview, FullPreview):
        desk.preview.page.runJavaScript(f"window.scrollBy(0, {by})", 1)
    else:
        bar = desk.preview.findChildren(QTextBrowser)[0].verticalScrollBar()
        bar.setValue(bar.value() + round(by))


@pytest.mark.parametrize("block", [7, 24, 45, 60])
def test_the_block_that_is_asked_for_comes_to_the_top(desk: Desk, qtbot: QtBot, block: int) -> None:
    desk.show(LESSON)
    desk.wait_for_text(lambda words: "said82" in words)
    lines: list[float] = []
    ident, start, end = desk.render.ranges()[block]
    with qtbot.waitSignal(desk.preview.page_scrolled, timeout=8000):
        desk.preview.scroll_to_line(float(start))
    qtbot.wait(300)
    desk.preview.line_scrolled.connect(lines.append)
    steps = cycle((4, -4))

    def told() -> bool:
        scrolled(desk, next(steps))
        return bool(lines)

    scrolled(desk, 6)
    qtbot.waitUntil(told, timeout=8000)
    assert desk.preview.block_at(lines[-1]) is not None
    assert start <= lines[-1] < end, (ident, lines)
