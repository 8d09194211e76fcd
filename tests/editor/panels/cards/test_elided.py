"""Titles longer than their room end in an ellipsis; what stands before them stays in sight."""

from __future__ import annotations

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from editor.panels.cards.elided import ElidedButton
from editor.panels.kit.buttons import Kind
from editor.panels.kit.look import Look
from tests.editor.panels.cards.stage import stage

LONG = "Giving feedback & taking it, " * 6


def painted(look: Look, qtbot: QtBot, title: str) -> tuple[ElidedButton, QImage]:
    """A button of at most 240 pixels with this title, and what it looks like."""
    made = ElidedButton(look, "Back", Kind.QUIET, icon="chevron-left", small=True)
    made.show_title(title)
    stage(qtbot, made, min(240, made.sizeHint().width()), made.sizeHint().height())
    return made, made.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def columns(image: QImage, start: int, end: int) -> list[bool]:
    """Tell for each column of pixels whether anything dark is painted there."""
    return [
        any(image.pixelColor(x, y).lightness() < 128 for y in range(4, image.height() - 4))
        for x in range(start, end)
    ]


def test_a_long_title_keeps_the_sign_before_it(look: Look, qtbot: QtBot) -> None:
    short, one = painted(look, qtbot, "Giving")
    long, other = painted(look, qtbot, LONG)
    assert long.minimumSizeHint().width() <= 80, "it gives way to its room"
    sign = columns(one, 4, 24)
    shifted = [columns(other, 4 + by, 24 + by) for by in range(6)]
    assert sign in shifted, "the sign stands before it as ever"
    assert long.toolTip() == LONG
    assert short.toolTip() == "Giving"


def test_an_ampersand_is_shown(look: Look, qtbot: QtBot) -> None:
    made, _ = painted(look, qtbot, "R & D")
    assert made.text().strip() == "R && D"
    assert made.toolTip() == "R & D"
