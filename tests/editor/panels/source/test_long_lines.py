"""Immense lines are shown in parts, and not a sign of the text is another for it."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.panels.kit.look import Look
from editor.panels.source import long_lines
from editor.panels.source.editor import SourceEditor
from editor.panels.source.long_lines import SoftEnds
from sync.merge.edits import Edit


def test_only_immense_lines_have_parts() -> None:
    assert len(SoftEnds("word " * 9_000)) == 0
    line = "word " * 20_000
    soft = SoftEnds(f"# Head\n{line}\nend")
    assert 10 <= len(soft) <= 13
    shown = soft.shown(f"# Head\n{line}\nend")
    assert len(shown) == len(line) + 11
    assert max(map(len, shown.split("\n"))) < 9_000
    assert shown.replace("\n", " ") == f"# Head {line} end"


@pytest.mark.parametrize("sign", ["x", "é", "漢😀"])
def test_a_line_without_spaces_has_parts_too(sign: str) -> None:
    """A picture written as letters and digits; no sign of two units is cut."""
    line = sign * (160_000 // len(sign))
    shown = SoftEnds(line).shown(line)
    assert len(shown) == len(line)
    assert max(map(len, shown.split("\n"))) < 17_000
    assert shown.count("\n") == sum(one != two for one, two in zip(shown, line, strict=True))


def test_a_line_that_was_pasted_or_joined_has_parts_at_once(editor: SourceEditor) -> None:
    line = "😀 word " * 9_000
    editor.show_text("one\n\ntwo\n")
    editor.insert_text(line, 4)
    assert editor.text() == f"one\n{line}\ntwo\n"
    assert longest(editor) < 20_000
    editor.select(4, 4)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    editor.select(3, 3)
    editor.insert_text("x\ny" * 20_000)
    assert editor.text() == "one" + "x\ny" * 20_000 + f"{line}\ntwo\n"
    assert longest(editor) < 20_000
    editor.undo()
    editor.undo()
    editor.undo()
    assert editor.text() == "one\n\ntwo\n" == editor.document().toPlainText()
    line = "word " * 9_000
    editor.show_text(f"{line}\n{line}\nend")
    assert editor.blockCount() == 3
    editor.apply_edits((Edit(len(line), 1, ""),))
    assert editor.text() == f"{line}{line}\nend"
    assert longest(editor) < 20_000


def longest(editor: SourceEditor) -> int:
    """Measure the longest line of the document, in units."""
    block, found = editor.document().firstBlock(), 0
    while block.isValid():
        found, block = max(found, block.length()), block.next()
    return found


@pytest.mark.parametrize("sign", ["a", "\u00e9", "\U0001f600"])
def test_keys_around_the_parts_change_what_they_should(
    sign: str, look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    monkeypatch.setattr(long_lines, "LONGEST", 40)
    monkeypatch.setattr(long_lines, "PART", 10)
    text = f"# Head\n\n{f'{sign}{sign} b ' * 30}\n\nend {sign}\n"
    editor = SourceEditor(look)
    qtbot.addWidget(editor)
    editor.show_text(text)
    assert editor.text() == text
    assert editor.blockCount() > text.count("\n") + 5
    follows, told = text, list[Edit]()
    editor.edited.connect(told.extend)
    for _ in range(120):
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.choice([0, 0, 0, 1, 3, 25]))
        editor.select(start, end)
        kind = chance.choice(["x", " ", "\n", "back", "delete", "edit"])
        if kind == "edit":
            editor.apply_edits((Edit(start, end - start, "one two"),))
            put, cut = "one two", (start, end)
        elif kind in ("back", "delete"):
            QTest.keyClick(editor, Qt.Key.Key_Backspace if kind == "back" else Qt.Key.Key_Delete)
            put, cut = "", (start, end)
            if start == end:
                cut = (max(0, start - 1), start) if kind == "back" else (start, start + 1)
        else:
            editor.insert_text(kind)
            put, cut = kind, (start, end)
        text = text[: cut[0]] + put + text[cut[1] :]
        assert editor.text() == text, seed
        follows = text if kind == "edit" else followed(follows, told)
        told.clear()
        assert follows == text, seed


def followed(text: str, edits: list[Edit]) -> str:
    """Make the edits that the editor tells, one after another."""
    for edit in edits:
        text = text[: edit.start] + edit.inserted + text[edit.end :]
    return text
