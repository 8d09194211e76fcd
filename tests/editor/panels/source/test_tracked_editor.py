"""Typing into a suggesting copy by real keys: words are struck, not lost; a step back undoes it."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme
from editor.panels.source.marks import Mark, MarkKind
from editor.panels.source.tracked_editor import TrackedEditor
from editor.writing.tracked import TrackedText

TEXT = "Say what you saw.\n\nThank 🙂 them.\n"
KEY = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def editor(look: Look, qtbot: QtBot) -> TrackedEditor:
    """An editor with a copy of a short text."""
    made = TrackedEditor(look)
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show_tracked(TrackedText(TEXT))
    made.show()
    made.setFocus()
    return made


def stands(editor: TrackedEditor) -> str:
    """Write down what is shown, with signs around what goes and comes."""
    signs = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    told = "".join(signs[kind].format(text) for kind, text in editor.tracked)
    assert editor.text() == editor.tracked.shown, "what is painted is what is held"
    assert editor.tracked.base == TEXT
    return told


def test_backspace_strikes_and_walks_back_through_what_is_struck(editor: TrackedEditor) -> None:
    editor.select(8, 8)
    for _ in range(4):
        QTest.keyClick(editor, KEY.Key_Backspace)
    assert stands(editor).startswith("Say [-what-] you")
    assert editor.selection() == (4, 4)
    QTest.keyClicks(editor, "all")
    assert stands(editor).startswith("Say [+all+][-what-] you")
    for _ in range(3):
        QTest.keyClick(editor, KEY.Key_Backspace)
    assert stands(editor).startswith("Say [-what-] you"), "what was put in goes for good"


def test_a_selection_typed_over_is_struck_and_the_words_stand_behind_it(
    editor: TrackedEditor,
) -> None:
    editor.select(4, 8)
    QTest.keyClicks(editor, "all")
    assert stands(editor).startswith("Say [-what-][+all+] you saw.")
    assert editor.tracked.wanted.startswith("Say all you")
    shown = editor.extraSelections()
    struck = [one for one in shown if one.format.fontStrikeOut()]
    lines = [one.format.underlineStyle() for one in shown]
    assert [one.cursor.selectedText() for one in struck] == ["what"]
    assert QTextCharFormat.UnderlineStyle.SingleUnderline in lines


def test_delete_goes_on_and_a_step_back_brings_all_back(editor: TrackedEditor) -> None:
    editor.select(0, 0)
    for _ in range(4):
        QTest.keyClick(editor, KEY.Key_Delete)
    assert stands(editor).startswith("[-Say -]what")
    assert editor.selection() == (4, 4)
    QTest.keyClick(editor, KEY.Key_End)
    QTest.keyClick(editor, KEY.Key_Return)
    QTest.keyClicks(editor, "More ")
    editor.insert_text("🙂")
    after = stands(editor)
    while editor.tracked.is_changed:
        editor.undo()
    assert stands(editor) == TEXT
    for _ in range(20):
        editor.redo()
    assert stands(editor) == after


def test_a_command_of_the_toolbar_is_tracked_too(editor: TrackedEditor) -> None:
    editor.select(4, 8)
    editor.run("bold")
    assert editor.tracked.wanted.startswith("Say **what** you")
    assert stands(editor).startswith("Say [+**+]what[+**+] you")


@pytest.mark.parametrize("seed", range(6))
def test_no_keys_lose_a_word(editor: TrackedEditor, seed: int) -> None:
    chance = random.Random(seed)
    keys = (KEY.Key_Backspace, KEY.Key_Delete, KEY.Key_Return, KEY.Key_A, KEY.Key_Space)
    for _ in range(60):
        most = len(editor.text())
        if chance.random() < 0.3:
            editor.select(chance.randint(0, most), chance.randint(0, most))
        modifier = CONTROL if chance.random() < 0.1 else Qt.KeyboardModifier.NoModifier
        key = chance.choice((KEY.Key_Z, KEY.Key_X) if modifier else keys)
        QTest.keyClick(editor, key, modifier)
        stands(editor)


@pytest.mark.parametrize("theme", list(Theme))
def test_words_that_go_are_struck_where_a_comment_stands_on_them(
    editor: TrackedEditor, look: Look, theme: Theme
) -> None:
    """Qt paints each mark over the last: no two may lie over one another, or the line is gone."""
    look.set_theme(theme)
    editor.show_marks([Mark("c", MarkKind.COMMENT, 4, 12, "Which?")])
    for start in (0, 4):
        editor.select(start, start + 4)
        QTest.keyClick(editor, KEY.Key_Delete)
    editor.select(12, 12)
    QTest.keyClicks(editor, "all ")
    shown = sorted(editor.extraSelections(), key=lambda one: one.cursor.selectionStart())
    told = [
        (one.cursor.selectedText(), one.format.fontStrikeOut(), one.format.underlineColor().name())
        for one in shown
    ]
    comment, comes = look.colour("mark_line").name(), look.colour("inserted_text").name()
    assert told == [
        ("Say ", True, "#000000"),
        ("what", True, comment),
        (" you", False, comment),
        ("all ", False, comes),
    ]
    spans = [(one.cursor.selectionStart(), one.cursor.selectionEnd()) for one in shown]
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
