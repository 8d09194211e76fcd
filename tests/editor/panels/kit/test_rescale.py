"""A window at another scale is the window that would have been made at that scale."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.panels.home.library_side import LibrarySide
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, IconButton
from editor.panels.kit.glass import Glass
from editor.panels.kit.labels import KeyHint, Label, Pill, Voice
from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme

Shape = list[tuple[str, int, int, int, int]]
RESOURCES = Path(__file__).parents[4] / "resources"


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """Return a look at 100 % that dresses the application."""
    made = Look(Theme.LIGHT, 1.0, RESOURCES / "icons", RESOURCES / "fonts")
    made.dress(qapp)
    return made


def build(look: Look) -> QWidget:
    """Build some of everything."""
    side = LibrarySide(look)
    box = column(look, Label("Title", Voice.PAGE), 12, Pill(look, "Draft"), gap=10,
                 margins=(20, 8, 16, 8))  # fmt: skip
    box.addLayout(row(look, Button(look, "Publish", icon="send"), IconButton(look, "x", "Close")))
    box.addWidget(KeyHint(look, "Ctrl+K"))
    box.addStretch(1)
    page = QWidget()
    page.setLayout(row(look, side, (box, 1), gap=0))  # type: ignore[arg-type]
    return page


def shape(page: QWidget, qtbot: QtBot) -> Shape:
    """Measure every widget of a page."""
    qtbot.addWidget(page)
    page.resize(1200, 900)
    page.show()
    for _ in range(3):
        QApplication.processEvents()
    return [
        (type(one).__name__, *one.geometry().getRect())  # type: ignore[misc]
        for one in page.findChildren(QWidget)
        if one.isVisible()
    ]


def assert_alike(one: Shape, two: Shape) -> None:
    """Hold two shapes equal; Qt gives a field two pixels more when it is dressed again."""
    assert [name for name, *_ in one] == [name for name, *_ in two]
    for (name, *lengths), (_, *others) in zip(one, two, strict=True):
        apart = [abs(a - b) for a, b in zip(lengths, others, strict=True)]
        assert max(apart) <= 2, f"{name}: {lengths} and {others}"


@pytest.mark.parametrize("scale", [0.8, 1.25, 2.0])
def test_it_looks_as_if_made_so(look: Look, qtbot: QtBot, qapp: QApplication, scale: float) -> None:
    page = build(look)
    shape(page, qtbot)
    look.set_scale(scale)
    changed = shape(page, qtbot)
    page.close()
    assert_alike(changed, shape(build(look), qtbot))


def test_nothing_drifts_on_the_way_there_and_back(look: Look, qtbot: QtBot) -> None:
    page = build(look)
    before = shape(page, qtbot)
    for scale in (1.1, 1.25, 0.9, 1.75, 2.0, 1.0):
        look.set_scale(scale)
    assert_alike(shape(page, qtbot), before)


def test_keys_in_tips_and_hints_follow(look: Look, qtbot: QtBot) -> None:
    button, hint = IconButton(look, "plus", "New", command="new"), KeyHint(look, command="new")
    qtbot.addWidget(button)
    qtbot.addWidget(hint)
    assert (button.toolTip(), hint.text()) == ("New", "")
    look.set_keys({"new": "Ctrl+N"})
    assert (button.toolTip(), hint.text()) == ("New (Ctrl+N)", "Ctrl+N")
    assert hint.accessibleName() == "Key: Ctrl+N"


def test_the_magnifier_of_a_field_grows_with_its_words(look: Look, qtbot: QtBot) -> None:
    side = LibrarySide(look)
    shape(side, qtbot)
    field = side.findChild(QLineEdit)
    assert field is not None
    glass = field.findChild(Glass)
    assert glass is not None
    small, room = glass.width(), field.textMargins().left()
    look.set_scale(2.0)
    QApplication.processEvents()
    assert glass.width() == 2 * small
    assert field.textMargins().left() == 2 * room
    assert glass.geometry().right() < field.textMargins().left() + look.px(9)
    look.set_scale(1.0)  # what is dressed stays so for the tests after it
