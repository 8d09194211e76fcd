"""The look changes as one: theme, scale, icons, fonts and style sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QListView,
    QScrollArea,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from editor.panels.kit.fonts import Family, load_fonts
from editor.panels.kit.icons import IconSet
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from editor.panels.kit.stylesheet import style_sheet
from editor.panels.kit.tokens import TOKENS, Theme


def test_a_change_of_theme_is_told_once(look: Look, qtbot: QtBot) -> None:
    with qtbot.waitSignal(look.changed):
        look.set_theme(Theme.DARK)
    assert look.colour("canvas").name().upper() == TOKENS[Theme.DARK].canvas
    with qtbot.assertNotEmitted(look.changed):
        look.set_theme(Theme.DARK)


def test_the_scale_has_bounds(look: Look) -> None:
    look.set_scale(9)
    assert (look.scale, look.px(14), look.px(0)) == (2.0, 28, 0)
    look.set_scale(0.1)
    assert (look.scale, look.px(0.4)) == (0.8, 1)


@pytest.fixture
def worn(look: Look, qapp: QApplication) -> Iterator[Look]:
    """Let the application wear the look, and what it wore before at the end."""
    before = qapp.styleSheet(), qapp.palette(), qapp.font(), qapp.style().objectName()
    look.dress(qapp)
    yield look
    qapp.setStyleSheet(before[0])
    qapp.setPalette(before[1])
    qapp.setFont(before[2])
    qapp.setStyle(before[3])


def test_the_application_wears_the_theme(worn: Look, qapp: QApplication) -> None:
    assert qapp.palette().window().color() == worn.colour("canvas")
    worn.set_theme(Theme.CONTRAST)
    assert qapp.palette().window().color().name() == "#000000"
    assert TOKENS[Theme.CONTRAST].accent in qapp.styleSheet()


def test_what_is_made_bare_is_dressed_in_the_end(
    worn: Look, qapp: QApplication, qtbot: QtBot
) -> None:
    before = QTreeView()  # its bars are asked for sizes while the sheet goes
    qtbot.addWidget(before)
    before.show()
    with worn.dressed_at_the_end():
        assert qapp.styleSheet() == ""
        assert not before.testAttribute(Qt.WidgetAttribute.WA_StyleSheet)
        label = Label("Feedback", Voice.DISPLAY)
        qtbot.addWidget(label)
        label.show()
        assert label.font().pixelSize() != worn.px(32)
        with worn.dressed_at_the_end():
            pass
        assert qapp.styleSheet() == "", "the outer one dresses"
    assert label.font().pixelSize() == worn.px(32)
    assert qapp.styleSheet() == style_sheet(worn.tokens, worn.scale)


def test_no_widget_counts_as_dressed_while_there_is_no_sheet(
    worn: Look, qapp: QApplication, qtbot: QtBot
) -> None:
    for made in (QTreeView(), QListView(), QScrollArea(), QComboBox()):
        qtbot.addWidget(made)
        made.show()
    with worn.dressed_at_the_end():
        dressed = Qt.WidgetAttribute.WA_StyleSheet
        counted = [type(w).__name__ for w in qapp.allWidgets() if w.testAttribute(dressed)]
    assert counted == [], "Qt would look for these when they are gone"


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_the_style_sheet_is_understood(theme: Theme, scale: float, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    # Qt warns of what it cannot parse, and a warning fails the test.
    widget.setStyleSheet(style_sheet(TOKENS[theme], scale))
    widget.ensurePolished()


def test_the_bundled_fonts_are_used(look: Look) -> None:
    assert QFontInfo(look.font(14)).family() == Family.SANS
    source, mono = look.font(14.5, family=Family.SOURCE), look.font(14.5, family=Family.MONO)
    assert source.pixelSize() == mono.pixelSize()


def test_fonts_are_loaded_once(look: Look) -> None:
    """Qt keeps every file of a font open: some hundred looks, as in these tests, used them up."""
    assert load_fonts(look.fonts_dir) is load_fonts(look.fonts_dir)
    assert Family.SOURCE in load_fonts(look.fonts_dir)


def test_without_the_bundled_fonts_there_still_is_one(qtbot: QtBot, tmp_path: Path) -> None:
    bare = Look(Theme.LIGHT, 1.0, tmp_path, tmp_path)
    assert bare.font(14).pixelSize() == 14
    assert not bare.icon("plus").pixmap(16, 16).isNull()


def test_icons_wear_the_colour(look: Look) -> None:
    picture = look.pixmap("x", "#FF0000", 24).toImage()
    inks = {picture.pixelColor(x, y).name() for x in range(24) for y in range(24)}
    assert "#ff0000" in inks
    assert look.pixmap("x", "text", 24, density=2).width() == 48


def test_icons_are_drawn_once(look: Look) -> None:
    icons = IconSet(look.fonts_dir.parent / "icons")
    assert "bold" in icons.names()
    assert icons.pixmap("bold", "#000000", 16) is icons.pixmap("bold", "#000000", 16)
