"""A grid never loses a cell: random steps in it, words that arrive between them, all undone."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from editor.panels.forms.table_form import TableForm
from editor.panels.forms.table_view import shared
from editor.panels.kit.look import Look
from editor.panels.source.editor import SourceEditor
from editor.writing.grid.table import table_at
from sync.merge.edits import Edit
from tests.editor.panels.conftest import unnamed_controls

TABLES = [
    "| a\\|b |c|\n|:-|-:|\n|`x|y` |\n| 😀 | שלום |  | more\n",
    "a | b\n--- | ---\nc | d\\\n\n",
    "> |  h  |\n> |---|\n> | q |\n",
    "|h|\t\n|-|\n||\n| |\n|x|y|z|",
]


def opened(look: Look, qtbot: QtBot, text: str) -> tuple[SourceEditor, TableForm]:
    """Open the grid of the one table of a text."""
    editor = SourceEditor(look)
    qtbot.addWidget(editor)
    editor.show_text(text)
    table = table_at(text, text.index("|"))
    assert table is not None
    form = TableForm(look, editor, table, editor)
    qtbot.addWidget(form.page)
    form.grid.go_to(1, 0)
    return editor, form


def step(form: TableForm, chance: random.Random) -> None:
    """Do something in the grid."""
    rows, columns = form.model.rowCount(), form.model.columnCount()
    form.grid.go_to(chance.randrange(rows), chance.randrange(columns))
    by = chance.choice([-1, 1])
    chance.choice(
        [
            lambda: form.model.write(
                *form.grid.at, chance.choice(["", "n|w", "\\", "a\nb", "😀 x"])
            ),
            lambda: form.add_row(by),
            lambda: form.add_column(by),
            lambda: form.move_row(by),
            lambda: form.move_column(by),
            form.remove_row,
            form.remove_column if columns > 1 else form.add_column,
            lambda: form.align(chance.choice(["", "left", "center", "right"]), "aligned"),
            lambda: form.sort(down=by < 0),
        ]
    )()


@pytest.mark.parametrize("table", TABLES)
def test_what_is_done_in_a_grid_is_in_the_text_and_goes_back(
    look: Look, qtbot: QtBot, table: str
) -> None:
    chance = random.Random(len(table))
    for _ in range(6):
        text = f"Before 😀.\n\n{table}\n\nAfter.\n"
        editor, form = opened(look, qtbot, text)
        for _ in range(8):
            step(form, chance)
            found = table_at(editor.text(), form.held.start)
            assert found is not None
            assert [list(row) for row in found.texts()] == form.model._texts
            assert found.aligns == form.model.table.aligns
        form.undo_all()
        assert editor.text() == text


@pytest.mark.parametrize("table", TABLES)
def test_what_arrives_between_the_steps_is_never_lost(look: Look, qtbot: QtBot, table: str) -> None:
    chance = random.Random(len(table) + 1)
    text = f"Before.\n\n{table}\n\nAfter.\n"
    editor, form = opened(look, qtbot, text)
    for number in range(12):
        now, start = editor.text(), form.held.start
        cell = form.model.table.cell(
            chance.randrange(form.model.rowCount()), chance.randrange(form.model.columnCount())
        )
        arrived = [Edit(0, 0, f"new{number}\n\n"), Edit(cell.end, 0, f" theirs{number}")]
        if cell.start == cell.end or now[cell.end - 1] == "\\" or "`" in now[start:]:
            arrived.pop()
        editor.apply_edits(arrived)
        form.follow()
        for edit in arrived:
            assert edit.inserted.strip() in editor.text()
        texts = form.model._texts
        found = table_at(editor.text(), form.held.start)
        assert found is not None and [list(row) for row in found.texts()] == texts
        form.model.write(0, 0, f"mine{number}")
        assert f"mine{number}" in editor.text()
    assert all(f"new{number}\n" in editor.text() for number in range(12))
    form.undo_all()
    assert "mine" not in editor.text() and "new0" in editor.text()


def test_typing_in_a_cell_before_after_and_inside_is_one_step(look: Look, qtbot: QtBot) -> None:
    text = "| one | two |\n|---|---|\n| words |  |\n"
    editor, form = opened(look, qtbot, text)
    form.page.resize(600, 400)
    form.page.show()
    form.grid.setFocus()
    QApplication.processEvents()
    for place, expected in ((0, "Xwords"), (5, "wordsX"), (2, "woXrds")):
        QTest.keyClick(form.grid, Qt.Key.Key_F2)
        (field,) = form.grid.findChildren(QLineEdit)
        field.deselect()
        field.setCursorPosition(place)
        QTest.keyClicks(field, "X")
        assert editor.text() == text.replace("words", expected)
        QTest.keyClick(field, Qt.Key.Key_Return)
        QApplication.sendPostedEvents(None, 52)  # the field goes away
        form.grid.go_to(1, 0)
        QTest.keyClick(form.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert editor.text() == text
    assert unnamed_controls(form.page) == []
    assert form.grid.accessibleName() == "Table"


def test_columns_share_the_width() -> None:
    assert shared([100, 50], 350, 60) == [200, 150]
    assert shared([900, 80], 500, 100) == [420, 80]
    assert shared([900, 900], 100, 120) == [120, 120]
    assert shared([], 100, 50) == []
