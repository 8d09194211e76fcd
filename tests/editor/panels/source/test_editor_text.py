"""The text goes in and comes out byte for byte, and what is typed is told exactly."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme
from editor.panels.source.editor import SourceEditor
from sync.merge.edits import Edit
from tests.editor.panels.source.conftest import Recorder

ODD = [
    "a\u00a0b",
    "a\u2028b\u2029c",
    "a\0b",
    "a\rb\r\nc",
    "\ufeffa\ufeff",
    "\ufffea\uffff",
    "\ufdd0a\ufdd1",
    "\ufffc",
    "a\x85\x0b\x0cb",
    "😀𝒳\n👩‍👩‍👧",
    "tab\tand trailing  \n\n\n",
    "lone \ud83d half",
    "",
    "\n",
]


@pytest.mark.parametrize("text", ODD, ids=ascii)
def test_a_text_comes_out_as_it_went_in(editor: SourceEditor, text: str) -> None:
    recorder = Recorder(editor)
    editor.show_text(text)
    assert editor.text() == text
    editor.selectAll()
    assert editor.selected_text() == text
    assert recorder.heard == [], "what is shown is no edit"


@pytest.mark.parametrize("text", ODD, ids=ascii)
def test_typing_beside_odd_signs_leaves_them(editor: SourceEditor, text: str) -> None:
    editor.show_text(text)
    recorder = Recorder(editor)
    QTest.keyClicks(editor, "x")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, "yz")
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.text() == "x" + text + "y" == recorder.text
    assert [edit for edits in recorder.heard for edit in edits] == [
        Edit(0, 0, "x"),
        Edit(len(text) + 1, 0, "y"),
        Edit(len(text) + 2, 0, "z"),
        Edit(len(text) + 2, 1, ""),
    ]


def test_deleting_takes_a_pair_as_one(editor: SourceEditor) -> None:
    editor.show_text("a😀b")
    recorder = Recorder(editor)
    editor.select(2, 2)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert recorder.heard == [(Edit(1, 1, ""),)]
    assert editor.text() == "ab"


def test_colours_are_no_edits(editor: SourceEditor, look: Look) -> None:
    text = "# One\n\n**two** 😀\u2028 three\n" * 5
    editor.show_text(text)
    recorder = Recorder(editor)
    look.set_theme(Theme.DARK)
    cursor = QTextCursor(editor.document())
    cursor.select(QTextCursor.SelectionType.Document)
    bold = QTextCharFormat()
    bold.setFontItalic(True)
    cursor.mergeCharFormat(bold)
    editor.document().markContentsDirty(0, 50)
    QApplication.processEvents()
    assert recorder.heard == []
    assert editor.text() == text


def test_replacing_a_selection_is_one_edit(editor: SourceEditor) -> None:
    editor.show_text("one two three")
    recorder = Recorder(editor)
    editor.select(4, 7)
    QTest.keyClicks(editor, "x")
    assert recorder.heard == [(Edit(4, 3, "x"),)]


def test_what_is_composed_is_told_when_it_is_done(editor: SourceEditor) -> None:
    editor.show_text("ab")
    editor.select(1, 1)
    recorder = Recorder(editor)
    QApplication.sendEvent(editor, QInputMethodEvent("に", []))
    QApplication.sendEvent(editor, QInputMethodEvent("にほ", []))
    assert recorder.heard == []
    assert editor.text() == "ab"
    done = QInputMethodEvent()
    done.setCommitString("日本")
    QApplication.sendEvent(editor, done)
    assert editor.text() == "a日本b" == recorder.text


def test_copy_and_paste_keep_the_true_signs(editor: SourceEditor) -> None:
    editor.show_text("a\u00a0\u2028b\nc")
    editor.selectAll()
    data = editor.createMimeDataFromSelection()
    assert data.text() == "a\u00a0\u2028b\nc"
    editor.select(6, 6)
    editor.insertFromMimeData(data)
    assert editor.text() == "a\u00a0\u2028b\nca\u00a0\u2028b\nc"


def test_pasted_line_ends_become_ours(editor: SourceEditor) -> None:
    data = QMimeData()
    data.setText("a\r\nb\rc")
    editor.insertFromMimeData(data)
    assert editor.text() == "a\nb\nc"


def test_an_address_pasted_over_words_is_a_link(editor: SourceEditor) -> None:
    editor.show_text("see this page")
    editor.select(4, 8)
    data = QMimeData()
    data.setText("https://a.example/b")
    editor.insertFromMimeData(data)
    assert editor.text() == "see [this](https://a.example/b) page"
    editor.undo()
    assert editor.text() == "see this page"


def test_shift_enter_is_a_line_end_too(editor: SourceEditor) -> None:
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert editor.text() == "\n"


def test_a_thousand_random_moves_are_told_exactly(editor: SourceEditor) -> None:
    """Native edits, commands, arrivals, undo: the shadow, the document and the listener agree."""
    seed = 7
    chance = random.Random(seed)
    letters = "ab \n*😀\u00a0\u2028世"
    editor.show_text("".join(chance.choices(letters, k=400)))
    recorder = Recorder(editor)
    keys = [Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_A]
    for step in range(1000):
        length = len(editor.text())
        place, other = chance.randint(0, length), chance.randint(0, length)
        editor.select(place, other if chance.random() < 0.2 else place)
        what = chance.random()
        if what < 0.6:
            QTest.keyClick(editor, chance.choice(keys))
        elif what < 0.7:
            editor.run(chance.choice(["bold", "bullets", "quote", "heading", "line-up", "link"]))
        elif what < 0.8:
            editor.insert_text("".join(chance.choices(letters, k=3)))
        elif what < 0.9:
            start = chance.randint(0, length)
            arrived = Edit(start, min(3, length - start), chance.choice(letters))
            editor.apply_edits([arrived])
            gone = recorder.text[: arrived.start] + arrived.inserted
            recorder.text = gone + recorder.text[arrived.end :]
        else:
            chance.choice([editor.undo, editor.redo])()
        assert editor.text() == recorder.text, (seed, step)
    raw = editor.document().toRawText().replace("\u2029", "\n")
    assert raw == recorder.text.replace("\u2028", "\u21b5")


def test_real_lessons_survive_opening_and_typing(editor: SourceEditor, shared: Path) -> None:
    files = sorted((shared / "corpus").rglob("*.md"))
    chosen = [file for file in files if file.stat().st_size < 60_000][::9]
    assert chosen
    for file in chosen:
        try:
            text = file.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        editor.show_text(text)
        QTest.keyClicks(editor, "x")
        assert editor.text() == "x" + text, file.name
        QTest.keyClick(editor, Qt.Key.Key_Backspace)
        assert editor.text() == text, file.name
