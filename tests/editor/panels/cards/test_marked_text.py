"""A marked text is painted from plain letters, and said to readers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from editor.panels.cards.marked_text import MOST_LETTERS, MarkedText
from editor.panels.cards.runs import Run, plain
from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme
from tests.editor.panels.cards.stage import HOSTILE

GONE = (Run("same", "It "), Run("gone", "does not work"), Run("same", "."))


def painted(look: Look, runs: tuple[Run, ...]) -> QImage:
    text = MarkedText(look, runs)
    text.resize(300, text.heightForWidth(300))
    return text.grab().toImage()


def colours(image: QImage) -> set[str]:
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {QColor(image.pixel(x, y)).name() for x, y in places}


def test_what_was_deleted_is_said(look: Look, qtbot: QtBot) -> None:
    text = MarkedText(look, GONE)
    qtbot.addWidget(text)
    assert text.accessibleName() == "It [deleted: does not work] ."
    assert text.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize("kind", ["gone", "new", "mine", "theirs"])
def test_a_mark_is_more_than_its_ground(look: Look, kind: str) -> None:
    fills = {"gone": "deleted", "new": "inserted", "mine": "accent_soft", "theirs": "theirs_soft"}
    lines = {"gone": "deleted_text", "new": "inserted_text", "mine": "accent", "theirs": "theirs"}
    seen = colours(painted(look, (Run(kind, "mmmm mmmm"),)))
    assert look.colour(fills[kind]).name() in seen
    assert look.colour(lines[kind]).name() in seen


def test_mine_and_theirs_differ_without_colour(look: Look) -> None:
    def row_under(kind: str) -> list[bool]:
        image = painted(look, (Run(kind, "mmmmmmmmmmmmmmmm"),))
        ink = look.colour("accent" if kind == "mine" else "theirs").name()
        rows = [
            [QColor(image.pixel(x, y)).name() == ink for x in range(4, 100)]
            for y in range(image.height())
        ]
        return max(rows, key=sum)

    assert all(row_under("mine"))
    assert not all(row_under("theirs"))


def test_it_grows_with_its_lines_and_not_without(look: Look, qtbot: QtBot) -> None:
    text = MarkedText(look, plain("word " * 60))
    qtbot.addWidget(text)
    assert text.heightForWidth(200) > 3 * text.heightForWidth(900)


def test_letters_beyond_the_first_plane_and_tags_are_only_letters(look: Look, qtbot: QtBot) -> None:
    text = MarkedText(look, (Run("same", "😀 "), Run("new", HOSTILE), Run("same", " 😀")))
    qtbot.addWidget(text)
    text.resize(400, text.heightForWidth(400))
    assert "<script>" in text.text()
    assert text.textFormat() is Qt.TextFormat.PlainText
    assert not text.grab().isNull()


def test_a_text_without_end_is_cut_and_says_so(look: Look, qtbot: QtBot) -> None:
    text = MarkedText(look, plain("x" * (MOST_LETTERS + 5)))
    qtbot.addWidget(text)
    assert text.heightForWidth(600) > 0
    text.show_runs(plain("short"))
    assert text.text() == "short"


def test_it_follows_the_theme(look: Look, qtbot: QtBot) -> None:
    before = colours(painted(look, GONE))
    look.set_theme(Theme.DARK)
    after = colours(painted(look, GONE))
    assert look.colour("deleted").name() in after - before


def test_letters_of_a_script_without_italics_stand_upright(look: Look, qtbot: QtBot) -> None:
    """A face in italics has no such letters: boxes would be painted."""

    def drawn(text: str, left: int = 0) -> QImage:
        shown = MarkedText(look, plain(text), ink="text2")
        qtbot.addWidget(shown)
        shown.resize(300, shown.heightForWidth(300))
        return shown.grab().toImage().copy(left, 0, 200, 20)

    assert drawn("*sky*") != drawn("sky")
    assert drawn("*السماء*") == drawn("السماء")
    assert drawn("> السماء", left=12 + 6) == drawn("السماء", left=6)
    assert drawn("> sky", left=12 + 6) != drawn("sky", left=6)
